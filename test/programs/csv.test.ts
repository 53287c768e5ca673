import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, writeCsv } from '../../src/programs/csv.ts';
import { type CsvRead, largestCsv } from '../../src/programs/csv-form.ts';
import type { Program } from '../../src/programs/program.ts';
import { triage } from '../../src/programs/triage.ts';
import { factsOf } from '../support/facts.ts';
import { policy } from '../support/policy.ts';
import { anyProgram, program } from '../support/programs.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const parsed = (text: string) => readCsv(bytesOf(text));
function read(text: string): Omit<CsvRead, 'columns' | 'examples'> {
  const found = parsed(text);
  if ('refused' in found) throw new Error(JSON.stringify(found));
  const { columns: _columns, examples: _examples, ...rest } = found;
  return rest;
}
const refusal = (input: string | Uint8Array) => {
  const found = readCsv(typeof input === 'string' ? bytesOf(input) : input);
  return 'refused' in found ? found.refused.kind : null;
};
const faultsOf = (text: string) =>
  read(text).faults.map(({ row, line, column, kind }) => [row, line, column, kind]);
const namesOf = (text: string) => read(text).programs.map(({ name }) => name);

const rowsOf = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => `${name} ${at}\n`).join('');

describe('rows of examples', () => {
  test('are no programs, whatever is in them, and take no room from those', () => {
    const found = parsed(`name,flags\n${rowsOf(50, 'EXAMPLE:')}${rowsOf(300, 'P')}`);
    expect(found).toMatchObject({ examples: 50, faults: [] });
    expect('programs' in found && found.programs).toHaveLength(300);
    expect(read('flags,name\nnonsense,Example: a\nhome,For Example: b\n').programs).toEqual([
      { name: 'For Example: b', flags: ['home'] },
    ]);
  });

  test('are not so many that a program below them could be overlooked', () => {
    expect(refusal(`name\n${rowsOf(100, 'Example:')}${rowsOf(301, 'P')}`)).toBe('too-many');
    expect(refusal(`name\n${rowsOf(101, 'Example:')}${rowsOf(300, 'P')}`)).toBe('too-many');
  });
});

