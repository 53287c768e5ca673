import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultFor } from '../../src/decision/result.ts';
import { type Answers, type Field, isScored } from '../../src/facts.ts';
import { factsOf, mostQuestions, standingOf } from '../../src/interview/questions.ts';
import { suggestedStage } from '../../src/interview/season.ts';
import { anyFacts, anyScored, scored } from '../support/facts.ts';
import { policy } from '../support/policy.ts';

const next = (answers: Answers): Field | null => standingOf(policy, answers).next;

describe('the interview asks', () => {
  test.each<[Answers, Field | null]>([
    [{}, 'result'],
    [{ result: 'pending' }, null],
    [{ result: 'failed' }, null],
    [{ result: 'passed' }, 'stage'],
    [{ result: 'passed-on-retake' }, 'stage'],
    [{ result: 'passed', stage: 'after-rank-lists' }, null],
    [{ result: 'passed', stage: 'after-download' }, 'ck'],
    [{ result: 'passed', stage: 'after-download', ck: 236 }, 'step1'],
    [{ result: 'passed', stage: 'after-download', ck: 236, step1: 238 }, 'specialty'],
    [
      { result: 'passed', stage: 'after-download', ck: 236, step1: 238, specialty: 'neurology' },
      'img',
    ],
  ])('after %j: %s', (answers, field) => {
    expect(next(answers)).toBe(field);
  });

  test('only for facts that count: answers to skipped questions are not used', () => {
    const answers: Answers = { result: 'failed', stage: 'after-download', ck: 251 };
    expect(next(answers)).toBeNull();
    expect(factsOf(answers)).toEqual({ result: 'failed' });
  });
});

describe('whether a program requires the score', () => {
  test('is asked exactly when it changes the action, the scope or a note', () => {
    fc.assert(
      fc.property(anyScored(policy), ({ required: _, ...answers }) => {
        const [without, required] = [false, true].map((required) => {
          const { action, scope, notes } = resultFor(policy, { ...answers, required });
          return JSON.stringify([action, scope, notes]);
        });
        const asked = !answers.img && without !== required;
        expect(next(answers)).toBe(asked ? 'required' : null);
      }),
      { numRuns: 3_000 },
    );
  });

  test('is never asked of an IMG', () => {
    const { required: _, ...answers } = scored({
      ck: 236,
      step1: 238,
      specialty: 'neurology',
      img: true,
    });
    expect(next(answers)).toBeNull();
  });

  test('is asked where it changes a note alone', () => {
    const { required: _, ...answers } = scored({
      ck: 220,
      step1: 'pass',
      specialty: 'neurology',
      stage: 'before-submission',
    });
    expect(next(answers)).toBe('required');
  });
});

describe('"at most" so many questions', () => {
  test.each<[Answers, number]>([
    [{}, 7],
    [{ result: 'pending' }, 1],
    [{ result: 'passed' }, 7],
    [{ result: 'passed', stage: 'after-rank-lists' }, 2],
    [{ result: 'passed', stage: 'after-download', ck: 260, step1: 'pass' }, 6],
    [{ result: 'passed', stage: 'after-download', ck: 260, step1: 'pass', img: true }, 6],
    [{ result: 'passed', stage: 'after-download', ck: 236, step1: 'pass' }, 7],
    [{ result: 'passed', stage: 'after-download', ck: 236, step1: 'pass', img: true }, 6],
    [{ stage: 'after-download', ck: 260, step1: 'pass' }, 6],
  ])('after %j: %i', (answers, most) => {
    expect(mostQuestions(policy, answers)).toBe(most);
  });

  test('is never exceeded, and always reached by somebody', () => {
    fc.assert(
      fc.property(anyFacts(policy), fc.nat({ max: 6 }), (facts, given) => {
        const asked = standingOf(policy, facts as Answers).answered;
        const answers = Object.fromEntries(
          asked.slice(0, given).map((field) => [field, (facts as Answers)[field]]),
        );
        expect(asked.length).toBeLessThanOrEqual(mostQuestions(policy, answers));
        if (isScored(facts)) expect(asked.length).toBeGreaterThanOrEqual(6);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the stage that the calendar suggests', () => {
  test.each([
    ['2026-09-01', 'before-submission'],
    ['2026-09-02', 'before-download'],
    ['2026-09-22', 'before-download'],
    ['2026-09-23', 'after-download'],
    ['2026-10-04', 'after-download'],
    ['2026-10-05', 'early-interviews'],
    ['2027-01-03', 'early-interviews'],
    ['2027-01-04', 'late-interviews'],
    ['2027-02-16', 'late-interviews'],
    ['2027-02-17', 'rank-deadline'],
    ['2027-03-03', 'rank-deadline'],
    ['2027-03-04', 'after-rank-lists'],
    ['2027-06-30', 'after-rank-lists'],
    ['2027-07-01', null],
  ])('on %s is %s', (today, stage) => {
    expect(suggestedStage(policy, today)).toBe(stage);
  });
});
