import { describe, expect, test } from 'vitest';
import { checklistFor } from '../../src/decision/checklist.ts';
import { noteIds } from '../../src/decision/notes.ts';
import { resultFor } from '../../src/decision/result.ts';
import type { Facts } from '../../src/facts.ts';
import { factsOf as of } from '../support/facts.ts';
import { policy } from '../support/policy.ts';

const notes: [note: string, rides: Facts[], staysAway: Facts[]][] = [
  [
    'must-release',
    [
      of(240, 260, 'radiology', { required: true }),
      of(220, 'pass', 'neurology', { img: true }),
      of(220, 'pass', 'neurology', { stage: 'before-submission', required: true }),
    ],
    [of(240, 260, 'radiology'), of(240, 240, 'radiology', { required: true })],
  ],
  [
    'talk-before-releasing',
    [
      of(240, 260, 'radiology', { stage: 'before-submission' }),
      of(220, 'pass', 'neurology', { stage: 'before-download' }),
    ],
    [
      of(240, 260, 'radiology'),
      of(240, 260, 'radiology', { stage: 'before-download', required: true }),
      of(240, 240, 'radiology', { stage: 'before-download' }),
      of(220, 'pass', 'neurology', { stage: 'before-download', img: true }),
    ],
  ],
  [
    'borderline',
    [
      of(251, 'pass', 'dermatology'),
      of(243, 'pass', 'dermatology'),
      of(244, 'pass', 'dermatology'),
      of(245, 'pass', 'dermatology'),
      of(246, 'pass', 'dermatology'),
    ],
    [
      of(252, 'pass', 'dermatology'),
      of(242, 'pass', 'dermatology'),
      of(300, 'pass', 'dermatology'),
      of(218, 'pass', 'dermatology'),
      of(251, 'pass', 'dermatology', { stage: 'before-submission' }),
    ],
  ],
  [
    'service-may-be-enough',
    [of(236, 'pass', 'internal-medicine'), of(259, 262, 'radiology')],
    [of(251, 'pass', 'dermatology'), of(236, 'pass', 'internal-medicine', { img: true })],
  ],
  [
    'img-eligibility',
    [of(236, 'pass', 'internal-medicine', { img: true })],
    [of(236, 'pass', 'internal-medicine'), { result: 'pending' }],
  ],
  [
    'ballpark-dated',
    [
      of(251, 'pass', 'dermatology'),
      of(236, 'pass', 'internal-medicine'),
      of(220, 'pass', 'psychiatry'),
    ],
    [of(251, 'pass', 'other'), { result: 'failed' }],
  ],
  [
    'no-sob-story',
    [of(240, 260, 'radiology'), of(220, 'pass', 'psychiatry'), of(240, 240, 'radiology')],
    [of(251, 'pass', 'dermatology'), of(259, 262, 'radiology'), { result: 'failed' }],
  ],
  [
    'soap-silence',
    [{ result: 'passed', stage: 'after-rank-lists' }],
    [of(251, 'pass', 'dermatology', { stage: 'rank-deadline' })],
  ],
];

describe('the notes of a result', () => {
  for (const [note, rides, staysAway] of notes) {
    test.each(rides)(`${note} rides along with %j`, (facts) => {
      expect(resultFor(policy, facts).notes).toContain(note);
    });
    test.each(staysAway)(`${note} stays away from %j`, (facts) => {
      expect(resultFor(policy, facts).notes).not.toContain(note);
    });
  }

  test('come in the order of the rules', () => {
    expect(notes.map(([note]) => note)).toEqual(noteIds);
    const facts = of(220, 'pass', 'psychiatry', { stage: 'before-download', img: true });
    expect(resultFor(policy, facts).notes).toEqual([
      'must-release',
      'img-eligibility',
      'ballpark-dated',
      'no-sob-story',
    ]);
  });
});

