import type { Words } from './render/words.ts';
import type { Block, Button, Choice, Form, Screen } from './screen.ts';

/** What a platform can show, as data. Lengths are in characters; a limit that is absent does not exist there. */
export interface Limits {
  /** Answers to choose from on one screen. */
  readonly choices?: number;
  readonly choiceLabel?: number;
  readonly choiceHint?: number;
  readonly buttonLabel?: number;
  readonly title?: number;
  /** One text, one item of a list. */
  readonly text?: number;
  /** All texts of the body together. */
  readonly body?: number;
  readonly form?: FormLimits;
  /** Commands take options by name there, not words in any order. */
  readonly optionsOnly?: boolean;
}

/** A form's texts, where it opens by itself. */
export interface FormLimits {
  readonly title: number;
  readonly submit: number;
  readonly label: number;
  readonly hint: number;
}

/**
 * A screen within a platform's limits: choices that are too many are shown page by page, texts that are too long are cut
 * where a word ends, and both say so.
 *
 * @param page the page of choices that is wanted, counted from 0; the last one where there are fewer
 */
export function laidOut(words: Words, screen: Screen, limits: Limits, page = 0): Screen {
  const cut = (text: string, longest: number | undefined) => shortened(words, text, longest);
  const choices = paged(words, screen, limits, page);
  return {
    ...screen,
    title: cut(screen.title, limits.title),
    notices: screen.notices.map((notice) => ({ ...notice, text: cut(notice.text, limits.text) })),
    progress: choices.progress,
    body: bodyWithin(words, screen.body, limits, cut),
    choices: choices.choices.map((choice) => ({
      ...choice,
      label: cut(choice.label, limits.choiceLabel),
      hint: choice.hint === null ? null : cut(choice.hint, limits.choiceHint),
      ...formIn(choice, limits, cut),
    })),
    actions: [...choices.turning, ...screen.actions].map((button) => ({
      ...button,
      label: cut(button.label, limits.buttonLabel),
      ...formIn(button, limits, cut),
    })),
  };
}

/** The choices of one page, the buttons that turn pages, and a progress that says which page it is. */
function paged(
  words: Words,
  { choices, progress }: Screen,
  { choices: most = choices.length }: Limits,
  wanted: number,
): { choices: readonly Choice[]; turning: Button[]; progress: string | null } {
  if (choices.length <= most) return { choices, turning: [], progress };
  const pages = Math.ceil(choices.length / most);
  const page = Math.min(wanted, pages - 1);
  const first = page * most;
  const shown = choices.slice(first, first + most);
  const turn = (to: number, part: string): Button[] =>
    to < 0 || to >= pages
      ? []
      : [{ label: words.text('layout', {}, part), click: { type: 'page', page: to } }];
  const range = { first: first + 1, last: first + shown.length, all: choices.length };
  return {
    choices: shown,
    turning: [...turn(page - 1, 'earlier'), ...turn(page + 1, 'more')],
    progress: [progress, words.text('layout', range, 'range')]
      .filter((text) => text !== null)
      .join(' · '),
  };
}

type Cut = (text: string, longest: number | undefined) => string;

/** The blocks for which there is room; where some had to go, the end says so. */
function bodyWithin(words: Words, body: readonly Block[], limits: Limits, cut: Cut): Block[] {
  let room = limits.body ?? Infinity;
  const fitting: Block[] = [];
  for (const block of body) {
    if (block.kind === 'copy') room -= block.text.length;
    const shown = blockWithin(block, (text) => {
      const kept = cut(text, limits.text);
      room -= kept.length;
      return kept;
    });
    if (room < 0) return [...fitting, { kind: 'text', text: words.text('layout', {}, 'cut-long') }];
    fitting.push(shown);
  }
  return fitting;
}

function formIn(held: Choice | Button, limits: Limits, cut: Cut) {
  return 'form' in held && limits.form ? { form: formWithin(held.form, limits.form, cut) } : {};
}

function formWithin(form: Form, limits: FormLimits, cut: Cut): Form {
  return {
    ...form,
    title: cut(form.title, limits.title),
    submit: cut(form.submit, limits.submit),
    inputs: form.inputs.map((input) => ({
      ...input,
      label: cut(input.label, limits.label),
      hint: input.hint === null ? null : cut(input.hint, limits.hint),
    })),
  };
}

/** Every text of a block within the limit. Pictures keep their texts: they are not drawn by the platform. */
function blockWithin(block: Block, cut: (text: string) => string): Block {
  switch (block.kind) {
    case 'text':
    case 'warning':
    case 'heading':
      return { ...block, text: cut(block.text) };
    case 'list':
      return { ...block, items: block.items.map(cut) };
    case 'path':
      return { ...block, steps: block.steps.map(cut) };
    case 'link':
      return { ...block, text: cut(block.text) };
    // What is to be copied must be whole.
    case 'copy':
    case 'person':
    case 'chart':
      return block;
  }
}

/** A text that fits, its end cut off where a word ends, with a sign that there was more. */
function shortened(words: Words, text: string, longest: number | undefined): string {
  if (longest === undefined || text.length <= longest) return text;
  const sign = words.text('layout', {}, longest < 40 ? 'cut' : 'cut-long');
  const room = text.slice(0, longest - sign.length);
  const end = room.lastIndexOf(' ');
  // A half of a surrogate pair is no character.
  const kept = (end > room.length / 2 ? room.slice(0, end) : room).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}${sign}`;
}
