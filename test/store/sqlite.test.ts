import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { openSqlStore } from '../../src/store/sql.ts';
import { openSqlite, SQLITE_FILE } from '../../src/store/sqlite.ts';
import { installationSealingContract } from '../contracts/installation-sealing.contract.ts';
import { installationsContract } from '../contracts/installations.contract.ts';
import { processContract } from '../contracts/processes.contract.ts';
import { sealingContract } from '../contracts/sealing.contract.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { talliesContract } from '../contracts/tallies.contract.ts';
import { upgradeContract } from '../contracts/upgrade.contract.ts';
import { keyNamed } from '../support/keys.ts';
import { memoryPlace, type Place, sqlitePlace } from '../support/places.ts';
import { startReplica } from '../support/replica.ts';

storeContract('A plain SQLite store', sqlitePlace, []);
storeContract('A sealed SQLite store', sqlitePlace, [{ id: 'k1', key: randomBytes(32) }]);
sealingContract('Sealing in SQLite', sqlitePlace);
installationsContract('Installations in memory', memoryPlace, []);
installationsContract('Sealed installations in memory', memoryPlace, [keyNamed('k1')]);
installationsContract('Installations in SQLite', sqlitePlace, []);
installationsContract('Sealed installations in SQLite', sqlitePlace, [keyNamed('k1')]);
installationSealingContract('Sealing of installations in SQLite', sqlitePlace);
talliesContract('Tallies in memory', memoryPlace, []);
talliesContract('Tallies in SQLite', sqlitePlace, []);
talliesContract('Tallies beside sealed conversations in SQLite', sqlitePlace, [keyNamed('k1')]);
processContract('Processes that share a SQLite store', sqlitePlace);
upgradeContract('A SQLite database of an older program', sqlitePlace);

