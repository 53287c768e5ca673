import { isSnowflake } from '../snowflake.ts';
import { type Field, isObject } from './fields.ts';

const unicode = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\uFE0F?\u20E3)/u;

/** A unicode emoji by name, or one of the application's own by id. */
export function emoji(known: ReadonlySet<string>): Field {
  return (value, at, faults) => {
    const given = isObject(value) ? value : {};
    const byId = given.id !== undefined && given.id !== null;
    const sound = byId
      ? isSnowflake(given.id) && known.has(String(given.id))
      : typeof given.name === 'string' && unicode.test(given.name);
    if (sound) return;
    const path = [...at, byId ? 'id' : 'name'];
    faults.add(path, 'BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji');
  };
}
