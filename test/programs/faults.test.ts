import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkProgram, checkPrograms } from '../../src/programs/faults.ts';
import { anyProgram } from '../support/programs.ts';

const faultsOf = (input: unknown) => {
  const checked = checkProgram(input);
  return 'faults' in checked ? checked.faults.map(({ column, kind }) => [column, kind]) : [];
};

describe('a program from outside', () => {
  test.each<[string, unknown, [string | null, string][]]>([
    ['a text', 'Mercy', [[null, 'no-record']]],
    ['a list', [], [[null, 'no-record']]],
    ['null', null, [[null, 'no-record']]],
    ['no name', { flags: [] }, [['name', 'missing']]],
    ['a blank name', { name: ' \t\n' }, [['name', 'missing']]],
    ['null for a name', { name: null }, [['name', 'missing']]],
    ['a number for a name', { name: 7 }, [['name', 'no-text']]],
    ['121 characters', { name: 'x'.repeat(121) }, [['name', 'too-long']]],
    ['121 emoji', { name: '🏥'.repeat(121) }, [['name', 'too-long']]],
    ['far too much', { name: 'x'.repeat(1_000_000) }, [['name', 'too-long']]],
    ['a bell', { name: 'a\u0007' }, [['name', 'control']]],
    ['an escape', { name: 'x', pdLastName: '\u001b[31m' }, [['pdLastName', 'control']]],
    ['half a surrogate pair', { name: 'a\ud83c' }, [['name', 'control']]],
    ['no e-mail address', { name: 'x', pdEmail: 'at x' }, [['pdEmail', 'email']]],
    [
      'addresses that are none',
      { name: 'x', coordinatorEmail: 'a@b', programEmail: 'a b@c.edu' },
      [
        ['coordinatorEmail', 'email'],
        ['programEmail', 'email'],
      ],
    ],
    ['two addresses', { name: 'x', pdEmail: 'a@b.edu, c@d.edu' }, [['pdEmail', 'email']]],
    [
      'days that there are not',
      { name: 'x', interviewDate: '2026-02-29', lastUpdate: '1/2/2026' },
      [
        ['interviewDate', 'day'],
        ['lastUpdate', 'day'],
      ],
    ],
    ['a text for flags', { name: 'x', flags: 'home' }, [['flags', 'no-flags']]],
    ['numbers for flags', { name: 'x', flags: [1] }, [['flags', 'no-flags']]],
    ['a flag in capitals', { name: 'x', flags: ['Home'] }, [['flags', 'flag']]],
    ['a flag that JavaScript has', { name: 'x', flags: ['constructor'] }, [['flags', 'flag']]],
    ['a field that there is not', { name: 'x', city: 'Ames' }, [['city', 'unknown-field']]],
    [
      'everything wrong at once, in the order of the fields',
      { zeta: 1, flags: ['x'], lastUpdate: 'x', pdEmail: 'x', name: '' },
      [
        ['name', 'missing'],
        ['pdEmail', 'email'],
        ['lastUpdate', 'day'],
        ['flags', 'flag'],
        ['zeta', 'unknown-field'],
      ],
    ],
  ])('is refused with %s', (_words, input, faults) => {
    expect(faultsOf(input)).toEqual(faults);
  });

  test.each<[string, object, object]>([
    ['nothing but a name', { name: 'x' }, { name: 'x', flags: [] }],
    ['120 characters', { name: '🏥'.repeat(120) }, { name: '🏥'.repeat(120), flags: [] }],
    [
      'null and blanks for what may be absent',
      { name: 'x', pdEmail: null, lastUpdate: ' ', flags: null, city: null },
      { name: 'x', flags: [] },
    ],
    [
      'blanks around its texts, and a text on two lines',
      { name: ' Mercy\r\nNorth ', pdLastName: '\tIto', flags: [' home ', 'home'] },
      { name: 'Mercy North', pdLastName: 'Ito', flags: ['home'] },
    ],
    [
      'an address as people have them',
      { name: 'x', pdEmail: "o'neill.jo+res@im.med.example.edu" },
      { name: 'x', pdEmail: "o'neill.jo+res@im.med.example.edu", flags: [] },
    ],
  ])('is taken with %s', (_words, input, program) => {
    expect(checkProgram(input)).toEqual({ program });
  });

  test('names unknown flags with what was most likely meant', () => {
    const flags = ['homme', 'interveiwed', 'x'.repeat(5000), 'zzzz', 'rotate', 'sixth'];
    const checked = checkProgram({ name: 'x', flags });
    expect('faults' in checked && checked.faults[0]?.unknown).toEqual([
      { flag: 'homme', nearest: 'home' },
      { flag: 'interveiwed', nearest: 'interviewed' },
      { flag: 'x'.repeat(5000), nearest: null },
      { flag: 'zzzz', nearest: null },
      { flag: 'rotate', nearest: 'rotated' },
    ]);
  });

  test('stays as it is when it is checked again', () => {
    fc.assert(
      fc.property(anyProgram, (program) => {
        expect(checkProgram(program)).toEqual({ program });
      }),
    );
  });

  test('is never too strange to be checked', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(() => checkProgram(input)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a list of programs', () => {
  test('keeps the good ones and counts the others from 0', () => {
    const { programs, faults } = checkPrograms([{ name: 'A' }, {}, 7, { name: 'B' }]);
    expect(programs.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(faults.map(({ row, line, column }) => [row, line, column])).toEqual([
      [1, null, 'name'],
      [2, null, null],
    ]);
  });

  test.each([[{}], ['x'], [7], [false]])('is none: %j', (list) => {
    expect(checkPrograms(list).faults).toMatchObject([{ row: null, kind: 'no-list' }]);
  });

  test('holds 300 at most', () => {
    const many = (count: number) => Array.from({ length: count }, () => ({ name: 'x' }));
    expect(checkPrograms(many(300)).programs).toHaveLength(300);
    expect(checkPrograms(many(301))).toMatchObject({
      programs: [],
      faults: [{ row: null, kind: 'too-many', value: 301 }],
    });
  });
});
