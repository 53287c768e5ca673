import { describe, expect, test } from 'vitest';
import { readCsv } from '../../src/programs/csv.ts';
import { programColumns } from '../../src/programs/csv-form.ts';
import { flags } from '../../src/programs/program.ts';
import { Visit } from '../support/visit.ts';
import { type WebTestOptions, webApp } from '../support/web.ts';

/** A visit that looks at its plan, with programs on it where they are named. */
async function planned(names: readonly string[] = [], options?: WebTestOptions): Promise<Visit> {
  const visit = await Visit.begin(options);
  await visit.answer(['passed', 'after-download', 251, 238, 'dermatology', false]);
  await visit.click({ type: 'plan' });
  await visit.look();
  if (names.length > 0) {
    await csv(visit, `name,flags\n${names.map((name) => `${name},home`).join('\n')}`);
    await visit.look();
  }
  return visit;
}

const fileOf = (content: string | Uint8Array<ArrayBuffer>) => new File([content], 'programs.csv');

const csv = (visit: Visit, content: string | Uint8Array<ArrayBuffer>) =>
  visit.upload({ form: 'csv', 'typed.file': fileOf(content) });

/** What the page says is wrong with the file, at its field. */
const atTheFile = (page: string) => /id="fault-csv-file">([^<]*)</.exec(page)?.[1] ?? null;

const main = (page: string) => /<main[^>]*>([\s\S]*)<\/main>/.exec(page)?.[1] ?? '';

