import { describe, expect, test } from 'vitest';
import { actionRules } from '../../src/decision/action-rules.ts';
import { decide, judge } from '../../src/decision/decide.ts';
import type { Facts, Stage } from '../../src/facts.ts';
import { factsOf as of, scored } from '../support/facts.ts';
import { policy } from '../support/policy.ts';

const beforeDownload = { stage: 'before-download' } as const;
const rankDeadline = { stage: 'rank-deadline' } as const;
const retake = { result: 'passed-on-retake' } as const;

/** For each row of the table, by its place: the rule, action and scope, and facts for which it matches first. */
const rows: [row: number, rule: string, action: string, scope: string | null, ...facts: Facts[]][] =
  [
    [1, 'score-pending', 'wait', null, { result: 'pending' }],
    [2, 'not-passed', 'retake', null, { result: 'failed' }],
    [
      3,
      'not-late',
      'include',
      null,
      of(262, 'pass', 'neurosurgery', { stage: 'before-submission' }),
      of(220, 250, 'other', { stage: 'before-submission', img: true }),
    ],
    [
      4,
      'too-late',
      'too-late',
      null,
      { result: 'passed', stage: 'after-rank-lists' },
      { result: 'passed-on-retake', stage: 'after-rank-lists' },
    ],
    [
      5,
      'required-update',
      'required-only',
      'required',
      of(224, 'pass', 'psychiatry', { required: true }),
      of(224, 'pass', 'psychiatry', { img: true }),
      of(240, 260, 'radiology', { ...rankDeadline, required: true }),
      of(224, 'pass', 'psychiatry', { ...retake, required: true }),
    ],
    [
      6,
      'quiet-update',
      'eras-only',
      null,
      of(224, 'pass', 'psychiatry'),
      of(240, 260, 'radiology', rankDeadline),
      of(224, 'pass', 'psychiatry', retake),
      of(240, 245, 'radiology', beforeDownload),
    ],
    [
      7,
      'solid-retake',
      'email-few',
      'active-contact',
      of(260, 'pass', 'psychiatry', retake),
      of(260, 'pass', 'psychiatry', { ...retake, ...beforeDownload }),
      of(260, 'pass', 'psychiatry', { ...retake, img: true }),
    ],
    [
      8,
      'jump-before-download',
      'email-few',
      'top-choices',
      of(240, 225, 'psychiatry', beforeDownload),
      of(245, 'pass', 'dermatology', beforeDownload),
      of(240, 225, 'psychiatry', { ...beforeDownload, img: true }),
    ],
    [
      9,
      'batch-will-see-it',
      'required-only',
      'required',
      of(240, 226, 'psychiatry', { ...beforeDownload, required: true }),
      of(240, 226, 'psychiatry', { ...beforeDownload, img: true }),
    ],
    [
      10,
      'batch-will-see-it',
      'eras-only',
      null,
      of(240, 226, 'psychiatry', beforeDownload),
      of(244, 'pass', 'psychiatry', beforeDownload),
    ],
    [
      11,
      'only-who-waits',
      'email-few',
      'waiting-or-relationship',
      of(260, 'pass', 'psychiatry', rankDeadline),
      of(260, 'pass', 'psychiatry', { ...rankDeadline, img: true }),
    ],
    [
      12,
      'img-score-on-file',
      'email-priority',
      'priority',
      of(230, 'pass', 'psychiatry', { img: true }),
      of(259, 262, 'radiology', { img: true, stage: 'late-interviews' }),
    ],
    [
      13,
      'strong-and-improved',
      'email-priority',
      'priority',
      of(235, 'pass', 'psychiatry'),
      of(250, 'pass', 'dermatology'),
      of(245, 'none', 'radiology'),
      of(245, 'pass', 'other'),
      of(235, 214, 'internal-medicine'),
      of(235, 225, 'internal-medicine', { required: true }),
    ],
    [
      14,
      'strong-not-improved',
      'email-few',
      'top-choices',
      of(230, 'pass', 'psychiatry'),
      of(259, 262, 'radiology'),
      of(238, 230, 'internal-medicine', { stage: 'late-interviews' }),
    ],
    [15, 'high-score-below-band', 'email-few', 'top-choices', of(249, 'pass', 'dermatology')],
    [
      16,
      'improved-no-band',
      'email-few',
      'top-choices',
      of(240, 230, 'other'),
      of(235, 214, 'other'),
    ],
    [
      17,
      'improved-not-strong',
      'email-few',
      'top-choices',
      of(249, 239, 'dermatology'),
      of(235, 214, 'dermatology'),
    ],
  ];

describe('what to do', () => {
  for (const [row, rule, action, scope, ...cases] of rows) {
    test.each(cases)(`row ${row}, ${rule}: %j`, (facts) => {
      expect(actionRules.indexOf(judge(policy, facts).action) + 1).toBe(row);
      expect(decide(policy, facts)).toMatchObject({ action, actionRule: rule, scope });
    });
  }

  test('every row of the table has a case above', () => {
    expect(rows.map(([row, rule]) => [row, rule])).toEqual(
      actionRules.map(({ id }, at) => [at + 1, id]),
    );
  });
});

describe('the impact of an update', () => {
  test.each<[Stage, number | null]>([
    ['before-submission', null],
    ['before-download', 90],
    ['after-download', 90],
    ['early-interviews', 80],
    ['late-interviews', 50],
    ['rank-deadline', 50],
    ['after-rank-lists', 5],
  ])('at %s is %s', (stage, impact) => {
    const facts: Facts =
      stage === 'after-rank-lists'
        ? { result: 'passed', stage }
        : scored({ ck: 251, step1: 'pass', specialty: 'dermatology', stage });
    expect(decide(policy, facts).impact).toBe(impact);
  });

  test.each(['failed', 'pending'] as const)('is none when the result is %s', (result) => {
    expect(decide(policy, { result }).impact).toBeNull();
  });
});
