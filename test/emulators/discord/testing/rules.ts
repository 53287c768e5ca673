import type { Json } from '../vocabulary.ts';

/** One rule: the nearest form that is still allowed, one that is not, and the fault it has. */
export interface Rule {
  rule: string;
  allowed: Json;
  refused: Json;
  /** The path of the fault, with dots. */
  at: string;
  code: string;
}

/** The faults that Discord reports most often. */
export const fault = {
  length: 'BASE_TYPE_BAD_LENGTH',
  max: 'BASE_TYPE_MAX_LENGTH',
  required: 'BASE_TYPE_REQUIRED',
  choices: 'BASE_TYPE_CHOICES',
  type: 'UNION_TYPE_CHOICES',
  above: 'NUMBER_TYPE_MAX',
  below: 'NUMBER_TYPE_MIN',
  number: 'NUMBER_TYPE_COERCE',
  truth: 'BOOLEAN_TYPE_CONVERT',
} as const;

export function rule(words: string, at: string, code: string, allowed: Json, refused: Json): Rule {
  return { rule: words, allowed, refused, at, code };
}

/** `most` of something are allowed, one more is not. */
export function atMost(
  words: string,
  at: string,
  code: string,
  most: number,
  make: (count: number) => Json,
): Rule {
  return rule(`${words}: ${most} at most`, at, code, make(most), make(most + 1));
}

/** `least` of something are needed, one fewer is refused. */
export function atLeast(
  words: string,
  at: string,
  code: string,
  least: number,
  make: (count: number) => Json,
): Rule {
  return rule(`${words}: ${least} at least`, at, code, make(least), make(least - 1));
}
