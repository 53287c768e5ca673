import type { PolicyNumber } from '../policy/policy.ts';
import type { Effect } from './case.ts';
import { all, any, predicates as is, type Predicate } from './predicates.ts';

/** One row of the effect table. `citing`: the numbers that the rule's sentence names, whose sources stand behind it. */
export interface EffectRule {
  readonly id: string;
  readonly when: Predicate;
  readonly effect: Effect;
  readonly citing: readonly (PolicyNumber | 'good' | 'strong')[];
}

/** What the score does for this applicant: the first row that matches (decision §4). */
export const effectRules: readonly EffectRule[] = [
  {
    id: 'barely-passing',
    when: is['barely-passing'],
    effect: 'keep-quiet',
    citing: ['barelyPassingMargin', 'passingScore'],
  },
  { id: 'drop', when: is.dropped, effect: 'risky', citing: ['drop'] },
  { id: 'slip', when: is.slipped, effect: 'keep-quiet', citing: ['sideways', 'drop'] },
  {
    id: 'pass-only-strong',
    when: all(is['no-numeric-step1'], is['pass-only-strong']),
    effect: 'strongly-helps',
    citing: ['passOnlyStrong'],
  },
  {
    id: 'low-step1-leap',
    when: all(is['low-step1'], is['low-step1-ck'], is['low-step1-gain']),
    effect: 'helps',
    citing: ['lowStep1', 'lowStep1Ck', 'lowStep1Gain'],
  },
  { id: 'big-gain', when: is['gained-much'], effect: 'helps', citing: ['bigGain'] },
  {
    id: 'above-band',
    when: all(is['no-numeric-step1'], is['band-above']),
    effect: 'helps',
    citing: ['strong'],
  },
  { id: 'strong-steady', when: is['band-above'], effect: 'helps', citing: ['strong'] },
  {
    id: 'into-band',
    when: all(
      is['band-within'],
      any(is['no-numeric-step1'], all(is['step1-below-good'], is['more-than-sideways'])),
    ),
    effect: 'helps',
    citing: ['good', 'strong'],
  },
  { id: 'sideways', when: is['about-the-same'], effect: 'neutral', citing: ['sideways'] },
  { id: 'modest-gain', when: is['gained-modestly'], effect: 'neutral', citing: ['bigGain'] },
  { id: 'no-yardstick', when: is['anything-else'], effect: 'neutral', citing: ['good'] },
];
