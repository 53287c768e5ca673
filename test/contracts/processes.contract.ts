import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyNamed } from '../support/keys.ts';
import type { Place } from '../support/places.ts';
import { startReplica } from '../support/replica.ts';

/** What needs processes of its own, and so is not repeated for each way to encrypt. */
export function processContract(title: string, fresh: () => Promise<Place>): void {
  describe(title, () => {
    let place: Place;
    beforeEach(async () => {
      place = await fresh();
    });
    afterEach(() => place.remove());

    it('is set up once when several processes start at once', async () => {
      const replicas = Array.from({ length: 6 }, () => startReplica(place.options, 'open'));
      expect(await Promise.all(replicas.map((replica) => replica.ended))).toEqual(Array(6).fill(0));
      expect(await place.query('select version from schema_version')).toEqual([{ version: 3 }]);
      expect(await place.query('select person from conversations')).toHaveLength(6);
    });

    it.each([
      ['', [], []],
      [', each under another first key', ['k1', 'k2'], ['k2', 'k1']],
    ])('keeps one whole installation that several put at once%s', async (_, ...keys) => {
      const before = await place.open(keys[0].map((name) => keyNamed(name)));
      const tenants = Array.from({ length: 30 }, (_, number) => `slack:T${number}`);
      for (const tenant of tenants) await before.installations.put(tenant, tenant, new Date(0));
      await before.close();

      const last: object[] = [];
      const replicas = keys.map((names) => startReplica(place.options, 'install', names));
      for (const { lines } of replicas) {
        lines.on('line', (token) => last.push({ token, again: token }));
      }
      expect(await Promise.all(replicas.map((replica) => replica.ended))).toEqual([0, 0]);
      expect(last).toHaveLength(2);

      const { installations, close } = await place.open(keys[1].map((name) => keyNamed(name)));
      expect(last).toContainEqual(await installations.find('slack:T1'));
      expect(await installations.find('slack:T2')).toBe('slack:T2');
      const used = await place.query('select distinct key_id from installations');
      expect(used).toEqual([{ key_id: keys[1][0] ?? '' }]);
      expect(await place.query('select tenant from installations')).toHaveLength(30);
      await close();
    });

    it('loses no acknowledged answer when the process is killed five times', async () => {
      const acknowledged = new Map<string, number>();
      for (let kill = 1; kill <= 5; kill++) {
        const replica = startReplica(place.options, 'save without end');
        let answers = 0;
        replica.lines.on('line', (line) => {
          const [person = '', version] = line.split(' ');
          acknowledged.set(person, Number(version));
          answers += 1;
          // Somebody may come late, while their connection is still being opened.
          if (answers >= 37 * kill && acknowledged.size === 4) replica.child.kill('SIGKILL');
        });
        expect(await replica.ended).toBe('SIGKILL');

        const store = await place.open();
        expect(acknowledged.size).toBe(4);
        for (const [person, version] of acknowledged) {
          const saved = await store.load({ tenant: 'web', person, about: '' });
          // One more may have been saved than the process lived to say.
          expect([version, version + 1]).toContain(saved?.version);
          expect(saved?.state).toEqual({ answers: saved?.version });
        }
        await store.close();
      }
    });
  });
}
