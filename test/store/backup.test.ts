import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { root } from '../../src/root.ts';
import { openStore } from '../../src/store/open.ts';
import { SQLITE_FILE } from '../../src/store/sqlite.ts';
import { keyNamed } from '../support/keys.ts';
import type { PlaceOptions } from '../support/places.ts';
import {
  binaries,
  postgresForTests,
  startPrivateServer,
  temporaryFolder,
} from '../support/postgres.ts';
import { startReplica } from '../support/replica.ts';

const k1 = keyNamed('k1');
const at = new Date(Date.UTC(2026, 9, 1));
const ann = { tenant: 'slack:T1', person: 'UANNDISTINCT', about: 'msgDISTINCT' };
const state = { ck: 'scoreDISTINCT', programs: ['hospitalDISTINCT'] };

/** A backup: where it lies as a text that somebody might read, and how it becomes a database again. */
interface Backup {
  readonly readable: string;
  restore(): Promise<PlaceOptions>;
}

/** One way to back a database up. */
interface Way {
  readonly name: string;
  readonly whileRunning: boolean;
  fresh(): Promise<PlaceOptions>;
  backup(of: PlaceOptions): Promise<Backup>;
}

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  onTestFinished(() => folder.remove());
});
const inFolder = (name: string) => join(folder.path, name);

const readme = readFileSync(join(root, 'README.md'), 'utf8');
/** What the README says to type, with other names in place of its own. */
function asInReadme(command: string, names: Readonly<Record<string, string>>): string {
  expect(readme).toContain(command);
  return Object.entries(names).reduce((text, [from, to]) => text.replaceAll(from, to), command);
}

const vacuumInto: Way = {
  name: 'SQLite, by VACUUM INTO',
  whileRunning: true,
  fresh: async () => ({ dataDir: inFolder('data') }),
  async backup({ dataDir }) {
    const file = inFolder('backup.db');
    // What the shell of SQLite does with it.
    const database = new Database(join(dataDir, SQLITE_FILE));
    database.exec('pragma busy_timeout = 5000');
    database.exec(asInReadme("VACUUM INTO 'backup.db'", { 'backup.db': file }));
    database.close();
    return {
      readable: readFileSync(file, 'latin1'),
      async restore() {
        mkdirSync(inFolder('restored'), { mode: 0o700 });
        copyFileSync(file, join(inFolder('restored'), SQLITE_FILE));
        return { dataDir: inFolder('restored') };
      },
    };
  },
};

const copy: Way = {
  ...vacuumInto,
  name: 'SQLite, by a copy after a stop',
  whileRunning: false,
  async backup({ dataDir }) {
    cpSync(dataDir, inFolder('copy'), { recursive: true });
    return {
      readable: readFileSync(join(inFolder('copy'), SQLITE_FILE), 'latin1'),
      restore: async () => ({ dataDir: inFolder('copy') }),
    };
  },
};

const given = postgresForTests();
/** One in which databases may be made, unlike that of TEST_DATABASE_URL. */
const server = given === null || given.power ? given : startPrivateServer();
afterAll(() => {
  given?.dispose();
  server?.dispose();
});
const tools = binaries();
const hasTools = tools !== null && existsSync(join(tools, 'pg_dump'));

