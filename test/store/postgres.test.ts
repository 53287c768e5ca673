import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../src/store/port.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlStore } from '../../src/store/sql.ts';
import { processContract } from '../contracts/processes.contract.ts';
import { sealingContract } from '../contracts/sealing.contract.ts';
import { storeContract } from '../contracts/store.contract.ts';
import { type Place, postgresPlace } from '../support/places.ts';
import { postgresForTests, startPrivateServer } from '../support/postgres.ts';
import { startProxy } from '../support/proxy.ts';

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
  processContract('processes that share a store', fresh);

  describe.skipIf(ours === null)('a store whose database goes away', { timeout: 30_000 }, () => {
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
async function untilSomebodyWaits(client: pg.Client): Promise<void> {
  const waiting = 'select 1 from pg_locks where not granted';
  while ((await client.query(waiting)).rows.length === 0);
}
