import { clickIn, type Event, fileText, formNames, type Typed } from '../../src/bot.ts';

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

/** What was sent, by name: a text, a file, or several of them. */
type Body = Readonly<Record<string, string | File | readonly (string | File)[]>>;

/** Reads what was sent. Nothing in it is trusted: it may come from anywhere. */
export async function readPosted(body: Body): Promise<Posted> {
  const text = (name: string) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
  const on = text(carried.on);
  const token = text(carried.token);
  const form = formNames.find((one) => one === text(carried.form));
  if (form) return { token, event: { type: 'submit', form, values: await typedValues(body), on } };
  const click = clickIn(text(carried.click));
  return { token, event: click && { ...click, on } };
}

/** Several values under one name are those of boxes that were ticked. */
async function typedValues(body: Body): Promise<Typed> {
  const prefix = typedName('');
  const values: Record<string, string> = {};
  for (const [name, sent] of Object.entries(body)) {
    if (!name.startsWith(prefix)) continue;
    const texts: string[] = [];
    for (const value of [sent].flat()) {
      texts.push(typeof value === 'string' ? value : await fileText(value));
    }
    values[name.slice(prefix.length)] = texts.join(' ');
  }
  return values;
}
