import type { Outcome } from '../decision/outcome.ts';
import type { Rendering } from './content.ts';
import type { Params, Words } from './words.ts';

/** The recommendation in one sentence; it depends on the action and the scope. */
export function actionSentence({ words }: Rendering, outcome: Outcome, params: Params): string {
  const file = `action/${outcome.action}`;
  return words.text(file, params, partOf(words, file, outcome, ''));
}

/** The recommendation in a few words, for "from this to that". */
export function actionInShort({ words }: Rendering, outcome: Outcome, params: Params): string {
  const file = `action/${outcome.action}`;
  return words.text(file, params, partOf(words, file, outcome, 'short'));
}

/** The part of an action's file that speaks of this scope, or else of every scope. */
export function partOf(words: Words, file: string, { scope }: Outcome, kind: string): string {
  const scoped = `${kind} ${scope}`.trim();
  return words.has(file, scoped) ? scoped : kind;
}
