import type { WantedPage } from './conversation/move.ts';
import { fitted, shortened, writtenLength } from './fitting.ts';
import type { FormLimits, Limits } from './limits.ts';
import { asMarkdown } from './render/markdown.ts';
import type { Words } from './render/words.ts';
import type { Block, Button, Choice, Form, Screen } from './screen.ts';

/**
 * A screen within a platform's limits: choices that are too many are shown page by page, texts that are too long are cut
 * where a word ends, and both say so.
 *
 * @param page the page of choices that is wanted; the last one where there are fewer, the first where nothing of it is
 *   known
 */
export function laidOut(
  words: Words,
  screen: Screen,
  limits: Limits,
  page: WantedPage = 0,
): Screen {
  const cut = (text: string, longest: number | undefined) => shortened(words, text, longest);
  const choices = paged(words, screen, limits, page);
  const { progress } = choices;
  const { listed, ...rest } = screen;
  const inText = listed === true && limits.listed !== undefined;
  const body = inText ? [...screen.body, ...listOf(choices.choices)] : screen.body;
  return {
    ...rest,
    // From here on: they have been put into the text.
    ...(inText ? { listed } : {}),
    ...fitted(words, { ...rest, progress, body }, limits),
    progress,
    choices: choices.choices.map((choice) => ({
      ...choice,
      label: cut(choice.label, limits.choiceLabel),
      // The text has said it.
      hint: choice.hint === null || inText ? null : cut(choice.hint, limits.choiceHint),
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
  screen: Screen,
  limits: Limits,
  wanted: WantedPage,
): { choices: readonly Choice[]; turning: Button[]; progress: string | null } {
  const { choices, progress, listed = false } = screen;
  const pages = pagesOf(screen, limits, typeof wanted === 'number' ? wanted : Infinity);
  if (pages.length <= 1) return { choices, turning: [], progress };
  const page = Math.min(numberOf(wanted, pages), pages.length - 1);
  const first = pages.slice(0, page).reduce((sum, { length }) => sum + length, 0);
  const shown = pages[page] ?? [];
  const said = (part: string, params = {}) =>
    words.text('layout', params, listed ? `list ${part}` : part);
  const turn = (to: number, part: string): Button[] =>
    to < 0 || to >= pages.length ? [] : [{ label: said(part), click: { type: 'page', page: to } }];
  const range = { first: first + 1, last: first + shown.length, all: choices.length };
  return {
    choices: shown,
    turning: [...turn(page - 1, 'earlier'), ...turn(page + 1, 'more')],
    progress: [progress, said('range', range)].filter((text) => text !== null).join(' · '),
  };
}

function numberOf(wanted: WantedPage, pages: readonly Choice[][]): number {
  if (typeof wanted === 'number') return wanted;
  const shows = (choice: Choice) =>
    'click' in choice && 'program' in choice.click && choice.click.program === wanted.program;
  return Math.max(
    0,
    pages.findIndex((page) => page.some(shows)),
  );
}

/**
 * The choices page by page: so many, and in the text no more than there is room for. After the page that is wanted only
 * the beginning of the next, which tells that there is one.
 */
function pagesOf(
  { choices, listed = false }: Screen,
  limits: Limits,
  wanted: number,
): readonly Choice[][] {
  const inText = listed ? limits.listed : undefined;
  const most = inText?.most ?? limits.choices ?? Infinity;
  const pages: Choice[][] = [];
  const lengthOf = lengths(limits);
  let room = 0;
  for (const choice of choices) {
    const length = inText ? lengthOf(choice) : 0;
    const page = pages.at(-1);
    if (page && page.length < most && length <= room) page.push(choice);
    else {
      if (pages.length > wanted + 1) break;
      pages.push([choice]);
      room = inText?.text ?? 0;
    }
    room -= length;
  }
  return pages;
}

/** The choices as texts, where they must be read there; under the headings of their groups. */
function listOf(choices: readonly Choice[]): Block[] {
  const blocks: Block[] = [];
  let items: string[] = [];
  let last: string | undefined;
  for (const choice of choices) {
    const { group } = choice;
    if (group !== last && group !== undefined) blocks.push({ kind: 'heading', text: group });
    if (group !== last || items.length === 0) {
      items = [];
      blocks.push({ kind: 'list', style: 'bullets', items });
    }
    last = group;
    items.push(lineOf(choice));
  }
  return blocks;
}

/** How long choices are as lines of the text; of many programs, few have a hint of their own. */
function lengths(limits: Limits): (choice: Choice) => number {
  const hints = new Map<string, number>();
  return ({ label, hint }) => {
    const name = writtenLength(label, limits) + '****'.length;
    if (hint === null) return name;
    const known = hints.get(hint) ?? writtenLength(hint, limits) + ': '.length;
    hints.set(hint, known);
    return name + known;
  };
}

function lineOf({ label, hint }: Choice): string {
  const name = `**${asMarkdown(label)}**`;
  return hint === null ? name : `${name}: ${asMarkdown(hint)}`;
}

type Cut = (text: string, longest: number | undefined) => string;

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
