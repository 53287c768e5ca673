import { asMarkdown } from './render/markdown.ts';
import type { Words } from './render/words.ts';
import type { Block, Button, Choice, Form, Screen } from './screen.ts';

/** What a platform can show, as data. Lengths are in characters; a limit that is absent does not exist there. */
export interface Limits {
  /** Answers to choose from on one screen. */
  readonly choices?: number;
  /** Of those, so many where they are to be read in the text as well; absent: they are read where they are chosen. */
  readonly listed?: number;
  readonly choiceLabel?: number;
  readonly choiceHint?: number;
  readonly buttonLabel?: number;
  readonly title?: number;
  /** One text, one item of a list. */
  readonly text?: number;
  /** All texts of the body together. */
  readonly body?: number;
  readonly form?: FormLimits;
  /** Links to addresses other than of the web do nothing there. */
  readonly webLinksOnly?: boolean;
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
  const { listed: _, ...rest } = screen;
  return {
    ...rest,
    // From here on: they have been put into the text.
    ...(screen.listed && limits.listed !== undefined ? { listed: true } : {}),
    title: cut(screen.title, limits.title),
    notices: screen.notices.map((notice) => ({ ...notice, text: cut(notice.text, limits.text) })),
    progress: choices.progress,
    body: bodyWithin(
      words,
      [...screen.body, ...listOf(screen, choices.choices, limits)],
      limits,
      cut,
    ),
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
  { choices, progress, listed = false }: Screen,
  limits: Limits,
  wanted: number,
): { choices: readonly Choice[]; turning: Button[]; progress: string | null } {
  const most = (listed ? limits.listed : undefined) ?? limits.choices ?? choices.length;
  if (choices.length <= most) return { choices, turning: [], progress };
  const pages = Math.ceil(choices.length / most);
  const page = Math.min(wanted, pages - 1);
  const first = page * most;
  const shown = choices.slice(first, first + most);
  const said = (part: string, params = {}) =>
    words.text('layout', params, listed ? `list ${part}` : part);
  const turn = (to: number, part: string): Button[] =>
    to < 0 || to >= pages ? [] : [{ label: said(part), click: { type: 'page', page: to } }];
  const range = { first: first + 1, last: first + shown.length, all: choices.length };
  return {
    choices: shown,
    turning: [...turn(page - 1, 'earlier'), ...turn(page + 1, 'more')],
    progress: [progress, said('range', range)].filter((text) => text !== null).join(' · '),
  };
}

/** The choices as texts, where they must be read there; under the headings of their groups. */
function listOf({ listed = false }: Screen, choices: readonly Choice[], limits: Limits): Block[] {
  if (!listed || limits.listed === undefined) return [];
  const blocks: Block[] = [];
  let items: string[] = [];
  let last: string | undefined;
  for (const { label, hint, group } of choices) {
    if (group !== last && group !== undefined) blocks.push({ kind: 'heading', text: group });
    if (group !== last || items.length === 0) {
      items = [];
      blocks.push({ kind: 'list', style: 'bullets', items });
    }
    last = group;
    const name = `**${asMarkdown(label)}**`;
    items.push(hint === null ? name : `${name}: ${asMarkdown(hint)}`);
  }
  return blocks;
}

type Cut = (text: string, longest: number | undefined) => string;

/** The blocks for which there is room; where some had to go, the end says so. */
function bodyWithin(words: Words, body: readonly Block[], limits: Limits, cut: Cut): Block[] {
  let room = limits.body ?? Infinity;
  const fitting: Block[] = [];
  for (const block of body) {
    if (limits.webLinksOnly && block.kind === 'link' && !/^https?:/.test(block.url)) continue;
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
