import { describe, expect, test } from 'vitest';
import type { Facts } from '../../src/facts.ts';
import { type Flag, flags, type Program } from '../../src/programs/program.ts';
import { ranks } from '../../src/programs/ranks.ts';
import { emailTemplates } from '../../src/programs/template.ts';
import { triage } from '../../src/programs/triage.ts';
import { factsOf, scored } from '../support/facts.ts';
import { policy } from '../support/policy.ts';
import { program } from '../support/programs.ts';

/** Facts for each action and scope that there is. */
const under = {
  wait: { result: 'pending' },
  retake: { result: 'failed' },
  'too-late': { result: 'passed', stage: 'after-rank-lists' },
  include: factsOf(262, 'pass', 'neurosurgery', { stage: 'before-submission' }),
  'eras-only': factsOf(236, 238, 'internal-medicine'),
  required: factsOf(236, 238, 'internal-medicine', { required: true }),
  priority: factsOf(251, 'pass', 'dermatology'),
  'top-choices': factsOf(246, 'pass', 'dermatology'),
  'waiting-or-relationship': factsOf(246, 240, 'urology', { stage: 'rank-deadline' }),
  'active-contact': factsOf(252, 231, 'neurology', { result: 'passed-on-retake' }),
  'priority, IMG': factsOf(232, 'pass', 'psychiatry', { img: true }),
  'required, IMG': factsOf(234, 'pass', 'pediatrics', { img: true }),
  'before download': factsOf(240, 221, 'psychiatry', { stage: 'before-download' }),
} as const satisfies Record<string, Facts>;

type Under = keyof typeof under;

const planOf = (name: Under, programs: readonly Program[]) => triage(policy, under[name], programs);
const reasonOf = (name: Under, one: Program) => {
  const { emailed, left } = planOf(name, [one]);
  return [...emailed, ...left][0]?.reason;
};
const names = (entries: readonly { program: Program }[]) =>
  entries.map(({ program }) => program.name);

const requests: Flag[] = ['requires-to-rank', 'requires', 'asked', 'strict-deadline'];
const active: Flag[] = ['waitlisted', 'interviewed'];
const known: Flag[] = [...active, 'home', 'rotated', 'signaled', 'region'];
const priority: Flag[] = [...known, 'top-choice', 'mentioned', 'dream'];

describe('a program with one flag', () => {
  test.each<[Under, Flag[]]>([
    ['wait', []],
    ['retake', []],
    ['too-late', []],
    ['include', ['strict-deadline']],
    ['eras-only', requests],
    ['required', requests],
    ['priority', [...requests, ...priority]],
    ['top-choices', [...requests, ...priority]],
    ['before download', [...requests, ...priority]],
    ['waiting-or-relationship', [...requests, ...known]],
    ['active-contact', [...requests, ...active]],
    ['priority, IMG', [...requests, ...priority, 'sponsors-visa']],
    ['required, IMG', [...requests, 'sponsors-visa']],
  ])('under %s gets an email for exactly these: %s', (name, selecting) => {
    const plan = planOf(
      name,
      flags.map((flag) => program(flag, flag)),
    );
    // Of the priority flags only the best few count under top-choices: each is tried alone.
    const emailed = flags.filter((flag) => planOf(name, [program(flag, flag)]).emailed.length > 0);
    expect(new Set(emailed)).toEqual(new Set(selecting));
    expect(plan.emailed.length + plan.left.length).toBe(flags.length);
  });

  test.each<[Under, string]>([
    ['wait', 'action'],
    ['retake', 'action'],
    ['too-late', 'action'],
    ['include', 'action'],
    ['eras-only', 'not-a-priority'],
    ['required', 'not-a-priority'],
    ['active-contact', 'not-a-priority'],
  ])('of home is left out under %s: %s', (name, reason) => {
    expect(reasonOf(name, program('Mercy', 'home'))).toBe(reason);
  });
});

describe('an IMG program', () => {
  test.each<[string, Flag[], boolean]>([
    ['sponsors visas', ['sponsors-visa'], true],
    ['is friendly to IMGs', ['img-friendly'], false],
    ['is friendly and home', ['img-friendly', 'home'], true],
    ['is friendly and a top choice', ['img-friendly', 'top-choice'], true],
    ['is friendly and rotated at', ['img-friendly', 'rotated'], true],
    ['is friendly and near', ['img-friendly', 'region'], true],
    ['is friendly and signaled', ['img-friendly', 'signaled'], true],
    ['is friendly and a reach', ['img-friendly', 'dream'], true],
    ['is friendly and mentioned CK', ['img-friendly', 'mentioned'], false],
    ['is friendly and interviewed', ['img-friendly', 'interviewed'], false],
    ['is friendly and has a waitlist', ['img-friendly', 'waitlisted'], false],
  ])('is one that %s', (_words, given, isOne) => {
    const one = program('Mercy', ...given);
    expect(reasonOf('required, IMG', one)).toBe(isOne ? 'img-program' : 'not-a-priority');
    expect(reasonOf('required', one)).toBe('not-a-priority');
  });
});

