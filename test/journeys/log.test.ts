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

const folder = temporaryFolder();
let server: RunningServer;
let visitor: Visitor;

beforeAll(async () => {
  server = await startServer({ DATA_DIR: folder.path, LOG_LEVEL: 'debug' });
  visitor = new Visitor(() => server.address);
});
afterAll(() => folder.remove());

async function answer(field: string, value: string | boolean): Promise<void> {
  await visitor.send(await visitor.look(), { click: { type: 'answer', field, value } as never });
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
    await visitor.send(result, { click: { type: 'download' } });
    await fetch(`${server.address}/${typed}`);
    metrics = await (await fetch(`${server.address}/metrics`)).text();
    expect(await server.stop()).toBe(0);
  }, 60_000);

  test('is that it came to its result, although the database was away for a while', () => {
    expect(result.text).toContain('287 is 24 points above your Step 1 of 263');
    expect(faultPage.status).toBe(503);
    const [, reference = 'none'] = /number ([\w-]{8})/.exec(faultPage.text) ?? [];
    expect(server.log.filter((line) => line.includes(reference))).toHaveLength(1);
    expect(metrics).toContain('step2_results_total{action="email-priority"} 1');
    expect(metrics).toContain('step2_faults_total{platform="web"} 1');
  });

  test('never holds a score or anything that was typed', () => {
    expect(server.log.length).toBeGreaterThan(3);
    for (const line of server.log) {
      // Times, hashes and ports have digits of their own.
      const { time: _time, policy: _policy, address: _address, ...told } = JSON.parse(line);
      const text = JSON.stringify(told).replace(server.address, '');
      expect(text).not.toMatch(/\b(287|263)\b|Zaphod|7731|everyone|dermatology|early-interviews/i);
    }
    const figures = metrics.split('\n').filter((line) => line.startsWith('step2_'));
    expect(figures.join('\n')).not.toMatch(/Zaphod|dermatology|early-interviews/);
  });
});
