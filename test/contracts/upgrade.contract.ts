import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyNamed } from '../support/keys.ts';
import type { Place } from '../support/places.ts';
import { startReplica } from '../support/replica.ts';
import { plainOfVersion1, sealedOfVersion1, writeVersion1 } from '../support/version-1.ts';
import { writeVersion2 } from '../support/version-2.ts';

const later = new Date(Date.UTC(2026, 9, 2));
const versions = 'select version from schema_version';

/** Each older version with a table that it lacks. */
const olderVersions = [
  { version: 1, write: writeVersion1, lacks: 'installations' },
  { version: 2, write: writeVersion2, lacks: 'tallies' },
];

/** What becomes of a database that an older program has written. */
export function upgradeContract(title: string, fresh: () => Promise<Place>): void {
  describe.each(olderVersions)(`${title}: version $version`, (older) => {
    let place: Place;
    beforeEach(async () => {
      place = await fresh();
      await older.write(place);
    });
    afterEach(() => place.remove());

    it('opens with its conversations, and goes on with them', async () => {
      const store = await place.open([keyNamed('k1')]);
      expect(await place.query(versions)).toEqual([{ version: 3 }]);
      for (const { key, saved } of [plainOfVersion1, sealedOfVersion1]) {
        expect(await store.load(key)).toEqual(saved);
        const next = { expected: saved.version, state: 'next', at: later };
        expect(await store.save(key, { ...next, event: 'Ev1' })).toBe('duplicate');
        expect(await store.save(key, { ...next, event: null })).toBe('saved');
        expect(await store.load(key)).toMatchObject({
          version: saved.version + 1,
          state: 'next',
        });
      }
      await store.installations.put('slack:T1', { token: 'xoxb-1' }, later);
      await store.tallies.add([{ tenant: 'slack:T1', standing: 'result/wait', by: 2 }]);
      await store.close();

      const again = await place.open([keyNamed('k1')]);
      expect(await again.installations.find('slack:T1')).toEqual({ token: 'xoxb-1' });
      expect(await again.tallies.of('slack:T1')).toEqual(new Map([['result/wait', 2]]));
      expect(await again.load(sealedOfVersion1.key)).toMatchObject({ state: 'next' });
      await again.close();
    });

    it('becomes the same as a new one', async () => {
      await (await place.open([keyNamed('k1')])).close();
      const another = await fresh();
      await (await another.open()).close();
      expect(await place.schema()).toEqual(await another.schema());
      await another.remove();
    });

    it('is brought up to date once when several processes start at once', async () => {
      await place.query("delete from conversations where key_id = 'k1'");
      const replicas = Array.from({ length: 4 }, () => startReplica(place.options, 'open'));
      expect(await Promise.all(replicas.map((replica) => replica.ended))).toEqual(Array(4).fill(0));
      expect(await place.query(versions)).toEqual([{ version: 3 }]);
      expect(await place.query('select person from conversations')).toHaveLength(5);
      const store = await place.open();
      expect(await store.load(plainOfVersion1.key)).toEqual(plainOfVersion1.saved);
      await store.close();
    });

    it('stays as it was when it cannot be brought up to date', async () => {
      await place.query(`create table ${older.lacks} (of_somebody_else integer)`);
      const before = await place.schema();
      await expect(place.open([keyNamed('k1')])).rejects.toThrow(older.lacks);
      expect(await place.query(versions)).toEqual([{ version: older.version }]);
      expect(await place.schema()).toEqual(before);
    });

    it('is refused without its data key, and is brought up to date all the same', async () => {
      await expect(place.open([])).rejects.toThrow('"k1", which DATA_KEY does not list');
      const store = await place.open([keyNamed('k1')]);
      expect(await store.load(sealedOfVersion1.key)).toEqual(sealedOfVersion1.saved);
      await store.close();
    });
  });
}
