import { createReadStream } from 'node:fs';
import { isCancel, multiselect, select, text } from '@clack/prompts';
import type { Event, Typed } from '../../src/bot.ts';
import { largestFile } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Form, Input, Notice, Screen } from '../../src/screen.ts';
import { reasonOf } from './path.ts';
import { say, styleOf, type Terminal } from './terminal.ts';

/** What the bot answers. */
export type Tell = (event: Event) => Promise<Screen>;

/** The person would rather do something else. */
const cancelled = Symbol('cancelled');

/**
 * Asks for a form's inputs until the bot takes them. What was typed stays there for the next try.
 *
 * @returns the screen that follows; null where the person would rather do something else
 */
export async function fillIn(
  terminal: Terminal,
  tell: Tell,
  words: Words,
  { token }: Pick<Screen, 'token'>,
  form: Form,
): Promise<Screen | null> {
  const send = (values: Typed) => tell({ type: 'submit', form: form.name, values, on: token });
  const [only, ...more] = form.inputs;
  if (only?.kind === 'number' && more.length === 0) return typeOne(terminal, send, words, only);
  let values: Record<string, string> = {};
  for (;;) {
    const asked = await askAll(terminal, words, form.inputs, values);
    if (asked === cancelled) return null;
    values = asked;
    const next = await send(values);
    const faults = next.notices.filter(({ tone }) => tone === 'fault');
    if (faults.length === 0 || next.token !== token) return next;
    say(
      terminal,
      `\n${faults.map((fault: Notice) => styleOf(terminal).strong(`! ${fault.text}`)).join('\n')}\n`,
    );
  }
}

/** A single number: what is wrong with it is said below it, as it stands. */
async function typeOne(
  { input, output }: Terminal,
  send: (values: Typed) => Promise<Screen>,
  words: Words,
  { name, label, hint, value }: Input,
): Promise<Screen | null> {
  let next: Screen | null = null;
  const typed = await text({
    message: words.text('cli/guided', { label, hint }, 'input'),
    ...(value === null ? {} : { initialValue: value }),
    validate: async (typed = '') => {
      next = await send({ [name]: typed });
      return next.notices.find(({ tone }) => tone === 'fault')?.text;
    },
    input,
    output,
  });
  return isCancel(typed) ? null : next;
}

async function askAll(
  terminal: Terminal,
  words: Words,
  inputs: readonly Input[],
  before: Typed,
): Promise<Record<string, string> | typeof cancelled> {
  const values: Record<string, string> = {};
  for (const input of inputs) {
    const value = await ask(terminal, words, input, before[input.name] ?? input.value);
    if (value === cancelled) return cancelled;
    values[input.name] = value;
  }
  return values;
}

async function ask(
  terminal: Terminal,
  words: Words,
  asked: Input,
  value: string | null,
): Promise<string | typeof cancelled> {
  const { input, output } = terminal;
  const { label, hint, optional } = asked;
  const message = words.text('cli/guided', { label, hint }, 'input');
  if (asked.kind === 'pick') {
    const options = asked.options.map((option) => ({ ...option }));
    const standing = value?.split(' ').filter(Boolean) ?? [];
    const picked = asked.several
      ? await multiselect({
          message,
          options,
          initialValues: standing,
          required: !optional,
          input,
          output,
        })
      : await select({
          message,
          options: optional ? [{ value: '', label: '–' }, ...options] : options,
          initialValue: standing[0] ?? '',
          input,
          output,
        });
    if (isCancel(picked)) return cancelled;
    return Array.isArray(picked) ? picked.join(' ') : picked;
  }
  let content = '';
  const typed = await text({
    message,
    ...(value === null || asked.kind === 'file' ? {} : { initialValue: value }),
    validate: async (typed = '') => {
      if (asked.kind !== 'file') return undefined;
      const read = await fileAt(typed.trim());
      if ('reason' in read) return words.text('cli/fault', read, 'no-file');
      content = read.content;
      return undefined;
    },
    input,
    output,
  });
  if (isCancel(typed)) return cancelled;
  return asked.kind === 'file' ? content : typed;
}

/** A file's text, of too large a one no more than tells that it is. */
async function fileAt(
  path: string,
): Promise<{ content: string } | { path: string; reason: string }> {
  try {
    const pieces: Buffer[] = [];
    for await (const piece of createReadStream(path, { end: largestFile })) pieces.push(piece);
    return { content: Buffer.concat(pieces).toString('utf8') };
  } catch (error) {
    return { path, reason: reasonOf(error) };
  }
}