describe('a file of programs', () => {
  test('is read, and the plan has them', async () => {
    const visit = await planned();
    const answer = await csv(visit, 'name,flags\n"Mercy, ""North""",home\nValley,\n');
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('2 programs were read from the file.');
    expect(page).toContain('1. Mercy, &quot;North&quot;');
    expect(page.match(/<details class="form" open/g)).toBeNull();
  });

  test.each<[string, string | Uint8Array<ArrayBuffer>, RegExp]>([
    ['is a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), /no CSV in UTF-8/],
    ['is empty', '', /The file is empty/],
    ['has no names', 'program,flags\nA,home\n', /no column &quot;name&quot;/],
    ['has no good row', 'name,flags\n,home\n', /No program was read.*Line 2, column name/],
    ['has over a megabyte', `name\n${' '.repeat(1_000_000)}`, /at most 1,000,000 bytes/],
    ['is far too large', `name\n${' '.repeat(3_000_000)}`, /at most 1,000,000 bytes/],
  ])('that %s is refused at its field, and nothing is lost', async (_, content, said) => {
    const visit = await planned(['Mercy']);
    const answer = await csv(visit, content);
    const page = await answer.text();
    expect([413, 422]).toContain(answer.status);
    expect(page).toMatch(/<title>Please correct: /);
    expect(atTheFile(page)).toMatch(said);
    expect(page).toMatch(/<details class="form" open><summary>Import CSV/);
    expect(page).toMatch(/id="field-csv-file"[^>]* aria-invalid="true" autofocus/);
    expect(page).toContain('1. Mercy');
    // The same page goes on.
    visit.page = page;
    expect((await csv(visit, 'name\nValley\n')).status).toBe(200);
    expect(await visit.look()).toContain('Valley');
  });

  test('with bad rows is read for its good ones, and the others are named above the plan', async () => {
    const visit = await planned();
    const page = await (await csv(visit, 'name,flags\nMercy,home\nBad,hom\n')).text();
    expect(page).toContain('1 program was read from the file.');
    expect(page).toMatch(
      /<p class="notice fault" role="alert">1 row was left out: Line 3, column flags/,
    );
    expect(atTheFile(page)).toBeNull();
    expect(page).not.toContain('Please correct');
  });

  test('that is far too large is told in one sentence where no form takes a file', async () => {
    const visit = await planned();
    await visit.click({ type: 'resume' });
    await visit.look();
    const answer = await csv(visit, ' '.repeat(3_000_000));
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('That was too much at once');
    const stranger = new Visit(visit.app);
    expect((await csv(stranger, ' '.repeat(3_000_000))).status).toBe(413);
  });
});

describe('what was typed into a refused form', () => {
  test('of a program is still there, each at its input, with the fault at the right one', async () => {
    const visit = await planned();
    const typed = { 'typed.name': 'x'.repeat(200), 'typed.flags': 'home' };
    const answer = await visit.post({
      form: 'program',
      ...typed,
      'typed.interviewDate': '2026-12-08',
      'typed.lastUpdate': '2026-13-01',
    });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toMatch(new RegExp(`id="field-program-name"[^>]* value="${'x'.repeat(200)}"`));
    expect(page).toMatch(/value="home" checked/);
    expect(page.match(/ checked/g)).toHaveLength(1);
    expect(page).toMatch(/id="field-program-interviewDate"[^>]* value="2026-12-08"/);
    expect(page).toMatch(/id="fault-program-name">[^<]*too long/);
    expect(page).toMatch(/id="fault-program-lastUpdate">[^<]*2026-13-01[^<]* is not a day/);
    expect(page).not.toContain('id="fault-program-interviewDate"');
  });

  test('of the contacts stands at the input that it was typed into', async () => {
    const visit = await planned(['Mercy']);
    await visit.click({ type: 'program', program: 1 });
    await visit.look();
    const typed = { 'typed.pdLastName': 'Okafor', 'typed.coordinatorEmail': 'nobody' };
    const page = await (await visit.post({ form: 'contacts', ...typed })).text();
    expect(page).toMatch(/id="field-contacts-pdLastName"[^>]* value="Okafor"/);
    expect(page).toMatch(/id="field-contacts-coordinatorEmail"[^>]* value="nobody"[^>]*autofocus/);
    expect(page.match(/class="fault"/g)).toHaveLength(1);
    // Looking again loses nothing either.
    expect(await visit.look()).toMatch(/id="field-contacts-pdLastName"[^>]* value="Okafor"/);
  });
});

describe('a form with a file', () => {
  const row = { form: 'csv', 'typed.file': fileOf('name\nStolen\n') };

  test.each<[string, object]>([
    ['with no form token', { form: { token: '' } }],
    ['with a wrong form token', { form: { token: 'x'.repeat(43) } }],
    ['that the browser says is from another site', { headers: { 'Sec-Fetch-Site': 'cross-site' } }],
    ['of a neighbour below the same domain', { headers: { 'Sec-Fetch-Site': 'same-site' } }],
    ['from another origin, in an older browser', { headers: { Origin: 'https://example.org' } }],
    ['that says nothing of where it is from', { headers: {} }],
  ])('%s does nothing', async (_, wrong: { form?: object; headers?: Record<string, string> }) => {
    const visit = await planned();
    const { headers } = wrong;
    const form = { ...visit.form, ...wrong.form };
    const answer = await visit.upload(row, headers ? { form, headers } : { form });
    expect(answer.status).toBe(403);
    expect(await visit.look()).not.toContain('Stolen');
  });

  test('of another session does nothing', async () => {
    const ann = await planned();
    const bob = new Visit(ann.app);
    await bob.start();
    const form = { ...ann.form, token: bob.form.token };
    expect((await ann.upload(row, { form })).status).toBe(403);
    expect(await ann.look()).not.toContain('Stolen');
  });

  test('of an earlier screen changes nothing and says so', async () => {
    const visit = await planned();
    const old = visit.form;
    await csv(visit, 'name\nMercy\n');
    const page = await (await visit.upload(row, { form: old })).text();
    expect(page).toContain('That button belonged to an earlier screen.');
    expect(page).not.toContain('Stolen');
  });

  test('cannot say what a form carries by a file', async () => {
    const visit = await planned();
    const click = new File([JSON.stringify({ type: 'forget' })], 'click');
    expect((await visit.upload({ click })).status).toBe(400);
    expect((await visit.upload({ form: new File(['csv'], 'form') })).status).toBe(400);
  });

  test('has to wait like any other after many requests', async () => {
    const app = await webApp({ rateLimit: { perMinute: 2 } });
    const visit = new Visit(app);
    for (let at = 0; at < 2; at++) expect((await visit.upload(row)).status).toBe(403);
    expect((await visit.upload(row)).status).toBe(429);
  });
});

describe('a file to take along', () => {
  const names = ['Mercy', '"=1+1, ""x"""', '**Ice** {{ck}}'];

  test('is the plan, which can be read again', async () => {
    const visit = await planned(names);
    const answer = await visit.click({ type: 'export' });
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('Content-Disposition')).toContain('attachment; ');
    const read = readCsv(new Uint8Array(await answer.arrayBuffer()));
    expect('programs' in read && read.programs.map(({ name }) => name).sort()).toEqual([
      '**Ice** {{ck}}',
      '=1+1, "x"',
      'Mercy',
    ]);
  });

  test('is an example where there is no plan yet, whose own rows are no programs', async () => {
    const visit = await planned([]);
    expect(await visit.look()).toContain('Example file');
    const answer = await visit.click({ type: 'export' });
    expect(answer.headers.get('Content-Disposition')).toContain('step2-programs.csv');
    const file = await answer.text();
    const filledIn = await csv(visit, `${file}"Mercy"\r\n`);
    expect(await filledIn.text()).toContain('1 program was read from the file.');
    // As programs they would be good ones: with every flag, and something in every column.
    const read = readCsv(Buffer.from(file.replaceAll('"Example: ', '"')));
    if ('refused' in read) throw new Error(read.refused.kind);
    expect(read).toMatchObject({ faults: [], unknownColumns: [], columns: programColumns });
    expect(new Set(read.programs.flatMap((program) => program.flags))).toEqual(new Set(flags));
    expect(Object.keys(Object.assign({}, ...read.programs)).sort()).toEqual(
      [...programColumns].sort(),
    );
  });

  test('is the email, once nothing must be mended or the person wants it so', async () => {
    const visit = await planned(['Mercy']);
    await visit.click({ type: 'draft', program: 1 });
    await visit.look();
    expect((await visit.click({ type: 'mail-file' })).status).toBe(303);
    await visit.click({ type: 'anyway' });
    await visit.look();
    const answer = await visit.click({ type: 'mail-file' });
    expect(answer.headers.get('Content-Type')).toContain('message/rfc822');
    expect(answer.headers.get('Content-Disposition')).toContain('step2-email.eml');
    expect(await answer.text()).toContain('X-Unsent: 1');
  });
});

describe('a text to copy', () => {
  test('brings the one script with it, which browsers may keep for ever; other pages have none', async () => {
    const visit = await planned(['Mercy']);
    expect(visit.page).not.toContain('<script');
    await visit.click({ type: 'draft', program: 1 });
    const page = await visit.look();
    expect(page.match(/<script/g)).toHaveLength(1);
    const path = /<script src="(\/assets\/copy-[0-9a-f]{12}\.js)" defer>/.exec(page)?.[1] ?? '';
    const script = await visit.app.request(path);
    expect(script.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('Cache-Control')).toContain('immutable');
    expect(await script.text()).toContain('clipboard');
    expect(main(page)).not.toMatch(/<script|\son[a-z]+=/);
  });
});
