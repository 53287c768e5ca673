import { randomUUID } from 'node:crypto';
import { autocomplete, isCancel, select, text } from '@clack/prompts';
import { type Bot, type Event, plainText } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Button, Choice, Form, Screen } from '../../src/screen.ts';
import { say, styleOf, type Terminal } from './terminal.ts';

/** With more answers than this, typing a few letters is quicker than walking down the list. */
const longList = 10;

/** What was picked: a button, an answer, or leaving. */
type Picked = Button | Choice | 'leave';

/** One person at one terminal; nothing is kept after the process ends. */
const me = { tenant: 'terminal', person: 'me', about: '' };

type Say = (event: Event) => Promise<Screen>;

/**
 * The conversation in a terminal, until the person leaves.
 *
 * @param said answers given beforehand, such as `251 pass derm`
 */
export async function converse(
  terminal: Terminal,
  bot: Bot,
  words: Words,
  said: string,
): Promise<number> {
  const tell: Say = async (event) => (await bot.turn(me, event)).screen;
  let screen = await tell({ type: 'start', id: randomUUID(), words: said });
  for (;;) {
    // A prompt shows the question itself, so the text above it leaves the title out.
    const readable = screen.choices.length > 0 ? { ...screen, title: null, choices: [] } : screen;
    say(terminal, `\n${plainText(readable, styleOf(terminal))}\n`);

    const [only, ...more] = screen.choices;
    if (only && 'form' in only && more.length === 0) {
      const filled = await fillIn(terminal, tell, words, screen, only.form);
      if (filled) {
        screen = filled;
        continue;
      }
    }
    const picked = await pick(terminal, words, screen);
    if (picked === 'leave') return 0;
    screen =
      'form' in picked
        ? ((await fillIn(terminal, tell, words, screen, picked.form)) ?? screen)
        : await tell({ ...picked.click, on: screen.token });
  }
}

async function pick(
  { input, output }: Terminal,
  words: Words,
  { title, choices, actions }: Screen,
): Promise<Picked> {
  // A prompt shows hints of its own only where the cursor stands; dates are of use before that.
  const option = (value: Picked, label: string) => ({ value, label });
  const options = [
    ...choices.map((choice) =>
      option(choice, [choice.label, choice.hint].filter(Boolean).join(' · ')),
    ),
    ...actions.map((button) => option(button, `[${button.label}]`)),
    ...(choices.length > 0 ? [] : [option('leave', `[${words.text('cli/guided', {}, 'leave')}]`)]),
  ];
  const message = choices.length > 0 ? title : words.text('cli/guided', {}, 'next');
  const current = choices.find((choice) => choice.current);
  const asked = { message, options, input, output, ...(current ? { initialValue: current } : {}) };
  const picked = await (choices.length > longList
    ? autocomplete<Picked>({ ...asked, maxItems: longList })
    : select<Picked>(asked));
  return isCancel(picked) ? 'leave' : picked;
}

/** Asks for a form's inputs until the bot takes them; null where the person would rather do something else. */
async function fillIn(
  { input, output }: Terminal,
  tell: Say,
  words: Words,
  { token }: Screen,
  { name: form, inputs }: Form,
): Promise<Screen | null> {
  const values: Record<string, string> = {};
  let next: Screen | null = null;
  for (const [at, { name, label, hint, value }] of inputs.entries()) {
    const typed = await text({
      message: words.text('cli/guided', { label, hint }, 'input'),
      ...(value === null ? {} : { initialValue: value }),
      validate: async (typed = '') => {
        values[name] = typed;
        if (at < inputs.length - 1) return undefined;
        next = await tell({ type: 'submit', form, values, on: token });
        return next.notices.find(({ tone }) => tone === 'fault')?.text;
      },
      input,
      output,
    });
    if (isCancel(typed)) return null;
  }
  return next;
}
