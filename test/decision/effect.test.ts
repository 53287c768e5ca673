import { describe, expect, test } from 'vitest';
import { decide } from '../../src/decision/decide.ts';
import { effectRules } from '../../src/decision/effect-rules.ts';
import type { Step1 } from '../../src/facts.ts';
import { scored } from '../support/facts.ts';
import { policy } from '../support/policy.ts';

/** Both sides of every edge: the rule, its effect, and scores for which it is the first that matches. */
const edges: [
  rule: string,
  effect: string,
  specialty: string,
  ...scores: [ck: number, step1: Step1][],
][] = [
  [
    'barely-passing',
    'keep-quiet',
    'family-medicine',
    [218, 'pass'],
    [227, 'pass'],
    [227, 'none'],
    [227, 200],
    [227, 300],
  ],
  ['no-yardstick', 'neutral', 'family-medicine', [228, 'pass'], [229, 'none']],
  ['drop', 'risky', 'dermatology', [240, 250], [240, 251], [240, 300], [288, 298], [251, 261]],
  ['slip', 'keep-quiet', 'dermatology', [241, 250], [244, 250], [251, 260], [251, 257]],
  [
    'pass-only-strong',
    'strongly-helps',
    'dermatology',
    [245, 'pass'],
    [249, 'none'],
    [300, 'none'],
  ],
  ['no-yardstick', 'neutral', 'dermatology', [244, 'pass'], [244, 'none']],
  ['pass-only-strong', 'strongly-helps', 'other', [245, 'pass']],
  ['no-yardstick', 'neutral', 'other', [244, 'pass']],
  ['low-step1-leap', 'helps', 'dermatology', [235, 214], [235, 1], [260, 214], [300, 214]],
  ['big-gain', 'helps', 'dermatology', [234, 214], [235, 215], [236, 226], [260, 250], [234, 200]],
  ['modest-gain', 'neutral', 'dermatology', [236, 227], [236, 230], [249, 243]],
  ['sideways', 'neutral', 'dermatology', [236, 231], [236, 236], [236, 241]],
  ['above-band', 'helps', 'psychiatry', [235, 'pass'], [244, 'none']],
  ['into-band', 'helps', 'psychiatry', [230, 'pass'], [234, 'none']],
  ['strong-steady', 'helps', 'psychiatry', [235, 226], [235, 240], [260, 265], [260, 251]],
  ['into-band', 'helps', 'internal-medicine', [238, 229], [239, 233], [236, 230]],
  ['sideways', 'neutral', 'internal-medicine', [239, 234], [235, 230], [239, 236]],
  ['modest-gain', 'neutral', 'emergency-medicine', [239, 233], [239, 230]],
  ['modest-gain', 'neutral', 'other', [260, 254], [260, 251]],
  ['sideways', 'neutral', 'other', [260, 255]],
];

describe('the effect of a score', () => {
  for (const [rule, effect, specialty, ...scores] of edges) {
    test.each(scores)(`${rule}: ${specialty}, CK %i after Step 1 %s`, (ck, step1) => {
      const decision = decide(policy, scored({ ck, step1, specialty }));
      expect(decision).toMatchObject({ effect, effectRule: rule });
    });
  }

  test('every row of the table has a case above', () => {
    const tested = new Set(edges.map(([rule]) => rule));
    expect(effectRules.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });
});

const ballparks: [specialty: string, good: number, strong: number, service: string][] = [
  ['dermatology', 250, 250, 'ERAS'],
  ['plastic-surgery', 250, 250, 'ERAS'],
  ['neurosurgery', 250, 250, 'ERAS'],
  ['orthopaedic-surgery', 245, 250, 'ERAS'],
  ['otolaryngology', 245, 250, 'ERAS'],
  ['radiology', 245, 250, 'ERAS'],
  ['urology', 245, 250, 'ERAS'],
  ['emergency-medicine', 240, 245, 'ResidencyCAS'],
  ['anesthesiology', 240, 245, 'ERAS'],
  ['general-surgery', 240, 245, 'ERAS'],
  ['internal-medicine', 235, 240, 'ERAS'],
  ['pediatrics', 235, 240, 'ERAS'],
  ['obstetrics-gynecology', 235, 240, 'ResidencyCAS'],
  ['psychiatry', 230, 235, 'ERAS'],
  ['family-medicine', 230, 235, 'ERAS'],
  ['neurology', 230, 235, 'ERAS'],
];

describe('the band of a score', () => {
  const bandOf = (specialty: string, ck: number) =>
    decide(policy, scored({ ck, step1: 'pass', specialty })).band;

  test.each(ballparks)('%s is good from %i and strong from %i', (specialty, good, strong) => {
    expect(bandOf(specialty, good - 1)).toBe('below');
    expect(bandOf(specialty, strong - 1)).toBe(good === strong ? 'below' : 'within');
    expect(bandOf(specialty, good)).toBe(good === strong ? 'above' : 'within');
    expect(bandOf(specialty, strong)).toBe('above');
  });

  test('another specialty has no band', () => {
    expect([218, 245, 300].map((ck) => bandOf('other', ck))).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  test('every specialty with a ballpark is in the table above, with its service', () => {
    const known = policy.specialties.filter(({ id }) => id !== 'other');
    expect(known.map(({ id, service }) => [id, service])).toEqual(
      ballparks.map(([id, , , service]) => [id, service]),
    );
  });
});

describe('the gain', () => {
  test.each([
    [251, 231, 20],
    [231, 251, -20],
    [251, 'pass', null],
    [251, 'none', null],
  ] as const)('of CK %i after Step 1 %s is %s', (ck, step1, gain) => {
    expect(decide(policy, scored({ ck, step1, specialty: 'radiology' })).gain).toBe(gain);
  });
});
