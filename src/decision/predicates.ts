/**
 * The named questions that the rules ask of a case, as data: the same data decides, draws the decision path and tells
 * the proof where outcomes can change.
 */
import type { PolicyNumber, Specialty } from '../policy/policy.ts';
import type { Case } from './case.ts';

/** Where a range begins or ends; null where the specialty has no such ballpark. */
export type Cut = (
  policy: Readonly<Record<PolicyNumber, number>>,
  specialty: Specialty | null,
) => number | null;

export type Measure = 'ck' | 'step1' | 'gain';

export type Condition =
  /** A score or a gain lies in `from` ≤ value < `below`; never true where the case has no such value. */
  | { readonly kind: 'range'; readonly of: Measure; readonly from?: Cut; readonly below?: Cut }
  /** A field of the case has one of these values. */
  | { readonly kind: 'is'; readonly of: keyof Case; readonly oneOf: readonly unknown[] }
  /** The specialty has no ballpark to hold a score against. */
  | { readonly kind: 'no-ballpark' }
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Predicate[] }
  | { readonly kind: 'always' };

/** A condition with the name under which templates/ has its words. */
export type Predicate = Condition & { readonly name: string };

const is = (of: keyof Case, ...oneOf: unknown[]): Condition => ({ kind: 'is', of, oneOf });

const named = <const Name extends string>(conditions: Record<Name, Condition>) =>
  Object.fromEntries(
    Object.entries<Condition>(conditions).map(([name, condition]) => [
      name,
      { ...condition, name },
    ]),
  ) as Record<Name, Predicate>;

/** Every predicate that can be put into words by itself. */
export const predicates = named({
  'result-pending': is('result', 'pending'),
  'result-failed': is('result', 'failed'),
  'passed-on-retake': is('result', 'passed-on-retake'),
  'stage-before-submission': is('stage', 'before-submission'),
  'stage-before-download': is('stage', 'before-download'),
  'stage-rank-deadline': is('stage', 'rank-deadline'),
  'stage-after-rank-lists': is('stage', 'after-rank-lists'),
  img: is('img', true),
  required: is('required', true),

  'no-numeric-step1': is('step1', null),
  'barely-passing': {
    kind: 'range',
    of: 'ck',
    below: (policy) => policy.passingScore + policy.barelyPassingMargin,
  },
  'pass-only-strong': { kind: 'range', of: 'ck', from: (policy) => policy.passOnlyStrong },
  'low-step1': { kind: 'range', of: 'step1', below: (policy) => policy.lowStep1 },
  'low-step1-ck': { kind: 'range', of: 'ck', from: (policy) => policy.lowStep1Ck },
  'low-step1-gain': { kind: 'range', of: 'gain', from: (policy) => policy.lowStep1Gain },
  'step1-below-good': {
    kind: 'range',
    of: 'step1',
    below: (_policy, specialty) => specialty?.good ?? null,
  },

  dropped: { kind: 'range', of: 'gain', below: (policy) => -policy.drop + 1 },
  slipped: {
    kind: 'range',
    of: 'gain',
    from: (policy) => -policy.drop + 1,
    below: (policy) => -policy.sideways,
  },
  'about-the-same': {
    kind: 'range',
    of: 'gain',
    from: (policy) => -policy.sideways,
    below: (policy) => policy.sideways + 1,
  },
  'gained-modestly': {
    kind: 'range',
    of: 'gain',
    from: (policy) => policy.sideways + 1,
    below: (policy) => policy.bigGain,
  },
  'more-than-sideways': { kind: 'range', of: 'gain', from: (policy) => policy.sideways + 1 },
  'gained-much': { kind: 'range', of: 'gain', from: (policy) => policy.bigGain },
  jumped: { kind: 'range', of: 'gain', from: (policy) => policy.massiveJump },

  'band-above': {
    kind: 'range',
    of: 'ck',
    from: (_policy, specialty) => specialty?.strong ?? null,
  },
  'band-within': {
    kind: 'range',
    of: 'ck',
    from: (_policy, specialty) => specialty?.good ?? null,
    below: (_policy, specialty) => specialty?.strong ?? null,
  },
  'band-unknown': { kind: 'no-ballpark' },

  'effect-not-good': is('effect', 'neutral', 'risky', 'keep-quiet'),
  'effect-strong': is('effect', 'strongly-helps'),
  'by-above-band': is('effectRule', 'above-band'),
  'by-pass-only-strong': is('effectRule', 'pass-only-strong'),
  'by-clear-gain': is('effectRule', 'pass-only-strong', 'low-step1-leap', 'big-gain'),
  'by-band-alone': is('effectRule', 'strong-steady', 'into-band'),
  'anything-else': { kind: 'always' },
});

export const all = (...conditions: Predicate[]): Predicate => ({
  kind: 'all',
  conditions,
  name: 'all',
});
export const any = (...conditions: Predicate[]): Predicate => ({
  kind: 'any',
  conditions,
  name: 'any',
});