describe('a CSV file of programs', () => {
  test.each<[string, string, Program[]]>([
    [
      'columns in any order, in any case, with blanks around them',
      ' FLAGS , Name,PDLASTNAME\nhome  region,Mercy,Ito\n',
      [{ name: 'Mercy', pdLastName: 'Ito', flags: ['home', 'region'] }],
    ],
    ['a byte order mark', '\uFEFFname\nMercy', [program('Mercy')]],
    [
      'Windows ends of lines',
      'name,flags\r\nMercy,home\r\nNorth,\r\n',
      [program('Mercy', 'home'), program('North')],
    ],
    ['old ends of lines', 'name\rMercy\rNorth', [program('Mercy'), program('North')]],
    ['mixed ends of lines', 'name\r\nMercy\nNorth\r\n', [program('Mercy'), program('North')]],
    ['no end of the last line', 'name\nMercy', [program('Mercy')]],
    [
      'quoted cells with commas, quotes and ends of lines',
      'name,flags\n"Mercy, ""North""\r\nCampus","home\nregion"\n',
      [program('Mercy, "North" Campus', 'home', 'region')],
    ],
    ['blanks beside quotes', 'name , flags\n "Mercy" , home\n', [program('Mercy', 'home')]],
    ['rows without a word', 'name,flags\n\n,,\n" ",\nMercy,\n\n', [program('Mercy')]],
    ['rows that end early', 'name,flags,pdEmail\nMercy\n', [program('Mercy')]],
    ['blank cells beyond the last column', 'name\nMercy,, \n', [program('Mercy')]],
    ['columns without a name', 'name,,\nMercy,,\n', [program('Mercy')]],
    ['a flag twice', 'name,flags\nMercy,home home\n', [program('Mercy', 'home')]],
    [
      'every column',
      'name,pdLastName,pdEmail,coordinatorName,coordinatorEmail,programEmail,interviewDate,lastUpdate,flags\nMercy,Ito,i@x.edu,Jo,j@x.edu,p@x.edu,2026-10-01,2026-10-02,home\n',
      [
        {
          name: 'Mercy',
          pdLastName: 'Ito',
          pdEmail: 'i@x.edu',
          coordinatorName: 'Jo',
          coordinatorEmail: 'j@x.edu',
          programEmail: 'p@x.edu',
          interviewDate: '2026-10-01',
          lastUpdate: '2026-10-02',
          flags: ['home'],
        },
      ],
    ],
    ['nothing but a header', 'name,flags\n', []],
    ['two programs of one name', 'name\nMercy\nMercy', [program('Mercy'), program('Mercy')]],
  ])('may have %s', (_words, text, programs) => {
    expect(read(text)).toEqual({ programs, faults: [], unknownColumns: [] });
  });

  test.each([
    'Mercy; North',
    '🏥 Ñandú',
    'מרכז רפואי',
    '<!channel>',
    '@everyone',
    '{{handlebars}}',
    '=1+1',
    '**x**',
    "O'Neill",
  ])('keeps the name %s as it is', (name) => {
    expect(namesOf(`name\n"${name}"`)).toEqual([name]);
  });

  test('names columns that it does not know and reads nothing in them', () => {
    const text = 'name,Notes on CK,city,Order,EMAIL\nMercy,"a\nb",Ames,1,yes\n';
    expect(read(text)).toEqual({
      programs: [program('Mercy')],
      faults: [],
      unknownColumns: ['Notes on CK', 'city'],
    });
  });

  test('names the line, the column and the fault of each bad row and keeps the good ones', () => {
    const text = [
      'name,flags,pdEmail,lastUpdate',
      'A,home,a@x.edu,2026-10-01',
      ',home,,',
      '"B',
      'b",hom dreem,b,2026-02-30',
      '',
      `${'x'.repeat(121)},,,`,
      'C\u0007,,,',
      'D,,,,more',
      'E,region,,',
    ].join('\r\n');
    expect(faultsOf(text)).toEqual([
      [1, 3, 'name', 'missing'],
      [2, 4, 'pdEmail', 'email'],
      [2, 4, 'lastUpdate', 'day'],
      [2, 4, 'flags', 'flag'],
      [3, 7, 'name', 'too-long'],
      [4, 8, 'name', 'control'],
      [5, 9, null, 'extra-cell'],
    ]);
    expect(namesOf(text)).toEqual(['A', 'E']);
    expect(read(text).faults[3]?.unknown).toEqual([
      { flag: 'hom', nearest: 'home' },
      { flag: 'dreem', nearest: 'dream' },
    ]);
  });

  test.each<[string, string, [number, number][], string[]]>([
    ['text beside them', 'name\n"A" b\nC', [[0, 2]], ['C']],
    ['in the middle of a cell', 'name\nA "b" c\nC', [[0, 2]], ['C']],
    ['that never close', 'name,flags\nA,"home\nB,\nC,', [[0, 2]], ['B', 'C']],
    ['after blank lines', 'name\r\n\r\n , \r\n"A" b\r\nC', [[0, 4]], ['C']],
    [
      'twice',
      'name\n"A" b\nC\n"D" e\nF',
      [
        [0, 2],
        [2, 4],
      ],
      ['C', 'F'],
    ],
    ['in a row beyond measure', `name\n"${'x,'.repeat(9000)}\nC\n`, [[0, 2]], ['C']],
    ['in the last cell of all', 'name\nA\n"', [[1, 3]], ['A']],
  ])('loses only the row whose quotes have %s', (_words, text, faults, names) => {
    expect(faultsOf(text)).toEqual(faults.map(([row, line]) => [row, line, null, 'quotes']));
    expect(namesOf(text)).toEqual(names);
  });
});

