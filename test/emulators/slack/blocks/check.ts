import { isJson, type Json } from '../world/json.ts';
import type { Rule, Shape } from './rule.ts';

/** Something wrong, and the JSON pointer to where. */
export interface Wrong {
  pointer: string;
  message: string;
}

/** Everything in a value that breaks a rule, in the words of Slack's own messages. */
export function check(rule: Rule, value: unknown, pointer: string): Wrong[] {
  const wrong = (message: string): Wrong[] => [{ pointer, message }];
  switch (rule.is) {
    case 'anything':
      return [];
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('must be a boolean');
    case 'integer':
      return checkInteger(rule, value, wrong);
    case 'string':
      return checkString(rule, value, wrong);
    case 'text':
      return checkText(rule, value, pointer);
    case 'list': {
      if (!Array.isArray(value)) return wrong('must be an array');
      if (rule.max !== undefined && value.length > rule.max)
        return wrong(`no more than ${rule.max} items allowed`);
      if (value.length < (rule.min ?? 0)) return wrong(`no fewer than ${rule.min} items required`);
      return value.flatMap((item, index) => check(rule.of, item, `${pointer}/${index}`));
    }
    case 'object':
      return isJson(value) ? checkShape(rule.shape, value, pointer) : wrong('must be an object');
    case 'one of': {
      if (!isJson(value)) return wrong('must be an object');
      if (typeof value.type !== 'string') return wrong('missing required field: type');
      const shape = rule.types.includes(value.type) ? rule.from()[value.type] : undefined;
      if (shape === undefined)
        return [{ pointer: `${pointer}/type`, message: `unsupported type: ${value.type}` }];
      return checkShape(shape, value, pointer, ['type']);
    }
  }
}

/** The properties of an object: those that must be there, those that may, and no other. */
export function checkShape(
  { required = {}, optional = {}, also = [] }: Shape,
  value: Json,
  pointer: string,
  known: readonly string[] = [],
): Wrong[] {
  const found: Wrong[] = [];
  for (const [name, rule] of Object.entries(required)) {
    if (value[name] === undefined || value[name] === null)
      found.push({ pointer, message: `missing required field: ${name}` });
    else found.push(...check(rule, value[name], `${pointer}/${name}`));
  }
  for (const [name, rule] of Object.entries(optional))
    if (value[name] !== undefined) found.push(...check(rule, value[name], `${pointer}/${name}`));
  for (const name of Object.keys(value))
    if (!(name in required || name in optional || known.includes(name)))
      found.push({ pointer, message: `invalid additional property: ${name}` });
  if (found.length > 0) return found;
  for (const look of also) {
    const fault = look(value);
    if (fault) found.push({ pointer: `${pointer}${fault.at ?? ''}`, message: fault.wrong });
  }
  return found;
}

type Say = (message: string) => Wrong[];

function checkString(rule: Rule & { is: 'string' }, value: unknown, wrong: Say): Wrong[] {
  if (typeof value !== 'string') return wrong('must be a string');
  if (rule.min !== undefined && value.length < rule.min)
    return wrong(`must be more than ${rule.min - 1} characters`);
  if (rule.max !== undefined && value.length > rule.max)
    return wrong(`must be less than ${rule.max + 1} characters`);
  if (rule.oneOf && !rule.oneOf.includes(value))
    return wrong(`must be one of: ${rule.oneOf.join(', ')}`);
  if (rule.like && !rule.like.pattern.test(value)) return wrong(rule.like.wrong);
  return [];
}

function checkInteger(rule: Rule & { is: 'integer' }, value: unknown, wrong: Say): Wrong[] {
  if (typeof value !== 'number' || !Number.isInteger(value)) return wrong('must be an integer');
  if (rule.min !== undefined && value < rule.min) return wrong(`must be at least ${rule.min}`);
  if (rule.max !== undefined && value > rule.max) return wrong(`must be at most ${rule.max}`);
  return [];
}

/** Text objects: `emoji` belongs to plain_text alone, `verbatim` to mrkdwn (page Text object). */
function checkText(rule: Rule & { is: 'text' }, value: unknown, pointer: string): Wrong[] {
  if (!isJson(value)) return [{ pointer, message: 'must be an object' }];
  const kinds = rule.as === 'either' ? ['plain_text', 'mrkdwn'] : [rule.as];
  if (!kinds.includes(String(value.type)))
    return [{ pointer: `${pointer}/type`, message: `must be one of: ${kinds.join(', ')}` }];
  const extra = value.type === 'plain_text' ? 'emoji' : 'verbatim';
  const shape: Shape = {
    required: { text: { is: 'string', min: 1, max: rule.max } },
    optional: { [extra]: { is: 'boolean' } },
  };
  return checkShape(shape, value, pointer, ['type']);
}
