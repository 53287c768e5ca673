import type { Outcome } from '../decision/outcome.ts';
import { specialtyOf } from '../policy/policy.ts';
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

/** What became of a recommendation, in one line. */
export function changeSentence(rendering: Rendering, before: Outcome, after: Outcome): string {
  const { words, policy } = rendering;
  // The change may have been one of specialty, and with it of service: the line speaks of neither.
  const params = { ...policy, service: specialtyOf(policy, 'other').service };
  const same = before.action === after.action && before.scope === after.scope;
  const inShort = (outcome: Outcome) => actionInShort(rendering, outcome, params);
  const changed = { before: inShort(before), after: inShort(after) };
  return words.text('changed', changed, same ? 'same' : '');
}

/** The part of an action's file that speaks of this scope, or else of every scope. */
export function partOf(words: Words, file: string, { scope }: Outcome, kind: string): string {
  const scoped = `${kind} ${scope}`.trim();
  return words.has(file, scoped) ? scoped : kind;
}
