import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenStore } from '../../src/store/installations.ts';
import type { DataKey } from '../../src/store/port.ts';
import { keyNamed } from '../support/keys.ts';
import type { Place } from '../support/places.ts';

const k1 = keyNamed('k1');
const k2 = keyNamed('k2');
const at = new Date(Date.UTC(2026, 9, 1));
const installed = { bot: { token: 'xoxb-DISTINCT' }, user: { id: 'UDISTINCT' } };
const changed = 'does not open with the data key "k1": it was changed outside this program';

/** What encryption at rest must do with installations on every database that outlives its process. */
export function installationSealingContract(title: string, fresh: () => Promise<Place>): void {
  describe(title, () => {
    let place: Place;
    const opened: OpenStore[] = [];
    const open = async (...keys: DataKey[]) => {
      const store = await place.open(keys);
      opened.push(store);
      return store;
    };
    const keyIds = () => place.query('select key_id from installations order by tenant');

    beforeEach(async () => {
      place = await fresh();
    });
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close();
      await place.remove();
    });

    it.each([
      ['plain', []],
      ['sealed', [k1]],
    ])('is still there, %s, after the store was closed and opened again', async (_, keys) => {
      const store = await open(...keys);
      await store.installations.put('slack:T1', installed, at);
      await store.close();
      const again = await open(...keys);
      expect(await again.installations.find('slack:T1')).toEqual(installed);
    });

    it('shows no token to somebody who gets hold of the database', async () => {
      const store = await open(k1);
      for (const time of [1, 2, 3]) {
        await store.installations.put('slack:T1', { ...installed, time }, at);
      }
      expect(await place.everythingStored()).toContain('slack:T1');
      expect(await place.everythingStored()).not.toContain('DISTINCT');
      await store.close();
      expect(await place.everythingStored()).not.toContain('DISTINCT');
    });

    it('seals the same installation differently each time', async () => {
      const store = await open(k1);
      await store.installations.put('slack:T1', installed, at);
      const [before] = await place.query('select content from installations');
      await store.installations.put('slack:T1', installed, at);
      expect(await place.query('select content from installations')).not.toEqual([before]);
    });

    it.each([[[]], [[k1]]])('leaves no trace of a workspace that removed the bot', async (keys) => {
      const { installations } = await open(...keys);
      const tenants = Array.from({ length: 60 }, (_, number) => `slack:T${number}end`);
      const content = (tenant: string) => ({ token: `xoxb ${tenant} `.repeat(40) });
      for (const tenant of tenants) await installations.put(tenant, content(tenant), at);
      const stays = (number: number) => number % 5 === 0;
      for (const [number, tenant] of tenants.entries()) {
        if (!stays(number)) expect(await installations.remove(tenant)).toBe(true);
      }
      const bytes = await place.everythingStored();
      const found = tenants.filter((tenant) => bytes.includes(tenant));
      expect(found).toEqual(tenants.filter((_, number) => stays(number)));
    });

    it('does not open an installation that was moved to another workspace', async () => {
      const { installations } = await open(k1);
      await installations.put('slack:T1', installed, at);
      await place.query("update installations set tenant = 'slack:T2'");
      await expect(installations.find('slack:T2')).rejects.toThrow(`installation ${changed}`);
      expect(await installations.find('slack:T1')).toBeNull();
      await installations.put('slack:T2', 'anew', at);
      expect(await installations.find('slack:T2')).toBe('anew');
    });

    it('does not open an installation that was put in the place of another', async () => {
      const { installations } = await open(k1);
      const tenants = ['slack:T1', 'slack:T2'];
      for (const tenant of tenants) await installations.put(tenant, installed, at);
      const rows = await place.query('select content from installations order by tenant');
      for (const [number, tenant] of tenants.entries()) {
        await place.query(
          `update installations set content = '${rows[1 - number]?.content}' where tenant = '${tenant}'`,
        );
        await expect(installations.find(tenant)).rejects.toThrow(changed);
      }
    });

    it.each([
      ['was cut short', "'x'"],
      ['is a conversation', '(select state from conversations)'],
    ])('does not open an installation that %s', async (_, content) => {
      const { installations, save } = await open(k1);
      await installations.put('slack:T1', installed, at);
      const ann = { tenant: 'slack:T1', person: 'U1', about: '' };
      await save(ann, { expected: 0, state: installed, event: null, at });
      await place.query(`update installations set content = ${content}`);
      await expect(installations.find('slack:T1')).rejects.toThrow(changed);
    });

    it('seals plain installations at the first start with a key, and leaves no trace of them', async () => {
      const plain = await open();
      await plain.installations.put('slack:T1', installed, at);
      expect(await place.everythingStored()).toContain('DISTINCT');
      const { installations } = await open(k1);
      expect(await keyIds()).toEqual([{ key_id: 'k1' }]);
      expect(await place.everythingStored()).not.toContain('DISTINCT');
      expect(await installations.find('slack:T1')).toEqual(installed);
    });

    it('finds installations of an older key, and puts them under the newest', async () => {
      const { installations } = await open(k2, k1);
      // A replica that has not been told yet which key is to be the first.
      const replica = await open(k1, k2);
      await replica.installations.put('slack:T1', installed, at);
      expect(await keyIds()).toEqual([{ key_id: 'k1' }]);
      expect(await installations.find('slack:T1')).toEqual(installed);
      await installations.put('slack:T1', 'anew', at);
      expect(await keyIds()).toEqual([{ key_id: 'k2' }]);
      expect(await replica.installations.find('slack:T1')).toBe('anew');
    });

    it('needs an old key until the first start under the new one, and not afterwards', async () => {
      await (await open(k1)).installations.put('slack:T1', installed, at);
      await expect(place.open([k2])).rejects.toThrow('encrypted with the data key "k1"');
      await open(k2, k1);
      expect(await keyIds()).toEqual([{ key_id: 'k2' }]);
      const { installations } = await open(k2);
      expect(await installations.find('slack:T1')).toEqual(installed);
    });

    it('starts under a new key although one installation was changed outside', async () => {
      const store = await open(k1);
      for (const tenant of ['slack:T1', 'slack:T2']) {
        await store.installations.put(tenant, installed, at);
      }
      await place.query("update installations set content = 'x' where tenant = 'slack:T1'");
      const { installations } = await open(k2, k1);
      expect(await keyIds()).toEqual([{ key_id: 'k1' }, { key_id: 'k2' }]);
      await expect(installations.find('slack:T1')).rejects.toThrow(changed);
      expect(await installations.find('slack:T2')).toEqual(installed);
    });

    it('names the missing key when encryption is switched off over sealed installations', async () => {
      await (await open(k1)).installations.put('slack:T1', installed, at);
      await expect(place.open([])).rejects.toMatchObject({
        message: expect.stringContaining('"k1", which DATA_KEY does not list'),
        refusal: { kind: 'missing-key', id: 'k1' },
      });
    });

    it('refuses another key under an id that installations still use', async () => {
      await (await open(k1)).installations.put('slack:T1', installed, at);
      await expect(place.open([keyNamed('k1', 'other')])).rejects.toMatchObject({
        message: expect.stringContaining('The data key "k1" in DATA_KEY is not the one'),
        refusal: { kind: 'other-key', id: 'k1' },
      });
    });

    it('neither finds nor replaces what lies under a key that this replica lacks, but removes it', async () => {
      const replica = await open(k1);
      await (await open(k2, k1)).installations.put('slack:T1', installed, at);
      const { find, put, remove } = replica.installations;
      const missing = { refusal: { kind: 'missing-key', id: 'k2' } };
      await expect(find('slack:T1')).rejects.toMatchObject(missing);
      await expect(put('slack:T1', 'anew', at)).rejects.toMatchObject(missing);
      await expect(put('slack:T2', 'anew', at)).rejects.toMatchObject(missing);
      expect(await find('slack:T2')).toBeNull();
      expect(await remove('slack:T1')).toBe(true);
      await put('slack:T1', 'anew', at);
    });
  });
}
