import type { Words } from '../../src/bot.ts';
import { clickOf } from '../../src/choice.ts';
import { laidOut } from '../../src/layout.ts';
import type { Limits } from '../../src/limits.ts';
import type { Form, Screen } from '../../src/screen.ts';

/** A screen laid out, with all its pages where it has several. */
export function everyPageOf(words: Words, screen: Screen, limits: Limits): Screen[] {
  const pages: Screen[] = [];
  for (let page = 0; ; page++) {
    const shown = laidOut(words, screen, limits, page);
    pages.push(shown);
    const goesOn = shown.actions.some((action) => {
      const click = clickOf(action);
      return click.type === 'page' && click.page > page;
    });
    if (!goesOn) return pages;
  }
}

/** The forms of a screen. */
export function formsOf({ choices, actions }: Screen): Form[] {
  return [...choices, ...actions].flatMap((one) => ('form' in one ? [one.form] : []));
}

/** What there is to copy on a screen. */
export function copiesOf({ body }: Screen): string[] {
  return body.flatMap((block) => (block.kind === 'copy' ? [block.text] : []));
}

/** Every form that has something to type, pick or attach in it. */
export const typedForms = [
  ...['ck', 'step1'],
  ...['program', 'contacts', 'csv', 'applicant', 'details', 'email'],
];