describe('A SQLite store', () => {
  let place: Place;
  beforeEach(async () => {
    place = await sqlitePlace();
  });
  afterEach(() => place.remove());

  const at = new Date(Date.UTC(2026, 9, 1));
  const key = (person: string) => ({ tenant: 'web', person, about: '' });

  it('is for its owner only, from the first start on', async () => {
    const store = await place.open();
    await store.save(key('ann'), { expected: 0, state: 1, event: null, at });
    const mode = (path: string) => statSync(path).mode & 0o777;
    expect(mode(place.options.dataDir)).toBe(0o700);
    for (const ending of ['', '-wal', '-shm']) {
      expect(mode(join(place.options.dataDir, SQLITE_FILE + ending))).toBe(0o600);
    }
    await store.close();
  });

  it('waits for the disk at each commit, and overwrites what it deletes', async () => {
    const { db } = openSqlite({ dataDir: place.options.dataDir });
    const setting = async (name: string) =>
      Object.values((await sql<object>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})[0];
    expect(await setting('journal_mode')).toBe('wal');
    expect(await setting('synchronous')).toBe(2);
    expect(await setting('secure_delete')).toBe(1);
    expect(await setting('busy_timeout')).toBe(5000);
    await db.destroy();
  });

  it.each(['forgotten', 'swept away', 'forgotten in a large file, which the sweep rewrites'])(
    'leaves no trace in its files of people who were %s',
    async (how) => {
      const pagesRewrittenInATurn = how.includes('large') ? 1 : 16_384;
      const { dataDir } = place.options;
      const store = await openSqlStore(openSqlite({ dataDir, pagesRewrittenInATurn }), []);
      const people = Array.from({ length: 400 }, (_, number) => `person${number}end`);
      const stays = (number: number) => number % 3 === 0;
      const later = new Date(at.getTime() + 1);
      for (let expected = 0; expected < 3; expected++) {
        // Rows that grow and shrink, so that pages split and join.
        const length = (number: number) => ((number * 7 + expected * 31) % 40) + 1;
        await Promise.all(
          people.map((person, number) =>
            store.save(key(person), {
              expected,
              state: `answer of ${person} `.repeat(length(number)),
              event: `${person} ${expected}`,
              at: stays(number) ? later : at,
            }),
          ),
        );
      }
      for (const [number, person] of people.entries()) {
        if (how.startsWith('forgotten') && !stays(number)) await store.forget(key(person));
      }
      if (how !== 'forgotten') await store.sweep({ conversationsBefore: later, eventsBefore: at });
      const bytes = await place.everythingStored();
      const found = people.filter((person) => bytes.includes(person));
      expect(found).toEqual(people.filter((_, number) => stays(number)));
      await store.close();
    },
  );

  it('fails while another process holds the lock, and works when it is gone', async () => {
    const engine = openSqlite({ dataDir: place.options.dataDir, busyTimeoutMs: 50 });
    const store = await openSqlStore(engine, []);
    await store.save(key('ann'), { expected: 0, state: 'one', event: null, at });
    const other = startReplica(place.options, 'lock');
    await once(other.lines, 'line');

    const next = { expected: 1, state: 'two', event: 'e1', at };
    const refused = await Promise.allSettled([
      store.save(key('ann'), next),
      store.save(key('bob'), { ...next, expected: 0 }),
      store.forget(key('ann')),
    ]);
    expect(refused.map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await store.load(key('ann'))).toMatchObject({ version: 1, state: 'one' });

    other.child.stdin.end();
    expect(await other.ended).toBe(0);
    expect(await store.save(key('ann'), next)).toBe('saved');
    await store.close();
  });

  it('says that the disk is full to everybody whose save it stopped, and works when there is room', async () => {
    const engine = openSqlite({ dataDir: place.options.dataDir });
    const store = await openSqlStore(engine, []);
    await store.save(key('ann'), { expected: 0, state: 'one', event: null, at });
    const large = 'x'.repeat(20_000);
    // SQLite's own way to be full, as `soak/full-disk.ts` does it.
    await sql`pragma max_page_count = 1`.execute(engine.db);
    const refused = await Promise.allSettled([
      store.save(key('bob'), { expected: 0, state: 'small', event: 'e1', at }),
      store.save(key('cem'), { expected: 0, state: large, event: 'e2', at }),
      store.save(key('ann'), { expected: 1, state: large, event: null, at }),
    ]);
    for (const one of refused) {
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_FULL' } });
    }
    await sql`pragma max_page_count = 100000`.execute(engine.db);
    expect(await store.load(key('ann'))).toMatchObject({ version: 1, state: 'one' });
    expect(await store.load(key('bob'))).toBeNull();
    const again = { expected: 0, state: large, event: 'e1', at };
    expect(await store.save(key('bob'), again)).toBe('saved');
    await store.close();
  });

  it('gives each of the saves that share a commit its own outcome', async () => {
    const store = await place.open();
    await store.save(key('ann'), { expected: 0, state: 'one', event: 'e1', at });
    const save = (expected: number, event: string | null) => ({ expected, state: 'x', event, at });
    expect(
      await Promise.all([
        store.save(key('bob'), save(0, 'e2')),
        store.save(key('ann'), save(0, 'e3')),
        store.save(key('cem'), save(0, 'e1')),
        store.save(key('dee'), save(0, 'e3')),
        store.save(key('ann'), save(1, null)),
      ]),
    ).toEqual(['saved', 'stale', 'duplicate', 'saved', 'saved']);
    await store.close();
  });

  it.each([
    ['mysql://root:hunter2@db/step2', 'begins with "mysql://"'],
    ['./step2.db', 'has no scheme'],
  ])(
    'is not opened instead of an unknown DATABASE_URL, whose password stays untold',
    async (databaseUrl, why) => {
      const error: unknown = await openStore({ databaseUrl, dataDir: place.options.dataDir }).catch(
        (reason: unknown) => reason,
      );
      expect(String(error)).toContain('DATABASE_URL must begin with postgres://');
      expect(String(error)).toContain(why);
      expect(String(error)).not.toContain('hunter2');
    },
  );
});
