import { describe, expect, test } from 'vitest';
import { decide } from '../../src/decision/decide.ts';
import type { Facts, ScoredFacts, Stage, Step1 } from '../../src/facts.ts';
import { scored } from '../support/facts.ts';
import { policy } from '../support/policy.ts';

const facts = (
  ck: number,
  step1: Step1,
  specialty: string,
  stage: Exclude<Stage, 'after-rank-lists'>,
  others: Partial<ScoredFacts> = {},
): Facts => scored({ ck, step1, specialty, stage, ...others });

const required = { required: true };
const img = { img: true };
const retake = { result: 'passed-on-retake' } as const;

const examples: [
  Facts,
  effect: string | null,
  effectRule: string | null,
  action: string,
  actionRule: string,
][] = [
  [
    facts(251, 'pass', 'dermatology', 'after-download'),
    'strongly-helps',
    'pass-only-strong',
    'email-priority',
    'strong-and-improved',
  ],
  [
    facts(246, 'pass', 'dermatology', 'after-download'),
    'strongly-helps',
    'pass-only-strong',
    'email-few',
    'high-score-below-band',
  ],
  [
    facts(238, 205, 'internal-medicine', 'early-interviews'),
    'helps',
    'low-step1-leap',
    'email-priority',
    'strong-and-improved',
  ],
  [
    facts(236, 'pass', 'internal-medicine', 'after-download'),
    'helps',
    'into-band',
    'email-few',
    'strong-not-improved',
  ],
  [
    facts(259, 262, 'radiology', 'late-interviews'),
    'helps',
    'strong-steady',
    'email-few',
    'strong-not-improved',
  ],
  [
    facts(236, 238, 'internal-medicine', 'after-download'),
    'neutral',
    'sideways',
    'eras-only',
    'quiet-update',
  ],
  [
    facts(236, 238, 'internal-medicine', 'after-download', required),
    'neutral',
    'sideways',
    'required-only',
    'required-update',
  ],
  [facts(251, 262, 'dermatology', 'late-interviews'), 'risky', 'drop', 'eras-only', 'quiet-update'],
  [
    facts(224, 'pass', 'family-medicine', 'early-interviews', required),
    'keep-quiet',
    'barely-passing',
    'required-only',
    'required-update',
  ],
  [
    facts(262, 'pass', 'neurosurgery', 'before-submission'),
    'strongly-helps',
    'pass-only-strong',
    'include',
    'not-late',
  ],
  [{ result: 'passed', stage: 'after-rank-lists' }, null, null, 'too-late', 'too-late'],
  [
    facts(240, 221, 'psychiatry', 'before-download'),
    'helps',
    'big-gain',
    'email-few',
    'jump-before-download',
  ],
  [
    facts(243, 241, 'family-medicine', 'before-download', required),
    'helps',
    'strong-steady',
    'required-only',
    'batch-will-see-it',
  ],
  [
    facts(260, 200, 'other', 'after-download'),
    'helps',
    'low-step1-leap',
    'email-few',
    'improved-no-band',
  ],
  [
    facts(234, 222, 'general-surgery', 'early-interviews'),
    'helps',
    'big-gain',
    'email-few',
    'improved-not-strong',
  ],
  [
    facts(234, 'pass', 'pediatrics', 'after-download', img),
    'neutral',
    'no-yardstick',
    'required-only',
    'required-update',
  ],
  [
    facts(232, 'pass', 'psychiatry', 'early-interviews', img),
    'helps',
    'into-band',
    'email-priority',
    'img-score-on-file',
  ],
  [
    facts(246, 240, 'urology', 'rank-deadline'),
    'helps',
    'into-band',
    'email-few',
    'only-who-waits',
  ],
  [
    facts(252, 231, 'neurology', 'early-interviews', retake),
    'helps',
    'big-gain',
    'email-few',
    'solid-retake',
  ],
  [{ result: 'pending' }, null, null, 'wait', 'score-pending'],
];

describe('the worked examples of the rules', () => {
  test.each(examples)('%j', (given, effect, effectRule, action, actionRule) => {
    expect(decide(policy, given)).toMatchObject({ effect, effectRule, action, actionRule });
  });
});
