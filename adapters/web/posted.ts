import { type Event, fields, jsonOf, readClick } from '../../src/bot.ts';

/** Names of what a form carries beside what was typed. */
export const carried = { on: 'on', token: 'token', click: 'click', form: 'form' } as const;

/** Typed values have names of their own, so that no field can stand in for what a form carries. */
export const typedName = (name: string) => `typed.${name}`;

/** What a form on one of our pages sent. */
export interface Posted {
  /** The session's form token; to be checked before anything is done. */
  readonly token: string;
  /** What happened; null where it is nothing that our pages send. */
  readonly event: (Event & { readonly on: string }) | null;
}

/** Reads what was sent. Nothing in it is trusted: it may come from anywhere. */
export function readPosted(body: Readonly<Record<string, unknown>>): Posted {
  const text = (name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
  const on = text(carried.on);
  const token = text(carried.token);
  const field = fields.find((one) => one === text(carried.form));
  if (field) return { token, event: { type: 'submit', field, values: typedValues(body), on } };
  const click = readClick(jsonOf(text(carried.click)));
  return { token, event: click && { ...click, on } };
}

function typedValues(body: Readonly<Record<string, unknown>>): Record<string, string> {
  const prefix = typedName('');
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === 'string'
        ? [[name.slice(prefix.length), value]]
        : [],
    ),
  );
}
