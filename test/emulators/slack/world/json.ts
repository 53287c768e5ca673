/** A JSON object, as it comes from outside: nothing is known about its values. */
export type Json = Record<string, unknown>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asJson = (value: unknown): Json => (isJson(value) ? value : {});

export const listOf = (value: unknown): Json[] =>
  Array.isArray(value) ? value.filter(isJson) : [];

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The `text` of a text object, or nothing. */
export const textIn = (value: unknown): string => textOf(asJson(value).text);

/** Without the keys that have no value: absent properties are absent, not `undefined`. */
export const compact = (value: Json): Json =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined));

/** Slack takes `true` and `"true"` alike, from forms and from JSON. */
export const isTrue = (value: unknown): boolean =>
  value === true || value === 'true' || value === '1' || value === 1;

export const copy = <T>(value: T): T => structuredClone(value);

/** Read JSON, or nothing for what is none. */
export function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