async function freshDatabase(): Promise<PlaceOptions> {
  const url = new URL(server?.url ?? '');
  const name = `step2_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  url.pathname = name;
  return { databaseUrl: url.href, dataDir: '/nowhere' };
}

const dump: Way = {
  name: 'PostgreSQL, by pg_dump',
  whileRunning: true,
  fresh: freshDatabase,
  async backup({ databaseUrl = '' }) {
    const file = inFolder('step2.dump');
    const shell = (command: string, url: string) =>
      execFileSync('sh', ['-euc', command], {
        env: { PATH: `${tools}:${process.env.PATH}`, DATABASE_URL: url },
        encoding: 'latin1',
        maxBuffer: 1e9,
      });
    const write = 'pg_dump --format=custom --file=step2.dump "$DATABASE_URL"';
    const read = 'pg_restore --no-owner --dbname="$DATABASE_URL" step2.dump';
    shell(asInReadme(write, { 'step2.dump': file }), databaseUrl);
    return {
      readable: shell(`pg_restore --file=- ${file}`, ''),
      async restore() {
        const options = await freshDatabase();
        shell(asInReadme(read, { 'step2.dump': file }), options.databaseUrl ?? '');
        return options;
      },
    };
  },
};

describe.each([
  { way: vacuumInto, skipped: false },
  { way: copy, skipped: false },
  { way: dump, skipped: server === null || !hasTools },
])('A backup of $way.name', ({ way, skipped }) => {
  test.skipIf(skipped)('becomes a store again, which goes on', async () => {
    const options = { ...(await way.fresh()), dataKeys: [k1] };
    const store = await openStore(options);
    await store.save(ann, { expected: 0, state, event: 'Ev1', at });
    await store.installations.put('slack:T1', { token: 'xoxb-1' }, at);
    await store.tallies.add([{ tenant: 'slack:T1', standing: 'result/wait', by: 2 }]);
    if (!way.whileRunning) await store.close();
    const backup = await way.backup(options);
    if (way.whileRunning) await store.close();

    const restored = await openStore({ ...(await backup.restore()), dataKeys: [k1] });
    expect(await restored.load(ann)).toMatchObject({ version: 1, state });
    expect(await restored.installations.find('slack:T1')).toEqual({ token: 'xoxb-1' });
    expect(await restored.tallies.of('slack:T1')).toEqual(new Map([['result/wait', 2]]));
    const next = { expected: 1, state: 'next', at };
    expect(await restored.save(ann, { ...next, event: 'Ev1' })).toBe('duplicate');
    expect(await restored.save(ann, { ...next, event: 'Ev2' })).toBe('saved');
    expect(await restored.holdings(ann)).toHaveLength(1);
    expect(await restored.forget(ann)).toEqual({ conversations: 1 });
    await restored.close();
  });

  test.skipIf(skipped)('tells nothing without the key', async () => {
    const options = { ...(await way.fresh()), dataKeys: [k1] };
    const store = await openStore(options);
    await store.save(ann, { expected: 0, state, event: 'eventDISTINCT', at });
    await store.installations.put('slack:T2', { token: 'xoxb-DISTINCT' }, at);
    await store.close();
    const backup = await way.backup(options);
    expect(backup.readable).toContain('slack:T1');
    expect(backup.readable).not.toContain('DISTINCT');
    expect(backup.readable).not.toContain(Buffer.from(k1.key).toString('latin1'));
    const without = await backup.restore();
    await expect(openStore(without)).rejects.toThrow('"k1", which DATA_KEY does not list');
  });

  test.skipIf(skipped || !way.whileRunning)(
    'holds everything that was acknowledged before, and nothing by halves, while people go on',
    async () => {
      const options = await way.fresh();
      await (await openStore(options)).close();
      const busy = startReplica(options, 'save without end');
      const acknowledged = new Map<string, number>();
      busy.lines.on('line', (line) => {
        const [person = '', version] = line.split(' ');
        acknowledged.set(person, Number(version));
      });
      while (acknowledged.size < 4) await once(busy.lines, 'line');
      const before = new Map(acknowledged);
      const backup = await way.backup(options);
      busy.child.kill('SIGKILL');
      await busy.ended;

      const restored = await openStore(await backup.restore());
      for (const [person, version] of before) {
        const found = await restored.load({ tenant: 'web', person, about: '' });
        expect(found?.version).toBeGreaterThanOrEqual(version);
        expect(found?.state).toEqual({ answers: found?.version });
      }
      await restored.close();
    },
  );
});

test('the tools of PostgreSQL are there in a run that must test everything', () => {
  if (process.env.CI === 'true') expect(hasTools).toBe(true);
  else if (!hasTools) console.warn('Backups of PostgreSQL are not tested: there is no pg_dump.');
});
