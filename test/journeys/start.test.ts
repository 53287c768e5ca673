import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { temporaryFolder } from '../support/postgres.ts';
import { Visitor } from '../support/remote-visitor.ts';
import { startServer } from '../support/server.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** A data folder of its own for each test. */
const dataDir = (name: string) => join(folder.path, name);

describe('step2 start', () => {
  test('reads .env by itself, and the environment goes before it', async () => {
    writeFileSync(
      join(folder.path, '.env'),
      `DATA_DIR=${dataDir('from-dot-env')}\nLOG_LEVEL=silly\n`,
    );
    const server = await startServer({ LOG_LEVEL: 'info' }, folder.path);
    expect(readdirSync(dataDir('from-dot-env'))).toContain('step2.db');
    expect(await server.stop()).toBe(0);
  });

  test('makes what it needs at the first start, for its owner only', async () => {
    const server = await startServer({ DATA_DIR: dataDir('first') });
    await server.stop();
    const modeOf = (file: string) => statSync(join(dataDir('first'), file)).mode & 0o777;
    expect(modeOf('.')).toBe(0o700);
    expect(modeOf('step2.db')).toBe(0o600);
    expect(modeOf('session-secret')).toBe(0o600);
  });

  test('knows a visitor again after a restart', async () => {
    const environment = { DATA_DIR: dataDir('again') };
    let server = await startServer(environment);
    const visitor = new Visitor(() => server.address);
    await visitor.send(await visitor.look(), { click: { type: 'restart' } });
    await visitor.send(await visitor.look(), {
      click: { type: 'answer', field: 'result', value: 'passed' },
    });
    expect(await server.stop()).toBe(0);
    server = await startServer(environment);
    expect((await visitor.look()).text).toContain('Where is the season right now?');
    await server.stop();
  });

  test('writes down where checks stand before it ends', async () => {
    const server = await startServer({ DATA_DIR: dataDir('stats') });
    const visitor = new Visitor(() => server.address);
    await visitor.send(await visitor.look(), { click: { type: 'restart' } });
    await visitor.send(await visitor.look(), {
      click: { type: 'answer', field: 'result', value: 'pending' },
    });
    expect(await server.stop()).toBe(0);
    const store = await openStore({ dataDir: dataDir('stats') });
    expect(await store.tallies.of('web')).toEqual(new Map([['result/wait', 1]]));
    await store.close();
  });

  test('removes at its start what is older than it may be, and nothing else', async () => {
    const location = { dataDir: dataDir('retention') };
    const [old, recent] = ['old', 'recent'].map((person) => ({
      tenant: 'web',
      person,
      about: '',
    })) as [Key, Key];
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    let store = await openStore(location);
    await store.save(old, { expected: 0, state: {}, event: null, at: daysAgo(31) });
    await store.save(recent, { expected: 0, state: {}, event: null, at: daysAgo(29) });
    await store.close();
    const server = await startServer({ DATA_DIR: location.dataDir, RETENTION_DAYS: '30' });
    await server.stop();
    store = await openStore(location);
    expect([await store.load(old), (await store.load(recent))?.version]).toEqual([null, 1]);
    await store.close();
  });

  test('keeps nothing readable on the disk with a data key', async () => {
    const key = randomBytes(32).toString('base64');
    const environment = { DATA_DIR: dataDir('sealed'), DATA_KEY: `k1:${key}` };
    const server = await startServer(environment);
    const visitor = new Visitor(() => server.address);
    await visitor.send(await visitor.look(), { click: { type: 'restart' } });
    await visitor.send(await visitor.look(), {
      click: { type: 'answer', field: 'result', value: 'passed-on-retake' },
    });
    expect((await visitor.held())?.answers).toEqual({ result: 'passed-on-retake' });
    await server.kill();
    const files = readdirSync(dataDir('sealed')).map((file) =>
      readFileSync(join(dataDir('sealed'), file), 'latin1'),
    );
    expect(files.length).toBeGreaterThan(1);
    expect(files.join('')).not.toContain('passed-on-retake');
    await expect(startServer({ DATA_DIR: dataDir('sealed') })).rejects.toThrow(
      /ended with 1[\s\S]*data key "k1", which DATA_KEY does not list\. Add that key to the list\.\n$/,
    );
  });

  test('refuses a configuration that cannot be used with every fault, and starts nothing', async () => {
    const started = startServer({ DATA_DIR: dataDir('never'), PORT: 'three', RETENTION_DAYS: '0' });
    await expect(started).rejects.toThrow(
      /ended with 2[\s\S]*PORT: "three"[\s\S]*RETENTION_DAYS: "0"/,
    );
    expect(() => statSync(dataDir('never'))).toThrow();
  });
});

type Key = { tenant: string; person: string; about: string };
