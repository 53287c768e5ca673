import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { autocomplete, isCancel, select } from '@clack/prompts';
import { type Bot, type FileToHand, plainText } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Button, Choice, Screen } from '../../src/screen.ts';
import { fillIn, type Tell } from './fill-in.ts';
import { reasonOf } from './path.ts';
import { say, styleOf, type Terminal } from './terminal.ts';

/** With more answers than this, typing a few letters is quicker than walking down the list. */
const longList = 10;

/** What was picked: a button, an answer, or leaving. */
type Picked = Button | Choice | 'leave';

/** One person at one terminal; nothing is kept after the process ends. */
const me = { tenant: 'terminal', person: 'me', about: '' };

/** So many files of one name are left side by side. */
const mostCopies = 20;

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
  const tell: Tell = async (event) => {
    const { screen, files } = await bot.turn(me, event);
    for (const file of files) await keep(terminal, words, file);
    return screen;
  };
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

/** Leaves a file that was handed over beside where the person works; one that is there already stays. */
async function keep(
  terminal: Terminal,
  words: Words,
  { name, content }: FileToHand,
): Promise<void> {
  const [stem, ending] = [name.replace(/\.[^.]*$/, ''), name.slice(name.lastIndexOf('.'))];
  for (let copy = 1; copy <= mostCopies; copy++) {
    const path = copy === 1 ? name : `${stem}-${copy}${ending}`;
    try {
      await writeFile(path, content, { flag: 'wx' });
      return say(terminal, `\n${words.text('cli/path', { path }, 'written')}`);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === 'EEXIST' && copy < mostCopies) continue;
      return say(terminal, `\n${words.text('cli/fault', { path, reason }, 'no-write')}`);
    }
  }
}