describe('a file is refused as a whole', () => {
  const rows = (count: number) => `name\n${'Mercy\n'.repeat(count)}`;
  test.each<[string, string | Uint8Array, string | null]>([
    ['that is empty', '', 'empty'],
    ['of blank lines', '\n\n , \n', 'empty'],
    ['with nothing but a byte order mark', '\uFEFF', 'empty'],
    ['that is a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'no-text'],
    ['that is a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 8]), 'no-text'],
    ['in another encoding', new Uint8Array([0x6e, 0xe9]), 'no-text'],
    ['with null characters', 'name\nA\0', 'no-text'],
    ['without a column of names', 'program,flags\nMercy,home', 'no-name'],
    ['that is prose', 'Dear program director,\nI write to you.', 'no-name'],
    ['whose header has broken quotes', '"name" x\nMercy', 'no-csv'],
    ['with a column twice', 'name,Name\nA,B', 'doubled'],
    ['of 301 programs', rows(301), 'too-many'],
    ['of 300 programs', rows(300), null],
    ['of 301 programs, one of them bad', `${rows(300)}"x" y\n`, 'too-many'],
    [
      'with thousands of empty rows between two programs',
      `name\nA\n${',,\n'.repeat(5000)}B`,
      'too-many',
    ],
    ['with as many at its end', `name\nA\n${',,\n'.repeat(5000)}`, null],
    ['of over a megabyte', `name\n${' '.repeat(largestCsv)}`, 'too-large'],
    ['of a megabyte', `name\nMercy\n${'\n'.repeat(largestCsv - 11)}`, null],
  ])('%s', (_words, input, kind) => {
    expect(refusal(input)).toBe(kind);
  });

  test('is not, for a column of the decision twice', () => {
    expect(refusal('name,reason,reason\nA,b,c')).toBeNull();
  });
});

describe('an export', () => {
  const facts = factsOf(246, 'pass', 'dermatology');
  const exported = (programs: readonly Program[]) => {
    const { emailed, left } = triage(policy, facts, programs);
    return writeCsv([...emailed, ...left]);
  };

  test('has the columns of an import and those of the decision', () => {
    const text = exported([
      { ...program('Mercy', 'home', 'asked', 'no-contact'), pdEmail: 'i@x.edu' },
      program('North, "Campus"'),
    ]);
    expect(text.split('\r\n')).toEqual([
      '\uFEFF"name","pdLastName","pdEmail","coordinatorName","coordinatorEmail","programEmail","interviewDate","lastUpdate","flags","email","order","template","reason","notes"',
      '"Mercy","","i@x.edu","","","","","","home asked no-contact","yes","1","was-pending","asked","confirm-with-coordinator"',
      '"North, ""Campus""","","","","","","","","","no","","","not-a-priority",""',
      '',
    ]);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', "'=1", '＝1', "''+x"])(
    'makes no formula of %s, and an import takes the sign off again',
    (name) => {
      const text = exported([program(name)]);
      expect(text).toContain(`"'${name}"`);
      expect(namesOf(text)).toEqual([name]);
    },
  );

  test.each(["'tis", "'", 'a=b', "O'Neill"])('leaves %s alone', (name) => {
    const text = exported([program(name)]);
    expect(text).toContain(`"${name}"`);
    expect(namesOf(text)).toEqual([name]);
  });

  test('comes back as it went out, whatever the programs are', () => {
    fc.assert(
      fc.property(fc.array(anyProgram, { maxLength: 20 }), (programs) => {
        const { emailed, left } = triage(policy, facts, programs);
        const entries = [...emailed, ...left];
        const text = writeCsv(entries);
        expect(read(text)).toEqual({
          programs: entries.map((entry) => entry.program),
          faults: [],
          unknownColumns: [],
        });
        expect(text).not.toMatch(/(^|,)"[=+\-@\t\r]/m);
      }),
      { numRuns: 500 },
    );
  });
});

describe('whatever a file holds', () => {
  const unit = fc.constantFrom('"', ',', '\n', '\r', 'name', 'flags', ' ', '\uFEFF', "'", '=', 'a');
  test.each<[string, fc.Arbitrary<Uint8Array>]>([
    ['any bytes', fc.uint8Array({ maxLength: 300 })],
    ['any text', fc.string({ unit: 'binary', maxLength: 300 }).map(bytesOf)],
    ['bits of CSV', fc.string({ unit, maxLength: 80 }).map(bytesOf)],
    [
      'bits of CSV below a header',
      fc.string({ unit, maxLength: 80 }).map((t) => bytesOf(`name,flags\n${t}`)),
    ],
  ])('reading never throws and counts no row twice: %s', (_words, anyBytes) => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const found = readCsv(bytes);
        if ('refused' in found) return;
        const lines = found.faults.map(({ line }) => line ?? 0);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
        const last = (new TextDecoder().decode(bytes).match(/\r\n|\n|\r/g)?.length ?? 0) + 1;
        expect(Math.max(1, ...lines)).toBeLessThanOrEqual(last);
        for (const { name } of found.programs) expect(name).toBe(name.trim());
      }),
      { numRuns: 2000 },
    );
  });
});
