import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, judge, tables } from '../../src/decision/decide.ts';
import { predicates } from '../../src/decision/predicates.ts';
import { highestScore, type ScoredFacts } from '../../src/facts.ts';
import { oncePer } from '../../src/once.ts';
import { columnsOf, cutsOf, step1Representatives } from '../../src/policy/classes.ts';
import { type Policy, type Specialty, specialtyOf } from '../../src/policy/policy.ts';
import { prove } from '../../src/policy/proof.ts';
import { anyScored } from '../support/facts.ts';
import { mutatedPolicy, policy } from '../support/policy.ts';

describe('the proof of the default policy', () => {
  const proof = prove(policy);

  test('finds exactly one answer for every input, and never a lower one for a higher score', () => {
    expect(proof.counterexample).toBeNull();
    expect(proof.classes).toBeGreaterThan(10_000);
  });

  test('reaches every row of both tables', () => {
    expect(proof.unreached).toEqual([]);
  });
});

describe('a proof that could not fail would prove nothing', () => {
  test('a table without its last row leaves somebody without an answer, who is named', () => {
    const { counterexample } = prove(policy, { ...tables, effects: tables.effects.slice(0, -1) });
    expect(counterexample?.invariant).toBe('total');
    const facts = counterexample?.facts as ScoredFacts;
    expect(decide(policy, facts).effectRule).toBe('no-yardstick');
  });

  test('a rule that favours a lower score is found, with both scores', () => {
    const upsideDown = tables.actions.map((row) =>
      row.id === 'quiet-update' ? { ...row, action: 'email-priority' as const } : row,
    );
    const { counterexample } = prove(policy, { ...tables, actions: upsideDown });
    expect(counterexample).toMatchObject({ invariant: 'monotone', action: 'email-priority' });
    if (counterexample?.invariant !== 'monotone')
      throw new Error('not the invariant that was broken');
    expect(counterexample.higherCk).toBeGreaterThan(counterexample.facts.ck);
  });

  test('a rule for one single score between two cut-offs is found as well', () => {
    const spike = {
      id: 'spike',
      when: { kind: 'range', of: 'gain', from: () => 7, below: () => 8, name: 'spike' },
      effect: 'strongly-helps',
      citing: ['bigGain'],
    } as const;
    const { counterexample } = prove(policy, { ...tables, effects: [spike, ...tables.effects] });
    expect(counterexample?.invariant).toBe('monotone');
  });

  test('a row that nobody reaches is named', () => {
    const never = { ...tables.actions[0], id: 'never', when: predicates['anything-else'] };
    const actions = [...tables.actions, never] as typeof tables.actions;
    expect(prove(policy, { ...tables, actions }).unreached).toEqual(['action 18 never']);
  });
});

describe('the classes of the proof', () => {
  const classesUnder = oncePer((numbers: Policy) =>
    oncePer((specialty: Specialty) => ({
      cuts: cutsOf(numbers, specialty, tables),
      columns: columnsOf(numbers, specialty, tables),
    })),
  );

  /** The input that stands for the class of these facts under these numbers. */
  function representative(numbers: Policy, facts: ScoredFacts): ScoredFacts {
    const { cuts, columns } = classesUnder(numbers)(specialtyOf(numbers, facts.specialty));
    const passes = (step1: ScoredFacts['step1'], ck: number) =>
      [
        ...[...cuts.ck].map((cut) => ck >= cut),
        ...(typeof step1 === 'number' ? [...cuts.gain].map((cut) => ck - step1 >= cut) : []),
      ].join();
    const { step1 } = facts;
    const standsFor =
      typeof step1 === 'number'
        ? (step1Representatives(cuts, numbers.passingScore).find((end) => end >= step1) ??
          highestScore)
        : step1;
    const column = columns.find((one) => one.step1 === standsFor);
    const cks = column?.cks.filter((ck) => passes(standsFor, ck) === passes(step1, facts.ck)) ?? [];
    expect(cks).toHaveLength(1);
    return { ...facts, step1: standsFor, ck: cks[0] as number };
  }

  test.each(['', 'drop:-6', 'sideways:+9', 'lowStep1:+80', 'bigGain:-10', 'massiveJump:+40'])(
    'agree with the plain evaluation on random inputs, under the default numbers and others: %s',
    (mutation) => {
      const numbers = mutation === '' ? policy : mutatedPolicy(mutation);
      fc.assert(
        fc.property(anyScored(numbers), (facts) => {
          const plain = judge(numbers, facts);
          const byClass = judge(numbers, representative(numbers, facts));
          expect(byClass.effect).toBe(plain.effect);
          expect(byClass.action).toBe(plain.action);
          expect(byClass.band).toBe(plain.band);
        }),
        { numRuns: mutation === '' ? 5_000 : 1_000 },
      );
    },
  );
});

describe('plainly, over random inputs', () => {
  const rank: Record<string, number> = {
    'eras-only': 0,
    'required-only': 0,
    'email-few': 1,
    'email-priority': 2,
  };

  test('a higher score never lowers the action', () => {
    fc.assert(
      fc.property(anyScored(policy), fc.nat({ max: highestScore }), (facts, more) => {
        const higher = { ...facts, ck: Math.min(highestScore, facts.ck + more) };
        const [low, high] = [decide(policy, facts).action, decide(policy, higher).action];
        expect(rank[high] ?? 0).toBeGreaterThanOrEqual(rank[low] ?? 0);
      }),
      { numRuns: 5_000 },
    );
  });
});
