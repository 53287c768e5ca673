import * as limits from '../limits/message.ts';
import type { Faults } from './faults.ts';
import { type Field, isObject, list, model, snowflake, truth, word } from './fields.ts';

/** No value twice in a list. */
const distinct = (of: Field, max: number): Field => {
  const each = list(of, { max });
  return (value, at, faults) => {
    each(value, at, faults);
    if (!Array.isArray(value)) return;
    value.forEach((item, index) => {
      if (value.indexOf(item) === index) return;
      const message = 'The set already contains this value';
      faults.add([...at, index], 'SET_TYPE_ALREADY_CONTAINS_VALUE', message);
    });
  };
};

const form = model({
  parse: distinct(word(limits.allowedMentions.parse), limits.allowedMentions.parse.length),
  users: distinct(snowflake, limits.allowedMentions.users),
  roles: distinct(snowflake, limits.allowedMentions.roles),
  replied_user: truth,
});

/** The `allowed_mentions` of a message: a kind is allowed as a whole or one by one, never both. */
export function checkMentions(value: unknown, faults: Faults): void {
  if (value === undefined || value === null) return;
  const at = ['allowed_mentions'];
  form(value, at, faults);
  if (!isObject(value) || !Array.isArray(value.parse)) return;
  for (const kind of ['users', 'roles']) {
    const single = value[kind];
    if (!value.parse.includes(kind) || !Array.isArray(single) || single.length === 0) continue;
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
    faults.add(at, 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
  }
}