describe('a program is left out, by the first reason that holds', () => {
  const sent = { lastUpdate: '2026-10-20' };
  test.each<[string, Under, Program, string]>([
    ['the action before anything', 'too-late', program('x', 'rejected', 'no-contact'), 'action'],
    ['include, with another request', 'include', program('x', 'requires', 'asked'), 'action'],
    ['rejected', 'priority', program('x', 'requires', 'rejected'), 'closed'],
    ['withdrawn', 'priority', program('x', 'home', 'withdrawn'), 'closed'],
    ['closed before no contact', 'priority', program('x', 'no-contact', 'rejected'), 'closed'],
    ['closed, strict deadline', 'include', program('x', 'strict-deadline', 'rejected'), 'closed'],
    ['no contact', 'priority', program('x', 'home', 'no-contact'), 'no-contact'],
    ['no contact, not selected', 'required', program('x', 'no-contact'), 'no-contact'],
    [
      'no contact before updated',
      'priority',
      { ...program('x', 'home', 'no-contact'), ...sent },
      'no-contact',
    ],
    ['updated', 'priority', { ...program('x', 'home'), ...sent }, 'already-updated'],
    ['updated, a request', 'required', { ...program('x', 'asked'), ...sent }, 'already-updated'],
    ['updated, not selected', 'required', { ...program('x'), ...sent }, 'already-updated'],
    ['no flag', 'top-choices', program('x'), 'not-a-priority'],
    ['no flag that counts', 'top-choices', program('x', 'sponsors-visa'), 'not-a-priority'],
  ])('%s', (_words, name, one, reason) => {
    expect(reasonOf(name, one)).toBe(reason);
  });

  test.each<Flag>(['invites-updates', 'new-information'])(
    'an updated one with %s is written to again',
    (flag) => {
      const one = { ...program('x', 'home', flag), ...sent };
      const [entry] = planOf('priority', [one]).emailed;
      expect(entry).toMatchObject({ reason: 'home', template: 'follow-up' });
    },
  );

  test.each(requests)('no contact, but %s: emailed, to be confirmed first', (flag) => {
    const [entry] = planOf('priority', [program('x', flag, 'no-contact')]).emailed;
    expect(entry).toMatchObject({ reason: flag, notes: ['confirm-with-coordinator'] });
    expect(planOf('priority', [program('x', flag)]).emailed[0]?.notes).toEqual([]);
  });
});

describe('the few top choices', () => {
  const reaches = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => program(name, 'dream'));

  test('are the best five with a priority flag, beside all requests', () => {
    const plan = planOf('top-choices', [
      ...reaches,
      program('Z', 'requires'),
      program('Y', 'home'),
    ]);
    expect(names(plan.emailed)).toEqual(['Z', 'Y', 'A', 'B', 'C', 'D']);
    expect(plan.left.map(({ reason }) => reason)).toEqual(Array(3).fill('beyond-the-few'));
  });

  test.each<[Flag, boolean]>([
    ['rejected', false],
    ['withdrawn', false],
    ['no-contact', false],
    ['mentioned', true],
  ])('a program that is %s takes a place: %s', (flag, takes) => {
    const plan = planOf('top-choices', [program('Home', 'home', flag), ...reaches]);
    const own = plan.emailed.filter(({ program }) => program.name !== 'Home');
    expect(own).toHaveLength(takes ? 4 : 5);
  });

  test('one that was written to keeps its place, so that nobody moves up', () => {
    const [first = program('A'), ...others] = reaches;
    const plan = planOf('top-choices', [{ ...first, lastUpdate: '2026-10-20' }, ...others]);
    expect(names(plan.emailed)).toEqual(['B', 'C', 'D', 'E']);
    expect(plan.left[0]?.reason).toBe('already-updated');
  });
});

