import { z } from 'zod';
import { oncePer } from './once.ts';

/** What came of Step 2 CK: passed at the first try, passed after a fail, not passed yet, not posted yet. */
export const results = ['passed', 'passed-on-retake', 'failed', 'pending'] as const;

/** The stages of the season, in season order. */
export const stages = [
  'before-submission',
  'before-download',
  'after-download',
  'early-interviews',
  'late-interviews',
  'rank-deadline',
  'after-rank-lists',
] as const;

/** The fields of the interview, in the order in which they are asked. */
export const fields = ['result', 'stage', 'ck', 'step1', 'specialty', 'img', 'required'] as const;

export type Result = (typeof results)[number];
export type Stage = (typeof stages)[number];
export type Field = (typeof fields)[number];

/** `pass`: pass/fail only; `none`: no USMLE Step 1; else the three-digit score, 1–300. */
export type Step1 = number | 'pass' | 'none';

/** USMLE three-digit scores end here. */
export const highestScore = 300;

/** A passing score that can still be told to programs: everything that the rules look at. */
export interface ScoredFacts {
  readonly result: 'passed' | 'passed-on-retake';
  readonly stage: Exclude<Stage, 'after-rank-lists'>;
  /** Step 2 CK, from the passing score to 300. */
  readonly ck: number;
  readonly step1: Step1;
  /** The id of a specialty of the policy. */
  readonly specialty: string;
  readonly img: boolean;
  /** Whether a program said that it requires or waits for CK. Not read for an IMG, who counts as required. */
  readonly required: boolean;
}

/** The facts of one applicant, complete: what the decision needs, and nothing that it would not ask. */
export type Facts =
  | { readonly result: 'failed' | 'pending' }
  | { readonly result: 'passed' | 'passed-on-retake'; readonly stage: 'after-rank-lists' }
  | ScoredFacts;

/** The answers given so far, by field. Some may not apply any more after a change; they are kept, not used. */
export type Answers = {
  readonly [F in Field]?: F extends keyof ScoredFacts
    ? F extends 'result'
      ? Result
      : F extends 'stage'
        ? Stage
        : ScoredFacts[F]
    : never;
};

/** Whether these facts carry a score to judge. */
export function isScored(facts: Facts): facts is ScoredFacts {
  return 'ck' in facts;
}

/** What of a policy bounds the facts: the passing score, and the ids of the specialties. */
interface Bounds {
  readonly passingScore: number;
  readonly specialties: readonly { readonly id: string }[];
}

/** The schema of each fact under one policy. Nothing is coerced: `"251"` is no score. */
export const factSchemas = oncePer((bounds: Bounds) => {
  const score = z.int().max(highestScore);
  return {
    result: z.enum(results),
    stage: z.enum(stages),
    ck: score.min(bounds.passingScore),
    step1: z.union([z.enum(['pass', 'none']), score.min(1)]),
    specialty: z.enum(bounds.specialties.map((specialty) => specialty.id)),
    img: z.boolean(),
    required: z.boolean(),
  } satisfies Record<Field, z.ZodType>;
});
