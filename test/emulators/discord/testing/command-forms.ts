import type { Json } from '../vocabulary.ts';

/** Commands and their options, to be registered as they are or with one thing changed. */
export const command = (more: Json = {}): Json => ({
  name: 'check',
  description: 'Check',
  ...more,
});
export const opt = (more: Json = {}): Json => ({
  type: 3,
  name: 'text',
  description: 'A text',
  ...more,
});
export const named = (index: number, more: Json = {}): Json =>
  opt({ name: `option-${index}`, ...more });
export const options = (...given: Json[]) => command({ options: given });