describe('the plan stands in the order of', () => {
  const all = [...ranks]
    .reverse()
    .map((kind) =>
      program(kind, ...(kind === 'img-program' ? (['sponsors-visa'] as const) : [kind])),
    );

  test('the reasons, the best one first', () => {
    expect(names(planOf('priority, IMG', all).emailed)).toEqual(ranks);
    const early = names(planOf('before download', all.slice(0, 9)).emailed);
    expect(early.slice(0, 3)).toEqual(['top-choice', 'dream', 'waitlisted']);
  });

  test('a program is as good as its best reason, whatever selected it', () => {
    const one = program('x', 'dream', 'home', 'asked', 'interviewed');
    expect(reasonOf('priority', one)).toBe('asked');
    const [entry] = planOf('active-contact', [program('x', 'top-choice', 'interviewed')]).emailed;
    expect(entry?.reason).toBe('top-choice');
    expect(reasonOf('priority, IMG', program('x', 'sponsors-visa', 'home'))).toBe('img-program');
  });

  test('names by their letters, upper case or not, then the order given', () => {
    const given = ['b', 'a', 'B', 'Ä', 'A', 'Z'].map((name) => program(name, 'home'));
    expect(names(planOf('priority', given).emailed)).toEqual(['a', 'A', 'b', 'B', 'Z', 'Ä']);
    expect(planOf('priority', given).emailed.map(({ order }) => order)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('those left out keep the order given', () => {
    const given = ['z', 'a', 'M'].map((name) => program(name));
    expect(names(planOf('priority', given).left)).toEqual(['z', 'a', 'M']);
  });
});

describe('the email that a program gets', () => {
  const sent = { lastUpdate: '2026-10-20' };
  test.each<[string, Under, Program]>([
    [
      'follow-up',
      'active-contact',
      { ...program('x', 'requires-to-rank', 'interviewed', 'new-information'), ...sent },
    ],
    ['retake', 'active-contact', program('x', 'requires-to-rank', 'interviewed', 'asked')],
    ['needed-to-rank', 'required', program('x', 'requires-to-rank', 'interviewed', 'asked')],
    ['was-pending', 'required', program('x', 'requires-to-rank', 'asked')],
    ['was-pending', 'priority', program('x', 'asked', 'interviewed')],
    ['requested', 'required', program('x', 'requires-to-rank')],
    ['requested', 'required, IMG', program('x', 'sponsors-visa')],
    ['requested', 'eras-only', program('x', 'requires', 'interviewed')],
    ['requested', 'include', program('x', 'strict-deadline')],
    ['strong-after-interview', 'priority', program('x', 'requires', 'interviewed')],
    ['strong', 'priority', program('x', 'requires')],
    ['strong', 'top-choices', program('x', 'waitlisted')],
  ])('%s under %s', (template, name, one) => {
    expect(planOf(name, [one]).emailed[0]?.template).toBe(template);
  });

  test('is none of a retake where the score is only required', () => {
    const facts = factsOf(236, 238, 'internal-medicine', {
      result: 'passed-on-retake',
      required: true,
    });
    expect(triage(policy, facts, [program('x', 'requires')]).emailed[0]?.template).toBe(
      'requested',
    );
  });

  test('has a name of its own each', () => {
    expect(new Set(emailTemplates).size).toBe(7);
  });
});

describe('a request that contradicts the answer that none requires the score', () => {
  const asking = [program('x', 'asked')];
  const contradicts = (facts: Facts, programs: readonly Program[] = asking) =>
    triage(policy, facts, programs).contradictsRequired;

  test.each(requests)('is said of %s under eras-only', (flag) => {
    expect(contradicts(under['eras-only'], [program('x', flag)])).toBe(true);
  });

  test('is said where the answer decides whether a weak score must be released', () => {
    const weak = factsOf(224, 'pass', 'neurology', { stage: 'before-submission' });
    expect(contradicts(weak)).toBe(true);
    expect(contradicts(under.include)).toBe(false);
  });

  test.each<Under>(['wait', 'too-late', 'priority', 'top-choices', 'active-contact', 'required'])(
    'is not said under %s, where nothing depends on it',
    (name) => {
      expect(contradicts(under[name])).toBe(false);
    },
  );

  test('is not said of an IMG, of closed programs, or where nobody asks', () => {
    const quiet = scored({ ck: 236, step1: 238, specialty: 'internal-medicine' });
    expect(contradicts({ ...quiet, img: true })).toBe(false);
    expect(contradicts(quiet, [program('x', 'asked', 'rejected')])).toBe(false);
    expect(contradicts(quiet, [program('x', 'home')])).toBe(false);
    expect(contradicts(quiet, [])).toBe(false);
  });
});