describe('what would change a result', () => {
  test('is the example of the rules, to the letter', () => {
    expect(resultFor(policy, of(251, 'pass', 'dermatology'))).toEqual({
      effect: 'strongly-helps',
      effectRule: 'pass-only-strong',
      band: 'above',
      gain: null,
      action: 'email-priority',
      actionRule: 'strong-and-improved',
      scope: 'priority',
      impact: 90,
      notes: ['borderline', 'ballpark-dated'],
      whatIf: [
        { change: { ck: 249 }, action: 'email-few', scope: 'top-choices' },
        {
          change: { stage: 'rank-deadline' },
          action: 'email-few',
          scope: 'waiting-or-relationship',
        },
        { change: { stage: 'after-rank-lists' }, action: 'too-late', scope: null },
      ],
      policy: policy.hash,
    });
  });

  test('a score is looked for up to 15 points away, down and up', () => {
    const changes = (ck: number) =>
      resultFor(policy, of(ck, 'pass', 'dermatology')).whatIf.map(({ change }) => change);
    expect(changes(264)).toContainEqual({ ck: 249 });
    expect(changes(265)).not.toContainEqual({ ck: 249 });
    expect(changes(230)).toContainEqual({ ck: 245 });
    expect(changes(229)).not.toContainEqual({ ck: 245 });
  });

  test('the lower score comes first, then the higher one, required, and the later stages', () => {
    expect(resultFor(policy, of(236, 228, 'internal-medicine')).whatIf).toEqual([
      { change: { ck: 234 }, action: 'eras-only', scope: null },
      { change: { ck: 238 }, action: 'email-priority', scope: 'priority' },
      { change: { stage: 'rank-deadline' }, action: 'email-few', scope: 'waiting-or-relationship' },
      { change: { stage: 'after-rank-lists' }, action: 'too-late', scope: null },
    ]);
    expect(resultFor(policy, of(236, 238, 'internal-medicine')).whatIf).toEqual([
      { change: { ck: 240 }, action: 'email-few', scope: 'top-choices' },
      { change: { required: true }, action: 'required-only', scope: 'required' },
      { change: { stage: 'after-rank-lists' }, action: 'too-late', scope: null },
    ]);
    const early = of(251, 'pass', 'dermatology', { stage: 'before-submission' });
    expect(resultFor(policy, early).whatIf.map(({ change }) => change)).toEqual([
      { stage: 'before-download' },
      { stage: 'after-download' },
      { stage: 'early-interviews' },
      { stage: 'late-interviews' },
      { stage: 'rank-deadline' },
      { stage: 'after-rank-lists' },
    ]);
  });

  test('required is turned the other way, but never for an IMG', () => {
    const facts = of(236, 238, 'internal-medicine');
    expect(resultFor(policy, facts).whatIf).toContainEqual({
      change: { required: true },
      action: 'required-only',
      scope: 'required',
    });
    const required = of(236, 238, 'internal-medicine', { required: true });
    expect(resultFor(policy, required).whatIf).toContainEqual({
      change: { required: false },
      action: 'eras-only',
      scope: null,
    });
    const img = of(236, 238, 'internal-medicine', { img: true });
    expect(resultFor(policy, img).whatIf.filter(({ change }) => 'required' in change)).toEqual([]);
  });

  test.each<Facts>([
    { result: 'failed' },
    { result: 'pending' },
    { result: 'passed', stage: 'after-rank-lists' },
  ])('is nothing where there is no score to judge: %j', (facts) =>
    expect(resultFor(policy, facts).whatIf).toEqual([]),
  );
});

describe('the checklist', () => {
  const stepsFor = (facts: Facts) => checklistFor(policy, facts).steps;

  test('releases the report in the portal of NBME, or of ECFMG for an IMG', () => {
    expect(stepsFor(of(251, 'pass', 'dermatology'))[0]).toBe('release-from-nbme');
    expect(stepsFor(of(251, 'pass', 'dermatology', { img: true }))[0]).toBe('release-from-ecfmg');
    expect(stepsFor({ result: 'pending' })[0]).toBe('release-from-portal');
  });

  test("sends the scores again the way the specialty's service does it", () => {
    expect(stepsFor(of(251, 'pass', 'dermatology')).at(-1)).toBe('resend-myeras');
    expect(stepsFor(of(251, 'pass', 'emergency-medicine')).at(-1)).toBe('request-residencycas');
    expect(stepsFor(of(251, 'pass', 'other')).at(-1)).toBe('resend-other');
  });

  test('is for later while there is no passing score', () => {
    expect(checklistFor(policy, { result: 'failed' }).later).toBe(true);
    expect(checklistFor(policy, { result: 'pending' }).later).toBe(true);
    expect(checklistFor(policy, { result: 'passed', stage: 'after-rank-lists' }).later).toBe(false);
  });
});
