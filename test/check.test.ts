import { describe, expect, test } from 'vitest';
import { createChecker } from '../src/check.ts';
import { loadWords } from '../src/render/words.ts';
import { policy } from './support/policy.ts';

const check = createChecker(policy, loadWords());
const sound = { ck: 251, step1: 'pass', specialty: 'dermatology', stage: 'after-download' };

const faultsOf = (input: unknown) => {
  const checked = check(input);
  return 'errors' in checked ? checked.errors.map(({ field }) => field) : [];
};
const messageOf = (input: unknown) => {
  const checked = check(input);
  return 'errors' in checked ? (checked.errors[0]?.message ?? '') : '';
};

describe('facts from outside', () => {
  test.each<[string, unknown, (string | null)[]]>([
    ['nothing but the score', { ck: 251 }, ['stage', 'step1', 'specialty']],
    ['nothing at all', {}, ['stage', 'ck', 'step1', 'specialty']],
    ['no stage and a bad score', { ck: 'x' }, ['stage', 'ck', 'step1', 'specialty']],
    ['a stage that there is not', { ...sound, stage: 'soon', ck: 1 }, ['stage', 'ck']],
    ['a result that there is not', { ...sound, result: 'fail', ck: 1 }, ['result']],
    ['text for numbers', { ...sound, ck: '251', step1: '231' }, ['ck', 'step1']],
    ['numbers for answers', { ...sound, img: 0, required: 1 }, ['img', 'required']],
    ['a specialty by its short name', { ...sound, specialty: 'derm' }, ['specialty']],
    [
      'unknown fields after the known ones',
      { zeta: 1, ...sound, ck: 1, alpha: 2 },
      ['ck', 'zeta', 'alpha'],
    ],
    [
      'names that JavaScript has',
      { ...sound, specialty: 'constructor', stage: 'toString' },
      ['stage', 'specialty'],
    ],
    ['no object', 'text', [null]],
    ['a list', [sound], [null]],
    ['null', null, [null]],
  ])('%s', (_name, input, fields) => {
    expect(faultsOf(input)).toEqual(fields);
  });

  test.each([
    [
      'null for what may be absent',
      { ...sound, result: null, img: null, required: null, unknown: null },
    ],
    ['anything for what is not asked', { result: 'failed', stage: 1, ck: {}, step1: [], img: 'x' }],
    ['anything after the rank lists', { stage: 'after-rank-lists', ck: 'x', required: 7 }],
    ['anything for required of an IMG', { ...sound, img: true, required: 'x' }],
  ])('are taken with %s', (_name, input) => {
    expect(faultsOf(input)).toEqual([]);
  });

  test.each([217, 1, 0, -5])(
    'a score of %i names the passing score and offers "did not pass"',
    (ck) => {
      expect(messageOf({ ...sound, ck })).toBe(
        `${ck} is below the passing score of 218. If you did not pass, choose "Did not pass" (failed) as your result; if it is a slip of the keyboard, give a whole number from 218 to 300.`,
      );
      expect(messageOf({ ...sound, ck, result: 'passed-on-retake' })).toContain('did not pass');
    },
  );

  test.each([301, 217.5, 250.5, '251', true, {}, Number.POSITIVE_INFINITY])(
    'a score of %j names the range',
    (ck) => {
      expect(messageOf({ ...sound, ck })).toContain('Accepted: a whole number from 218 to 300.');
    },
  );
});

describe('programs beside the facts', () => {
  const resultOf = (input: unknown) => {
    const checked = check(input);
    if ('errors' in checked) throw new Error(JSON.stringify(checked.errors));
    return checked.result;
  };

  test('add what is decided about each, the emailed ones first', () => {
    const programs = [
      { name: 'Valley' },
      { name: ' Mercy ', flags: ['home'] },
      { name: 'Ice', flags: ['requires', 'no-contact'] },
    ];
    const result = resultOf({ ...sound, programs });
    expect(Object.keys(result).at(-1)).toBe('programs');
    expect(JSON.stringify(result.programs)).toBe(
      JSON.stringify([
        {
          name: 'Ice',
          email: true,
          template: 'strong',
          reason: 'requires',
          order: 1,
          notes: ['confirm-with-coordinator'],
        },
        { name: 'Mercy', email: true, template: 'strong', reason: 'home', order: 2, notes: [] },
        {
          name: 'Valley',
          email: false,
          template: null,
          reason: 'not-a-priority',
          order: null,
          notes: [],
        },
      ]),
    );
  });

  test('add nothing where there are none, and an empty list to an empty list', () => {
    expect(resultOf(sound)).not.toHaveProperty('programs');
    expect(resultOf({ ...sound, programs: null })).not.toHaveProperty('programs');
    expect(resultOf({ ...sound, programs: [] }).programs).toEqual([]);
  });

  test('add the note on a mass mailing behind the others', () => {
    const programs = Array.from({ length: 16 }, (_, at) => ({ name: `${at}`, flags: ['home'] }));
    const { notes } = resultOf({ ...sound, programs });
    expect(notes).toEqual([...resultOf(sound).notes, 'mass-mailing']);
  });

  test.each<[string, unknown, (string | null)[]]>([
    ['no list', { ...sound, programs: {} }, ['programs']],
    ['too long a list', { ...sound, programs: Array(301).fill({ name: 'x' }) }, ['programs']],
    [
      'programs that are none, behind unknown fields',
      { programs: [7, { name: 'x' }, { flags: ['x', 'y'], zeta: 1 }], ck: 1, zeta: 2 },
      [
        'stage',
        'ck',
        'step1',
        'specialty',
        'zeta',
        'programs[0]',
        'programs[2].name',
        'programs[2].flags',
        'programs[2].zeta',
      ],
    ],
    [
      'one bad program under a result that asks for nothing else',
      { result: 'pending', programs: [{ name: 'x', lastUpdate: 'today' }] },
      ['programs[0].lastUpdate'],
    ],
  ])('are faults as %s', (_name, input, fields) => {
    expect(faultsOf(input)).toEqual(fields);
  });

  test('name what was most likely meant', () => {
    expect(messageOf({ ...sound, programs: [{ name: 'x', flags: ['homme', 'zzzz'] }] })).toContain(
      'There is no flag "homme" (did you mean home?), "zzzz". The flags are requires-to-rank,',
    );
  });
});
