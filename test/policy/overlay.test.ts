import { describe, expect, test } from 'vitest';
import { resultFor } from '../../src/decision/result.ts';
import { sourcedNumbers } from '../../src/policy/build.ts';
import { loadDefault, loadPolicy, overdue } from '../../src/policy/load.ts';
import { specialtyOf } from '../../src/policy/policy.ts';
import { policyReport } from '../../src/render/policy-report.ts';
import { loadWords } from '../../src/render/words.ts';
import { scored } from '../support/facts.ts';
import { defaultTree } from '../support/policy.ts';

const words = loadWords();
const today = '2026-11-22';
const ours = 'source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 }';

function loaded(overlay: string) {
  const found = loadPolicy(overlay);
  if ('faults' in found) throw new Error(JSON.stringify(found.faults));
  return found;
}

function faultsOf(overlay: string): string[] {
  return [...policyReport(words, loadPolicy(overlay), today).faults];
}

describe('the default policy', () => {
  test('gives every number a source, the day it was read and the day to look again', () => {
    const numbers = [...sourcedNumbers(defaultTree())];
    expect(numbers.length).toBeGreaterThanOrEqual(14 + 4 + 32 + 7);
    for (const [path, { source, asOf, reviewBy }] of numbers) {
      expect(Object.keys(defaultTree().sources), path).toContain(source);
      expect(asOf < reviewBy, path).toBe(true);
    }
  });

  test('is what no overlay and an empty overlay give', () => {
    expect(loaded('').policy).toEqual(loadDefault().policy);
    expect(loaded('# nothing yet\n').policy.hash).toBe(loadDefault().policy.hash);
  });

  test('has numbers that are due for review one day', () => {
    const file = defaultTree();
    expect(overdue(file, today)).toEqual([]);
    expect(overdue(file, '2027-06-02').map(({ path }) => path)).toContain('passingScore');
  });
});

describe('an overlay', () => {
  test('changes the numbers that it names and no others', () => {
    const { policy } = loaded(`passOnlyStrong: { value: 255, ${ours}`);
    expect(policy.passOnlyStrong).toBe(255);
    expect({ ...policy, passOnlyStrong: 245, hash: '', sources: null }).toEqual({
      ...loadDefault().policy,
      hash: '',
      sources: null,
    });
    const facts = scored({ ck: 251, step1: 'pass', specialty: 'dermatology' });
    expect(resultFor(policy, facts).effectRule).toBe('above-band');
  });

  test('adds a specialty, which is listed before "another specialty"', () => {
    const { policy } = loaded(
      `specialties:\n  pathology:\n    name: Pathology\n    service: ERAS\n    match: NRMP\n    good: { value: 225, ${ours}\n    strong: { value: 232, ${ours}`,
    );
    expect(policy.specialties.at(-2)?.id).toBe('pathology');
    expect(policy.specialties.at(-1)?.id).toBe('other');
    expect(specialtyOf(policy, 'pathology')).toMatchObject({ good: 225, strong: 232, aliases: [] });
    expect(resultFor(policy, scored({ ck: 233, step1: 'pass', specialty: 'pathology' })).band).toBe(
      'above',
    );
  });

  test('adds a specialty without a ballpark', () => {
    const { policy } = loaded(
      'specialties: { pathology: { name: Pathology, service: ERAS, match: NRMP } }',
    );
    expect(resultFor(policy, scored({ ck: 233, step1: 'pass', specialty: 'pathology' })).band).toBe(
      'unknown',
    );
  });

  test('lays a rule of contact on a specialty, and lifts one', () => {
    const rule = (value: string) => `{ contact: { value: ${value}, ${ours} }`;
    const { policy } = loaded(
      `specialties: { urology: ${rule('coordinator-after-interview')}, plastic-surgery: ${rule('anybody')} }`,
    );
    expect(specialtyOf(policy, 'urology').contact).toBe('coordinator-after-interview');
    expect(specialtyOf(policy, 'plastic-surgery').contact).toBe('anybody');
    expect(policy.sources.get('specialties.urology.contact')?.title).toBe(
      "Step2's own rule of thumb",
    );
    expect(faultsOf(`specialties: { urology: ${rule('nobody')} }`)).toEqual([
      'specialties.urology.contact.value: "nobody" stands there; allowed is one of anybody, coordinator-after-interview.',
    ]);
  });

  test('has a hash of its own, which does not depend on sources and days of review', () => {
    const plain = loadDefault().policy.hash;
    expect(plain).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(loaded(`drop: { value: 12, ${ours}`).policy.hash).not.toBe(plain);
    expect(
      loaded('drop: { value: 10, source: ours, asOf: 2020-01-01, reviewBy: 2020-02-02 }').policy
        .hash,
    ).toBe(plain);
  });

  test('may leave a rule that nobody reaches; that is a warning', () => {
    const report = policyReport(words, loadPolicy(`lowStep1: { value: 1, ${ours}`), today);
    expect(report.ok).toBe(true);
    expect(report.warnings).toEqual([
      'No applicant reaches the rule "effect 5 low-step1-leap" under these numbers. That may be meant.',
    ]);
  });

  test('is warned of where a number is past its day of review', () => {
    const report = policyReport(
      words,
      loadPolicy('drop: { value: 12, source: ours, asOf: 2020-01-01, reviewBy: 2020-02-02 }'),
      today,
    );
    expect(report.warnings).toEqual([
      'drop: its day of review, 2020-02-02, has passed. See whether the number still holds, then set new dates.',
    ]);
  });
});

