import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../src/store/port.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlStore } from '../../src/store/sql.ts';
import { installationSealingContract } from '../contracts/installation-sealing.contract.ts';
import { installationsContract } from '../contracts/installations.contract.ts';
import { processContract } from '../contracts/processes.contract.ts';
import { sealingContract } from '../contracts/sealing.contract.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { talliesContract } from '../contracts/tallies.contract.ts';
import { upgradeContract } from '../contracts/upgrade.contract.ts';
import { keyNamed } from '../support/keys.ts';
import { type Place, postgresPlace } from '../support/places.ts';
import { postgresForTests, startPrivateServer } from '../support/postgres.ts';
import { startProxy } from '../support/proxy.ts';
import { sealedOfVersion1, writeVersion1 } from '../support/version-1.ts';

const server = postgresForTests();
/** One that may be stopped, unlike that of TEST_DATABASE_URL. */
const ours = server === null || server.power ? server : startPrivateServer();
afterAll(() => {
  server?.dispose();
  ours?.dispose();
});

describe.skipIf(server === null)('With PostgreSQL', () => {
  const fresh = () => postgresPlace(server?.url ?? '');

  storeContract('a plain store', fresh, []);
  storeContract('a sealed store', fresh, [{ id: 'k1', key: randomBytes(32) }]);
  sealingContract('sealing', fresh);
  installationsContract('installations', fresh, []);
  installationsContract('sealed installations', fresh, [keyNamed('k1')]);
  installationSealingContract('sealing of installations', fresh);
  talliesContract('tallies', fresh, []);
  talliesContract('tallies beside sealed conversations', fresh, [keyNamed('k1')]);
  processContract('processes that share a store', fresh);
  upgradeContract('a database of an older program', fresh);

  it('brings an older database up to date once when all look at its version at the same moment', async () => {
    const place = await fresh();
    onTestFinished(() => place.remove());
    await writeVersion1(place);
    const other = new pg.Client({ connectionString: place.options.databaseUrl });
    await other.connect();
    await other.query('begin; lock table schema_version in access exclusive mode');
    const starting = Promise.all([1, 2, 3, 4].map(() => place.open([keyNamed('k1')])));
    await untilSomebodyWaits(other, 4);
    await other.query('commit');
    await other.end();
    for (const store of await starting) {
      expect(await store.load(sealedOfVersion1.key)).toEqual(sealedOfVersion1.saved);
      await store.close();
    }
    expect(await place.query('select version from schema_version')).toEqual([{ version: 3 }]);
  });

  it('keeps what was put while a start under a new key was sealing installations anew', async () => {
    const place = await fresh();
    onTestFinished(() => place.remove());
    const [k1, k2] = [keyNamed('k1'), keyNamed('k2')];
    const replica = await place.open([k1, k2]);
    const put = async (installation: string) => {
      await replica.installations.put('slack:T1', installation, new Date(0));
      return (await place.query('select content from installations'))[0]?.content;
    };
    const anew = await put('anew');
    await put('before');
    await replica.close();
    const other = new pg.Client({ connectionString: place.options.databaseUrl });
    await other.connect();
    await other.query(`begin; update installations set content = '${anew}'`);
    const starting = place.open([k2, k1]);
    await untilSomebodyWaits(other);
    await other.query('commit');
    await other.end();
    const store = await starting;
    expect(await store.installations.find('slack:T1')).toBe('anew');
    await store.close();
  });

  it('opens for replicas that name their keys in different orders at the same moment', async () => {
    const place = await fresh();
    onTestFinished(() => place.remove());
    const [k1, k2] = [keyNamed('k1'), keyNamed('k2')];
    for (let round = 0; round < 10; round++) {
      const opening = [1, 2, 3].flatMap(() => [place.open([k1, k2]), place.open([k2, k1])]);
      for (const store of await Promise.all(opening)) await store.close();
    }
  });

  it('does anew what the database gave up because two waited for each other', async () => {
    const place = await fresh();
    onTestFinished(() => place.remove());
    const store = await place.open();
    for (const about of ['', 'other']) {
      const key = { tenant: 'web', person: 'ann', about };
      await store.save(key, { expected: 0, state: 1, event: null, at: new Date(0) });
    }
    const other = new pg.Client({ connectionString: place.options.databaseUrl });
    onTestFinished(() => other.end());
    await other.connect();
    // However slow this test is, the store is the one that the server gives up. (Only a superuser may say so.)
    await other.query("set deadlock_timeout = '1min'").catch(() => {});
    const touch = (about: string) =>
      other.query('update conversations set last_used = 1 where about = $1', [about]);
    await other.query('begin');
    await touch('other');
    const forgetting = store.forget({ tenant: 'web', person: 'ann' });
    await untilSomebodyWaits(other);
    // Now each waits for the other. Whoever waited first is given up, and this one's work is still done in the end.
    await touch('');
    await other.query('commit');
    expect(await forgetting).toEqual({ conversations: 2 });
    await store.close();
  });

  describe.skipIf(ours === null)('a store whose database goes away', () => {
    const ann = { tenant: 'web', person: 'ann', about: '' };
    const at = new Date(Date.UTC(2026, 9, 1));
    const save = (expected: number) => ({ expected, state: expected, event: `e${expected}`, at });
    let place: Place;
    let store: Store;

    beforeEach(async () => {
      place = await postgresPlace(ours?.url ?? '');
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('fails until the database is back, then works again at the next call', async () => {
      store = await place.open();
      await store.save(ann, save(0));
      ours?.power?.stop();
      // First somebody else, so that the store's connection is lost while nobody uses it.
      await expect(place.open()).rejects.toThrow();
      await expect(store.ready()).rejects.toThrow();
      await expect(store.load(ann)).rejects.toThrow();
      await expect(store.save(ann, save(1))).rejects.toThrow();
      ours?.power?.start();
      await store.ready();
      expect(await store.load(ann)).toMatchObject({ version: 1 });
      expect(await store.save(ann, save(1))).toBe('saved');
    });

    it('takes a new connection when the server has closed the one it keeps', async () => {
      store = await place.open();
      await store.save(ann, save(0));
      const other = new pg.Client({ connectionString: place.options.databaseUrl });
      await other.connect();
      const theStores = "from pg_stat_activity where application_name = 'step2'";
      await other.query(`select pg_terminate_backend(pid) ${theStores}`);
      while ((await other.query(`select pid ${theStores}`)).rows.length > 0);
      await other.end();
      expect(await store.load(ann)).toMatchObject({ version: 1 });
    });

    it('saves nothing by half when the database goes in the middle of a save', async () => {
      store = await place.open();
      await store.save(ann, save(0));
      // Somebody else holds the row, so that the save has claimed its event and waits.
      const other = new pg.Client({ connectionString: place.options.databaseUrl });
      other.on('error', () => {});
      await other.connect();
      await other.query('begin; update conversations set version = version');
      const waiting = expect(store.save(ann, save(1))).rejects.toThrow();
      await untilSomebodyWaits(other);
      ours?.power?.stop();
      await waiting;
      ours?.power?.start();
      expect(await store.load(ann)).toMatchObject({ version: 1 });
      expect(await store.save(ann, save(1))).toBe('saved');
    });

    it('gives up on a lock that is held too long', async () => {
      store = await patientFor(1000, place.options.databaseUrl);
      await store.save(ann, save(0));
      const other = new pg.Client({ connectionString: place.options.databaseUrl });
      await other.connect();
      await other.query('begin; update conversations set version = version');
      await expect(store.save(ann, save(1))).rejects.toThrow('timeout');
      await other.end();
      expect(await store.save(ann, save(1))).toBe('saved');
    });

    it('gives up on a network that has fallen silent, and takes a new connection', async () => {
      const proxy = await startProxy(place.options.databaseUrl ?? '');
      onTestFinished(() => proxy.close());
      store = await patientFor(1000, proxy.url);
      await store.save(ann, save(0));
      proxy.fallSilent();
      const calls = [store.load(ann), store.save(ann, save(1)), patientFor(1000, proxy.url)];
      for (const call of await Promise.allSettled(calls)) {
        expect(call).toMatchObject({
          status: 'rejected',
          reason: { message: expect.stringContaining('timeout') },
        });
      }
      proxy.recover();
      expect(await store.load(ann)).toMatchObject({ version: 1 });
      expect(await store.save(ann, save(1))).toBe('saved');
    });
  });
});

function patientFor(patienceMs: number, databaseUrl = ''): Promise<Store> {
  return openSqlStore(openPostgres({ databaseUrl, patienceMs }), []);
}

/** Asks the server itself; there is no waiting by the clock. */
async function untilSomebodyWaits(client: pg.Client, people = 1): Promise<void> {
  const waiting = 'select 1 from pg_locks where not granted';
  while ((await client.query(waiting)).rows.length < people);
}
