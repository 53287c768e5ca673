import { randomUUID } from 'node:crypto';
import { autocomplete, isCancel, select, text } from '@clack/prompts';
import { type Bot, type Click, plainText, type Turn } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Button, Choice, Form } from '../../src/screen.ts';
import { say, styleOf, type Terminal } from './terminal.ts';

/** With more answers than this, typing a few letters is quicker than walking down the list. */
const longList = 10;

/** What was picked: a button, an answer, or leaving. */
type Picked = Button | Choice | 'leave';

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
  let turn = bot.turn(null, { type: 'start', id: randomUUID(), words: said });
  for (;;) {
    const { screen } = turn;
    // A prompt shows the question itself, so the text above it leaves the title out.
    const readable = screen.choices.length > 0 ? { ...screen, title: null } : screen;
    say(terminal, `\n${plainText(readable, styleOf(terminal))}\n`);

    const [only, ...more] = screen.choices;
    const direct =
      only && 'form' in only && more.length === 0
        ? await fillIn(terminal, bot, words, turn, only.form)
        : null;
    if (direct) {
      turn = direct;
      continue;
    }
    const picked = await pick(terminal, words, turn);
    if (picked === 'leave') return 0;
    if ('form' in picked) turn = (await fillIn(terminal, bot, words, turn, picked.form)) ?? turn;
    else turn = clicked(bot, turn, picked.click);
  }
}

function clicked(bot: Bot, { conversation, screen }: Turn, click: Click): Turn {
  return bot.turn(conversation, { ...click, on: screen.token });
}

async function pick({ input, output }: Terminal, words: Words, { screen }: Turn): Promise<Picked> {
  const { title, choices, actions } = screen;
  const option = (value: Picked, label: string, hint: string | null = null) =>
    hint === null ? { value, label } : { value, label, hint };
  const options = [
    ...choices.map((choice) => option(choice, choice.label, choice.hint)),
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
  bot: Bot,
  words: Words,
  { conversation, screen }: Turn,
  { field, inputs }: Form,
): Promise<Turn | null> {
  const values: Record<string, string> = {};
  const submitted = () =>
    bot.turn(conversation, { type: 'submit', field, values, on: screen.token });
  for (const [at, { name, label, hint, value }] of inputs.entries()) {
    const typed = await text({
      message: words.text('cli/guided', { label, hint }, 'input'),
      ...(value === null ? {} : { initialValue: value }),
      validate: (typed = '') => {
        values[name] = typed;
        if (at < inputs.length - 1) return undefined;
        return submitted().screen.notices.find(({ tone }) => tone === 'fault')?.text;
      },
      input,
      output,
    });
    if (isCancel(typed)) return null;
  }
  return submitted();
}
