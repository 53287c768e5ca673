import fc from 'fast-check';
import { type Facts, highestScore, type ScoredFacts, stages } from '../../src/facts.ts';
import type { Policy } from '../../src/policy/policy.ts';

/** Facts with the usual answers filled in: passed at the first try, after download, no IMG, nothing required. */
export function scored(
  given: Pick<ScoredFacts, 'ck' | 'step1' | 'specialty'> & Partial<ScoredFacts>,
): ScoredFacts {
  return {
    result: 'passed',
    stage: 'after-download',
    img: false,
    required: false,
    ...given,
  };
}

/** The same in short, for tables. */
export function factsOf(
  ck: number,
  step1: ScoredFacts['step1'],
  specialty: string,
  others: Partial<ScoredFacts> = {},
): Facts {
  return scored({ ck, step1, specialty, ...others });
}

/** Any complete facts with a score, scores and Step 1 over their whole range. */
export function anyScored(policy: Policy): fc.Arbitrary<ScoredFacts> {
  return fc.record({
    result: fc.constantFrom('passed', 'passed-on-retake'),
    stage: fc.constantFrom(...stages.filter((stage) => stage !== 'after-rank-lists')),
    ck: fc.integer({ min: policy.passingScore, max: highestScore }),
    step1: fc.oneof(
      fc.constantFrom('pass' as const, 'none' as const),
      fc.integer({ min: 1, max: highestScore }),
    ),
    specialty: fc.constantFrom(...policy.specialties.map(({ id }) => id)),
    img: fc.boolean(),
    required: fc.boolean(),
  });
}

/** Any complete facts at all. */
export function anyFacts(policy: Policy): fc.Arbitrary<Facts> {
  return fc.oneof(
    { weight: 8, arbitrary: anyScored(policy) },
    fc.constantFrom<Facts>({ result: 'failed' }, { result: 'pending' }),
    fc.constantFrom<Facts>(
      { result: 'passed', stage: 'after-rank-lists' },
      { result: 'passed-on-retake', stage: 'after-rank-lists' },
    ),
  );
}
