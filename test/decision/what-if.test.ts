import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge } from '../../src/decision/decide.ts';
import { sameOutcome } from '../../src/decision/outcome.ts';
import { whatIf } from '../../src/decision/what-if.ts';
import { highestScore } from '../../src/facts.ts';
import { anyScored } from '../support/facts.ts';
import { policy } from '../support/policy.ts';

test('what-if names the nearest other score that trying every single one finds', () => {
  fc.assert(
    fc.property(anyScored(policy), (facts) => {
      const verdict = judge(policy, facts);
      const nearest = (direction: 1 | -1): number[] => {
        for (let distance = 1; distance <= policy.whatIfReach; distance++) {
          const ck = facts.ck + direction * distance;
          if (ck < policy.passingScore || ck > highestScore) break;
          if (!sameOutcome(verdict, judge(policy, { ...facts, ck }))) return [ck];
        }
        return [];
      };
      const found = whatIf(policy, facts, verdict).flatMap(({ change }) =>
        'ck' in change ? [change.ck] : [],
      );
      expect(found).toEqual([...nearest(-1), ...nearest(1)]);
    }),
    { numRuns: 2000 },
  );
});
