import { z } from 'zod';
import {
  type Click,
  clickIn,
  type Event,
  type FormName,
  formNames,
  jsonOf,
  type Typed,
} from '../../src/bot.ts';
import { longestCustomId } from './limits.ts';

/**
 * A click as the custom id of a button: the token of its screen, and what it does there.
 *
 * @param typed what was typed into a form of that screen and not accepted. It goes along as far as there is room, so
 *   that nobody types it twice
 */
export function carriedClick(token: string, click: Click, typed: Typed = {}): string {
  const plain = `${token}|${JSON.stringify(click)}`;
  const values = Object.values(typed);
  // A file may have been typed, which nobody needs to measure to the end.
  if (values.length === 0 || values.some(({ length }) => length > longestCustomId)) return plain;
  const filled = `${plain}|${JSON.stringify(typed)}`;
  return filled.length <= longestCustomId ? filled : plain;
}

/** Made once: making a schema takes far longer than reading by it. */
const typedSchema = z.record(z.string(), z.string());

/** What a click was, and what a form that it opens held before; null where it is none of ours. */
export function readCarriedClick(
  customId: string,
): { event: Event & Click & { on: string }; typed: Typed } | null {
  const [on, carried, typed] = customId.split('|');
  const click = clickIn(carried ?? '');
  if (on === undefined || !click) return null;
  const read = typed === undefined ? null : typedSchema.safeParse(jsonOf(typed));
  return { event: { ...click, on }, typed: read?.success ? read.data : {} };
}

/** The custom id of a menu: which screen it is of. Its options carry the clicks, without the screen. */
export function carriedMenu(token: string): string {
  return `${token}|menu`;
}

/** What the option of a menu does; null where it is none of ours. */
export function readCarriedOption(customId: string, value: string): (Event & Click) | null {
  const [on = ''] = customId.split('|');
  const click = clickIn(value);
  return click && { ...click, on };
}

/** The custom id of a form. */
export function carriedModal(token: string, form: FormName): string {
  return `${token}|${form}`;
}

/** Which form was sent, of which screen; null where it is none of ours. */
export function readCarriedModal(customId: string): { on: string; form: FormName } | null {
  const [on = '', name] = customId.split('|');
  const form = formNames.find((one) => one === name);
  return form ? { on, form } : null;
}
