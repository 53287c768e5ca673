import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Person, run } from '../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'step2-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileOf(content: string | Uint8Array): string {
  files += 1;
  const path = join(folder, `programs-${files}.csv`);
  writeFileSync(path, content);
  return path;
}

const facts = '--ck 251 --step1 pass --specialty dermatology --stage after-download'.split(' ');
const checkWith = (content: string | Uint8Array, ...more: string[]) =>
  run(['check', ...facts, ...more, '--programs', fileOf(content)]);

const list = [
  'Name,Flags,pdEmail,lastUpdate',
  '"Mercy, ""North""",home asked,pd@example.edu,',
  'Valley,,,',
  '**Ice** {{ck}} <!channel>,signaled,,',
  'West,rotated,,2026-10-20',
].join('\r\n');

describe('step2 check --programs', () => {
  test('prints the plan below the recommendation: who gets what and why, then who gets none', async () => {
    const { status, output, errors } = await checkWith(`\uFEFF${list}`);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    expect(output).toContain('Update ERAS and email your priority programs.');
    const plan = output.slice(output.indexOf('WHO GETS AN EMAIL')).replaceAll('\n', ' ');
    expect(plan.split(/ (?=\d\. |- |WHO GETS NONE)/)).toEqual([
      'WHO GETS AN EMAIL, IN THIS ORDER ',
      '1. Mercy, "North": a short note that the score has posted, because it asked to hear when the score posts.',
      '2. **Ice** {{ck}} <!channel>: an update with your score, because it has a signal of yours. ',
      'WHO GETS NONE ',
      '- Valley: nothing that you marked makes an email worth it now.',
      '- West: it has heard of this score from you, and there is nothing new. ',
    ]);
  });

  test('adds the plan to the object of --json', async () => {
    const { status, output } = await checkWith(list, '--json');
    expect(status).toBe(0);
    const { programs } = JSON.parse(output) as { programs: { name: string; order: number }[] };
    expect(programs.map(({ name, order }) => [name, order])).toEqual([
      ['Mercy, "North"', 1],
      ['**Ice** {{ck}} <!channel>', 2],
      ['Valley', null],
      ['West', null],
    ]);
  });

  test('fails for one bad row, and names every fault with its line and column', async () => {
    const bad = 'name,flags,city\nMercy,hom\n\n"Two\nlines",home\n,zzz,\n"A" b\n';
    const { status, output } = await checkWith(bad, '--json');
    expect(status).toBe(2);
    const { errors } = JSON.parse(output) as { errors: { field: string; message: string }[] };
    expect(errors.map(({ field, message }) => [field, message.slice(0, 40)])).toEqual([
      ['programs', 'These columns mean nothing here: "city".'],
      ['programs[0].flags', 'Line 2, column flags: There is no flag "'],
      ['programs[2].name', 'Line 6, column name: The name of the pro'],
      ['programs[2].flags', 'Line 6, column flags: There is no flag "'],
      ['programs[3]', 'Line 7: The quotes in this row do not ma'],
    ]);
    const told = await checkWith(bad);
    expect({ status: told.status, output: told.output }).toEqual({ status: 2, output: '' });
    expect(told.errors.trimEnd().split('\n')).toEqual(errors.map(({ message }) => message));
  });

  test('names faulty facts before faulty programs', async () => {
    const { output } = await run([
      ...['check', '--json', '--ck', '1', '--programs', fileOf('name\n""\nA\u0007')],
    ]);
    const { errors } = JSON.parse(output) as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field)).toEqual([
      ...['stage', 'ck', 'step1', 'specialty', 'programs[0].name'],
    ]);
  });

  test.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'The file is empty'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'no CSV in UTF-8'],
    ['no names', 'program,flags\nA,home\n', 'no column "name" (it begins with "program", "flags")'],
    ['two of a column', 'name,Name\nA,B\n', 'two columns "name"'],
    ['301 programs', `name\n${'A\n'.repeat(301)}`, 'more rows than the 300 programs'],
    ['over a megabyte', `name\n${' '.repeat(1_000_000)}`, 'at most 1,000,000 bytes'],
    ['a header with broken quotes', '"name" x\nA', 'the quotes in its header'],
  ])('refuses %s as a whole, saying so', async (_words, content, message) => {
    const { status, output, errors } = await checkWith(content);
    expect({ status, output }).toEqual({ status: 2, output: '' });
    expect(errors).toContain(message);
  });

  test('names a file that is not there, and a name that is missing', async () => {
    const none = join(folder, 'none.csv');
    const { status, errors } = await run(['check', ...facts, '--programs', none]);
    expect({ status, errors }).toEqual({
      status: 2,
      errors: `The file ${none} cannot be read (ENOENT).\n`,
    });
    const json = await run(['check', ...facts, '--json', '--programs', folder]);
    expect(JSON.parse(json.output).errors).toEqual([
      { field: 'programs', message: `The file ${folder} cannot be read (EISDIR).` },
    ]);
    expect((await run(['check', ...facts, '--programs'])).errors).toContain(
      '--programs: the name of a file is missing.',
    );
  });

  test('asks nothing in a terminal, where the facts are missing', async () => {
    const { main } = await import('../../adapters/main.ts');
    const person = new Person();
    expect(await main(['check', '--programs', fileOf(list)], person.terminal)).toBe(2);
  });
});

describe('step2 check --ndjson with programs', () => {
  const line = (programs: unknown) => {
    const given = { ck: 246, step1: 'pass', specialty: 'dermatology', stage: 'after-download' };
    return JSON.stringify({ ...given, programs });
  };

  test('answers each line with its own programs or its own faults', async () => {
    const input = [
      line([{ name: 'Mercy', flags: ['home'] }]),
      line(undefined),
      line([{ name: 'A' }, { name: 'B', flags: ['hom'] }, { nmae: 'C' }]),
      line('Mercy'),
      line([]),
    ].join('\n');
    const { status, output } = await run(['check', '--ndjson'], { input });
    expect(status).toBe(2);
    const answers = output
      .trimEnd()
      .split('\n')
      .map((answer) => JSON.parse(answer));
    expect(
      answers.map(({ programs, errors }) =>
        errors ? errors.map(({ field }: { field: string }) => field) : programs,
      ),
    ).toEqual([
      [{ name: 'Mercy', email: true, template: 'strong', reason: 'home', order: 1, notes: [] }],
      undefined,
      ['programs[1].flags', 'programs[2].name', 'programs[2].nmae'],
      ['programs'],
      [],
    ]);
  });

  test('takes no file beside its lines', async () => {
    const { status, errors } = await run(['check', '--ndjson', '--programs', fileOf(list)]);
    expect({ status, named: errors.includes('--programs') }).toEqual({ status: 2, named: true });
  });
});
