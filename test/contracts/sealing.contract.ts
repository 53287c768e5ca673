import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DataKey, Store } from '../../src/store/port.ts';
import { keyNamed } from '../support/keys.ts';
import type { Place } from '../support/places.ts';

const k1 = keyNamed('k1');
const k2 = keyNamed('k2');
const ann = { tenant: 'slack:T1', person: 'UANNDISTINCT', about: 'msgDISTINCT' };
const bob = { ...ann, person: 'UBOBDISTINCT' };
const at = new Date(Date.UTC(2026, 9, 1));
const secret = { ck: 'scoreDISTINCT', programs: ['hospitalDISTINCT'] };
const save = (expected: number, state = secret) => ({ expected, state, event: null, at });

/** What encryption at rest must do on every database. */
export function sealingContract(title: string, fresh: () => Promise<Place>): void {
  describe(title, () => {
    let place: Place;
    const opened: Store[] = [];
    const open = async (...keys: DataKey[]) => {
      const store = await place.open(keys);
      opened.push(store);
      return store;
    };

    beforeEach(async () => {
      place = await fresh();
    });
    afterEach(async () => {
      // A test may have closed some itself.
      for (const store of opened.splice(0)) await store.close();
      await place.remove();
    });

    it('shows nothing personal to somebody who gets hold of the database', async () => {
      const store = await open(k1);
      await store.save(ann, { ...save(0), event: 'eventDISTINCT of UANNDISTINCT' });
      await store.save(ann, { ...save(1), event: 'another' });
      expect(await place.everythingStored()).toContain('slack:T1');
      expect(await place.everythingStored()).not.toContain('DISTINCT');
      await store.close();
      expect(await place.everythingStored()).not.toContain('DISTINCT');
    });

    it('keeps no trace of a person in the events, even in a plain database', async () => {
      const store = await open();
      await store.save({ ...ann, person: 'U1', about: '' }, { ...save(0), event: 'UANNDISTINCT' });
      expect(await place.query('select * from event_claims')).toHaveLength(1);
      expect(await place.everythingStored()).not.toContain('UANNDISTINCT');
    });

    it('seals the same answers differently each time', async () => {
      const store = await open(k1);
      await store.save(ann, save(0));
      const [before] = await place.query('select state from conversations');
      await store.save(ann, save(1));
      expect(await place.query('select state from conversations')).not.toEqual([before]);
    });

    it('reads plain rows after encryption was switched on, and seals them when saved', async () => {
      await (await open()).save(ann, save(0));
      const store = await open(k1);
      expect(await store.load(ann)).toMatchObject({ version: 1, state: secret });
      expect(await store.holdings(ann)).toMatchObject([{ about: ann.about, state: secret }]);
      expect(await store.save(ann, save(0))).toBe('stale');
      expect(await store.save(ann, save(1))).toBe('saved');
      expect(await place.query('select key_id from conversations')).toEqual([{ key_id: 'k1' }]);
      expect(await store.load(ann)).toMatchObject({ version: 2, state: secret });
      const [row] = await place.query('select person, about, state from conversations');
      expect(JSON.stringify(row)).not.toContain('DISTINCT');
    });

    it('forgets plain rows, rows of an older key and of the newest alike', async () => {
      await (await open()).save({ ...ann, about: 'a' }, save(0));
      await (await open(k1)).save({ ...ann, about: 'b' }, save(0));
      const store = await open(k2, k1);
      await store.save({ ...ann, about: 'c' }, save(0));
      await store.save(bob, save(0));
      expect((await store.holdings(ann)).map((held) => held.about)).toEqual(
        expect.arrayContaining(['a', 'b', 'c']),
      );
      expect(await store.forget(ann)).toEqual({ conversations: 3 });
      expect(await store.load(bob)).not.toBeNull();
    });

    it('goes on under a new key, and needs the old one until all is saved anew', async () => {
      await (await open(k1)).save(ann, save(0));
      await expect(place.open([k2])).rejects.toThrow('encrypted with the data key "k1"');
      const store = await open(k2, k1);
      expect(await store.load(ann)).toMatchObject({ state: secret });
      expect(await store.save(ann, save(1))).toBe('saved');
      const later = await open(k2);
      expect(await later.load(ann)).toMatchObject({ version: 2, state: secret });
      expect(await later.holdings(ann)).toHaveLength(1);
    });

    it('names the missing key when encryption is switched off over sealed rows', async () => {
      await (await open(k1)).save(ann, save(0));
      await expect(place.open([])).rejects.toThrow('"k1", which DATA_KEY does not list');
    });

    it('says that a key is missing rather than that nothing is stored', async () => {
      const replica = await open(k1);
      await (await open(k2, k1)).save(ann, save(0));
      await expect(replica.load(ann)).rejects.toThrow('"k2"');
      await expect(replica.holdings(ann)).rejects.toThrow('"k2"');
      await expect(replica.forget(ann)).rejects.toThrow('"k2"');
      await expect(replica.save(ann, save(0))).rejects.toThrow('"k2"');
    });

    it('refuses another key under an id that rows still use', async () => {
      await (await open(k1)).save(ann, save(0));
      await expect(place.open([keyNamed('k1', 'other')])).rejects.toThrow(
        'The data key "k1" in DATA_KEY is not the one',
      );
    });

    it('does not open a conversation that was put in the place of another', async () => {
      const store = await open(k1);
      const keys = [ann, bob, { ...ann, tenant: 'slack:T2' }, { ...ann, about: 'other' }];
      for (const key of keys) await store.save(key, save(0));
      const rows = await place.query('select tenant, person, about, state from conversations');
      for (const [number, row] of rows.entries()) {
        const other = rows[(number + 1) % rows.length];
        await place.query(
          `update conversations set state = '${other?.state}' where tenant = '${row.tenant}'` +
            ` and person = '${row.person}' and about = '${row.about}'`,
        );
      }
      const refusal = 'does not open with the data key "k1": it was changed outside this program';
      for (const key of keys) {
        await expect(store.load(key)).rejects.toThrow(refusal);
        await expect(store.holdings(key)).rejects.toThrow(refusal);
      }
      expect(await store.forget(ann)).toEqual({ conversations: 2 });
    });

    it('does not open a conversation that was cut short or put under another message', async () => {
      const store = await open(k1);
      await store.save(ann, save(0));
      await store.save(bob, save(0));
      await place.query("update conversations set about = 'x'");
      await expect(store.holdings(ann)).rejects.toThrow('changed outside this program');
      await place.query("update conversations set state = 'x'");
      await expect(store.holdings(bob)).rejects.toThrow('changed outside this program');
    });

    it.each([
      ['a key of 31 bytes', [{ id: 'k1', key: Buffer.alloc(31) }], /"k1" must have 32 bytes/],
      ['a key without an id', [{ id: '', key: Buffer.alloc(32) }], /needs an id/],
      ['two keys of one id', [k1, keyNamed('k1', 'other')], /same id/],
    ])('refuses %s', async (_, keys, message) => {
      await expect(place.open(keys)).rejects.toThrow(message);
    });
  });
}
