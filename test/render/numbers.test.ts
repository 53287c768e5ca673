import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../src/conversation/conversation.ts';
import { type Answers, type ScoredFacts, type Stage, stages } from '../../src/facts.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { renderScreen } from '../../src/render/render.ts';
import { resultContent } from '../../src/render/result.ts';
import { loadWords } from '../../src/render/words.ts';
import { policy } from '../support/policy.ts';

const today = '2026-11-22';

function shown(answers: Answers): { conversation: Conversation; notices: [] } {
  const at = { page: 'interview' } as const;
  return {
    conversation: { id: 'x', turn: 1, policy: policy.hash, answers, at, before: null },
    notices: [],
  };
}

describe("the screens say the policy's own numbers", () => {
  const real = { words: loadWords(), policy, today, keptUntil: null };
  const textOf = (facts: Partial<ScoredFacts>): string =>
    JSON.stringify(
      resultContent(real, {
        result: 'passed',
        stage: 'after-download',
        ck: 251,
        step1: 'pass',
        specialty: 'dermatology',
        img: false,
        required: false,
        ...facts,
      }),
    );

  test('how many programs are a few, and how many are too many', () => {
    expect(textOf({ ck: 246 })).toContain('email at most 5 of your top choices');
    expect(textOf({})).toContain('Write to 15 at the very most');
  });

  test('what it takes to leap from a low Step 1', () => {
    expect(textOf({ ck: 238, step1: 205 })).toContain(
      'Your Step 1 of 205 was under 215. A CK of 238, 33 points higher, answers that doubt (it takes at least 235 and a gain of 15)',
    );
  });

  test.each(['pass', 'none'] as const)('no Step 1 score where there is none: %s', (step1) => {
    const text = textOf({ ck: 236, step1, specialty: 'internal-medicine' });
    expect(text).not.toMatch(/Step 1 of (pass|none|null)/);
    expect(text).toContain('no clear improvement that programs could see');
  });

  test('each sentence under the source of the very numbers that it names', () => {
    const loaded = loadPolicy(
      'passOnlyStrong: { value: 250, source: dean, asOf: 2026-11-01, reviewBy: 2027-08-01 }\nsources: { dean: { title: Dean } }',
    );
    if ('faults' in loaded) throw new Error('the overlay is sound');
    const facts = {
      result: 'passed',
      stage: 'after-download',
      ck: 240,
      step1: 'pass',
      img: false,
      required: false,
    } as const;
    const why = (specialty: string) =>
      JSON.stringify(
        resultContent({ ...real, policy: loaded.policy }, { ...facts, specialty }).body,
      );
    expect(why('dermatology')).toContain(
      '240 is below 250, where the usual range for Dermatology begins. *(Source: Residency Advisor',
    );
    expect(why('other')).toContain(
      '240 is below the 250 that would stand out by itself. *(Source: Dean)*',
    );
  });

  test("the impact at each stage, the person's own marked", () => {
    const { body } = resultContent(real, {
      result: 'passed',
      stage: 'rank-deadline',
      ck: 251,
      step1: 'pass',
      specialty: 'dermatology',
      img: false,
      required: false,
    });
    const chart = body.find((block) => block.kind === 'chart');
    expect(chart?.bars.map(({ percent, here }) => [percent, here !== null])).toEqual([
      [90, false],
      [80, false],
      [50, true],
      [5, false],
    ]);
  });

  test.each<[Stage, string | null]>([
    ['before-submission', 'before Sep 2, 2026'],
    ['before-download', 'Sep 2, 2026 until Sep 23, 2026'],
    ['after-download', 'Sep 23, 2026 until Oct 5, 2026 (estimated)'],
    ['early-interviews', "today's date fits here: Oct 5, 2026 until Jan 4, 2027 (estimated)"],
    ['late-interviews', 'Jan 4, 2027 until Feb 17, 2027 (estimated)'],
    ['rank-deadline', 'Feb 17, 2027 until Mar 4, 2027 (estimated)'],
    ['after-rank-lists', 'from Mar 4, 2027 (estimated)'],
  ])('the dates of %s: %s', (stage, hint) => {
    const screen = renderScreen(real, shown({ result: 'passed' }));
    expect(screen.choices[stages.indexOf(stage)]?.hint).toBe(hint);
  });

  test('no dates at all once the season is over', () => {
    const stageHints = (day: string) =>
      renderScreen({ ...real, today: day }, shown({ result: 'passed' })).choices.map(
        ({ hint }) => hint,
      );
    expect(stageHints('2027-06-30')).toContain(
      "today's date fits here: from Mar 4, 2027 (estimated)",
    );
    expect(new Set(stageHints('2027-07-01'))).toEqual(new Set([null]));
  });
});
