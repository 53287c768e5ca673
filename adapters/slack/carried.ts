import { z } from 'zod';
import {
  type Click,
  clickIn,
  type Event,
  type FormName,
  formNames,
  jsonOf,
} from '../../src/bot.ts';
import type { Place } from './place.ts';

/** What begins the action id of everything that can be clicked on a screen. */
export const clickId = 'click';

/** The id of a block of buttons or options: the token of its screen, and what tells it from the others there. */
export function blockIdOf(token: string, part: string): string {
  return `${token}/${part}`;
}

/** The click as the value of a button or an option. */
export function carriedClick(click: Click): string {
  return JSON.stringify(click);
}

/** What came back from a click; null where it is none of ours. */
export function readCarriedClick(
  blockId: string,
  value: string | undefined,
): (Event & Click) | null {
  const end = blockId.lastIndexOf('/');
  const click = end < 0 ? null : clickIn(value ?? '');
  return click && { ...click, on: blockId.slice(0, end) };
}

/** What a modal carries: which form it is, of which screen, and where that screen is shown. */
export interface CarriedForm {
  readonly form: FormName;
  readonly on: string;
  readonly place: Place;
}

const carriedForm = z.strictObject({
  form: z.enum(formNames),
  on: z.string(),
  place: z.strictObject({
    person: z.string(),
    channel: z.string().nullable(),
    thread: z.string().nullable(),
    name: z.string().nullable(),
    responseUrl: z.string().nullable(),
    replaces: z.boolean(),
    home: z.boolean(),
  }),
});

/** What came back with a modal; null where it is none of ours. */
export function readCarriedForm(metadata: string): CarriedForm | null {
  const read = carriedForm.safeParse(jsonOf(metadata));
  return read.success ? read.data : null;
}
