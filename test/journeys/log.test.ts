import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/postgres.ts';
import { type Page, Visitor } from '../support/remote-visitor.ts';
import { startReplica } from '../support/replica.ts';
import { type RunningServer, startServer } from '../support/server.ts';

/** Values that stand nowhere else, so that each place where one turns up is a leak. */
const ck = '287';
const step1 = '263';
const typed = 'Zaphod-7731 <b>@everyone</b>';

/** What a list of programs and its emails know of people. */
const people = {
  program: 'Quetzal Hospital',
  director: 'Dr. Xylander',
  address: 'xylander@quetzal.example.org',
  applicant: 'Trillian Vogon',
  id: '88442211',
  school: 'Magrathea College',
  sentence: 'My towel was praised by Fenchurch.',
};
const list = `name,pdLastName,pdEmail,flags\n${people.program},${people.director},${people.address},requires mentioned\n`;
const brokenList = `name,pdEmail\n${people.program},no address of ${people.applicant}\n`;
const anyOfThem = new RegExp(
  Object.values(people)
    .flatMap((one) => one.split(/[ @.]/))
    .filter((word) => word.length > 4 && !['Hospital', 'College', 'example'].includes(word))
    .join('|'),
  'i',
);

const folder = temporaryFolder();
let server: RunningServer;
let visitor: Visitor;
let listed: string[];
let draft: Page;
let mail: string;
let link: string;
let card: string;

beforeAll(async () => {
  server = await startServer({ DATA_DIR: folder.path, LOG_LEVEL: 'debug' });
  visitor = new Visitor(() => server.address);
});
afterAll(() => folder.remove());

async function answer(field: string, value: string | boolean): Promise<void> {
  await visitor.send(await visitor.look(), { click: { type: 'answer', field, value } as never });
}

async function click(sent: object): Promise<string> {
  const page = await visitor.look();
  return (await visitor.send(page, { click: sent as never })).text;
}

/** Sends a form of the page that is shown; what the answer says. */
async function fill(form: string, values: Record<string, string>): Promise<string> {
  return (await visitor.send(await visitor.look(), { form, values })).text;
}

/** A list of programs, an email to one of them, and the result at a link. */
async function writeAndShare(): Promise<void> {
  await click({ type: 'plan' });
  listed = [await fill('csv', { file: brokenList }), await fill('csv', { file: list })];
  await click({ type: 'draft', program: 1 });
  const { applicant, id, school, sentence } = people;
  await fill('applicant', { name: applicant, id, school });
  await fill('email', { subject: sentence, body: sentence });
  draft = await visitor.look();
  await click({ type: 'anyway' });
  mail = await click({ type: 'mail-file' });
  await click({ type: 'sent' });
  await click({ type: 'resume' });
  await click({ type: 'share', kind: 'share' });
  await click({ type: 'level', level: 'numbers' });
  await click({ type: 'post' });
  const page = await visitor.look();
  link = /<pre class="copy"[^>]*>\s([^<]+)</.exec(page.text)?.[1] ?? '';
  card = await (await fetch(link)).text();
  await fetch(`${link}x`);
  await click({ type: 'resume' });
}

async function type(field: string, text: string): Promise<{ status: number; text: string }> {
  return visitor.send(await visitor.look(), { form: field, typed: text });
}

describe('what the operator sees of a whole journey', () => {
  let faultPage: { status: number; text: string };
  let result: Page;
  let metrics: string;

  beforeAll(async () => {
    await visitor.send(await visitor.look(), { click: { type: 'restart' } });
    await answer('result', 'passed');
    await answer('stage', 'early-interviews');
    await type('ck', typed);
    await type('ck', ck);

    // The database is away in the middle of it.
    const lock = startReplica({ dataDir: folder.path }, 'lock');
    await once(lock.lines, 'line');
    faultPage = await type('step1', step1);
    lock.child.stdin.end();
    await lock.ended;

    await type('step1', step1);
    await answer('specialty', 'dermatology');
    await answer('img', false);
    await answer('required', false);
    result = await visitor.look();
    await writeAndShare();
    await click({ type: 'download' });
    await fetch(`${server.address}/${typed}`);
    metrics = await (await fetch(`${server.address}/metrics`)).text();
    expect(await server.stop()).toBe(0);
  });

  test('is that it came to its result, although the database was away for a while', () => {
    expect(result.text).toContain('287 is 24 points above your Step 1 of 263');
    expect(faultPage.status).toBe(503);
    const [, reference = 'none'] = /number ([\w-]{8})/.exec(faultPage.text) ?? [];
    expect(server.log.filter((line) => line.includes(reference))).toHaveLength(1);
    expect(metrics).toContain('step2_results_total{action="email-priority"} 1');
    expect(metrics).toContain('step2_faults_total{platform="web"} 1');
  });

  test('is that a list was read, an email written and a card shared', () => {
    expect(listed[0]).toContain('Line 2, column pdEmail');
    expect(listed[1]).toContain('1 program was read from the file.');
    expect(listed[1]).toContain(people.program);
    expect(draft.text).toContain(people.sentence);
    expect(mail).toContain(people.address);
    expect(card).toContain('Step 2 CK 287');
  });

  test('never holds a name, an address, an email, or a link that somebody shared', () => {
    const token = new URL(link).pathname.split('/').at(-1) ?? '';
    expect(token.length).toBeGreaterThan(100);
    const told = server.log.join('\n');
    expect(told + metrics).not.toMatch(anyOfThem);
    expect(told + metrics).not.toContain(token.slice(0, 60));
    expect(new URL(link).pathname + new URL(link).search).not.toMatch(anyOfThem);
    expect(metrics).toMatch(/step2_turns_total\{platform="web",screen="draft"\}/);
  });

  test('never holds a score or anything that was typed', () => {
    expect(server.log.length).toBeGreaterThan(3);
    for (const line of server.log) {
      // Times, hashes, ports and lines of the program have digits of their own.
      const { time: _time, policy: _policy, address: _address, ...told } = JSON.parse(line);
      const text = JSON.stringify(told)
        .replace(server.address, '')
        .replaceAll(/:\d+:\d+/g, '');
      expect(text).not.toMatch(/\b(287|263)\b|Zaphod|7731|everyone|dermatology|early-interviews/i);
    }
    const figures = metrics.split('\n').filter((line) => line.startsWith('step2_'));
    expect(figures.join('\n')).not.toMatch(/Zaphod|dermatology|early-interviews/);
  });
});
