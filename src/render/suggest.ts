import { results, stages } from '../facts.ts';
import { specialtiesLike } from '../interview/suggest.ts';
import type { Rendering } from './content.ts';
import type { Words } from './words.ts';

/** An answer as it is shown while somebody types, and as it is typed. */
export interface Suggestion {
  readonly label: string;
  readonly value: string;
}

/** The answers of a question that is the same under every policy. */
export function fixedAnswers(words: Words, field: 'result' | 'stage' | 'step1'): Suggestion[] {
  const values = { result: results, stage: stages, step1: ['pass', 'none'] as const }[field];
  return values.map((value) => ({ label: words.text(`question/${field}`, {}, value), value }));
}

/**
 * The answers that somebody may mean who has typed so much.
 *
 * @param typed digits are a Step 1 score, whatever they are: the bot says what is wrong with them
 */
export function suggestionsFor(
  { words, policy }: Pick<Rendering, 'words' | 'policy'>,
  field: 'step1' | 'specialty',
  typed: string,
): Suggestion[] {
  if (field === 'specialty') {
    return specialtiesLike(policy, typed).map(({ id, name }) => ({ label: name, value: id }));
  }
  const number = typed.trim();
  const score = /^\d{1,4}$/.test(number) ? [{ label: number, value: number }] : [];
  return [...score, ...fixedAnswers(words, field)];
}