describe('a broken overlay is refused with every fault at once', () => {
  test('each with its path, what stands there and what is allowed', () => {
    const faults = faultsOf(
      [
        'passOnlyStrong: { value: 301, source: ours, asOf: 2026-11-01, reviewBy: 2027-02-30 }',
        'drop: 12',
        'lowStep1: { value: "215", source: nobody, asOf: 2026-11-01, reviewBy: 2027-08-01 }',
        'sideways: { value: 5.5, source: ours }',
        'bigGian: 3',
        'impact: { before-interviews: { value: 101, source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 } }',
        'specialties:',
        '  dermatology: { match: NBA }',
        '  Bad Id: { name: "", service: ERAS, match: NRMP }',
        '  psychiatry: { good: { value: 236, source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 } }',
        '  pathology: { name: Pathology, service: ERAS, match: NRMP, good: { value: 236, source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 } }',
        'calendar: { stages: { early-interviews: { value: 2026-09-01, confirmed: maybe, source: ours, asOf: 2026-11-01, reviewBy: 2027-08-01 } } }',
      ].join('\n'),
    );
    const expected = [
      'passOnlyStrong.value: 301 stands there; allowed is a whole number from 1 to 300.',
      'passOnlyStrong.reviewBy: "2027-02-30" stands there; allowed is a day that exists',
      'drop: 12 stands there; allowed is a section',
      'lowStep1.value: "215" stands there; allowed is a whole number from 1 to 300.',
      'lowStep1.source: "nobody" is no source of this policy; allowed is one of usmle, guide, acaps, service, ours',
      'sideways.value: 5.5 stands there; allowed is a whole number from 0 to 299.',
      'sideways.asOf: it is missing.',
      'sideways.reviewBy: it is missing.',
      'bigGian: there is no such entry in a policy (3 stands there).',
      'impact.before-interviews.value: 101 stands there; allowed is a whole number from 0 to 100.',
      'specialties.dermatology.match: "NBA" stands there; allowed is one of NRMP, AUA.',
      'specialties.Bad Id: the id of a specialty is written in lower case',
      'specialties.psychiatry.good.value: 236 stands there; allowed is at most 235, where "strong" begins. A CK of 235 in psychiatry',
      'specialties.pathology: it has only "good"; give both good and strong, or neither.',
      'calendar.stages.early-interviews.value: "2026-09-01" stands there; allowed is a day after 2026-09-23',
      'calendar.stages.early-interviews.confirmed: "maybe" stands there; allowed is true or false.',
    ];
    for (const fault of expected) {
      expect(
        faults.some((found) => found.startsWith(fault)),
        `${fault}\n\n${faults.join('\n')}`,
      ).toBe(true);
    }
    expect(faults).toHaveLength(expected.length);
  });

  test('a margin that makes the highest score barely passing', () => {
    expect(faultsOf(`barelyPassingMargin: { value: 83, ${ours}`)).toEqual([
      'barelyPassingMargin.value: 83 stands there; with a passing score of 218, allowed is at most 82. Otherwise even a CK of 300 would be barely passing.',
    ]);
  });

  test('a file without "other", a file that is a list, a file that is no YAML', () => {
    expect(faultsOf('specialties: { other: null }').join()).toContain('specialties.other');
    expect(faultsOf('- 1\n- 2').join()).toContain('allowed is a section');
    expect(faultsOf('drop: { value: 3').join()).toContain('not valid YAML');
    expect(faultsOf('drop: 1\ndrop: 2').join()).toContain('line 2');
    expect(faultsOf('drop: *nowhere').join()).toContain('not valid YAML');
  });

  test('keys that mean something to JavaScript are only unknown entries', () => {
    expect(faultsOf('__proto__: { polluted: 1 }\nconstructor: 2').join()).toContain(
      'constructor: there is no such entry',
    );
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
