import { type Field, highestScore } from '../facts.ts';
import type { Rendering } from './content.ts';

/**
 * Says what is wrong with the value of a fact and what is accepted.
 *
 * @param value as given; undefined where it is missing
 */
export function factFault(
  { words, policy }: Pick<Rendering, 'words' | 'policy'>,
  field: Field,
  value: unknown,
): string {
  const params = {
    value: shown(value),
    passingScore: policy.passingScore,
    highestScore,
    specialties: policy.specialties.map(({ id }) => id).join(', '),
  };
  const file = `fault/${field}`;
  const part = partFor(field, value, policy.passingScore);
  return words.text(file, params, words.has(file, part) ? part : '');
}

function partFor(field: Field, value: unknown, passingScore: number): string {
  if (value === undefined || value === null || value === '') return 'missing';
  const below = typeof value === 'number' && Number.isInteger(value) && value < passingScore;
  return field === 'ck' && below ? 'below-passing' : '';
}

/** A value as it was given, short enough for a sentence; text in quotes, so that `"251"` and 251 look different. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
