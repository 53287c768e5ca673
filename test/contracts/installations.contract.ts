import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Installations, OpenStore } from '../../src/store/installations.ts';
import type { DataKey } from '../../src/store/port.ts';
import type { Place } from '../support/places.ts';

const at = new Date(Date.UTC(2026, 9, 1));
const later = new Date(at.getTime() + 1);
const installed = {
  team: { id: 'T1', name: 'Dean’s office 🏥' },
  bot: { token: 'xoxb-1', scopes: ['commands', 'chat:write'] },
  enterprise: null,
  isEnterpriseInstall: false,
};

/** What the installations' port must do, whatever database is behind it. */
export function installationsContract(
  title: string,
  fresh: () => Promise<Pick<Place, 'open' | 'remove'>>,
  keys: DataKey[],
): void {
  describe(title, () => {
    let place: Pick<Place, 'open' | 'remove'>;
    let store: OpenStore;
    let installations: Installations;

    beforeEach(async () => {
      place = await fresh();
      store = await place.open(keys);
      installations = store.installations;
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('has nothing of a workspace that has not installed the bot', async () => {
      expect(await installations.find('slack:T1')).toBeNull();
      expect(await installations.remove('slack:T1')).toBe(false);
    });

    it('gives back what the platform handed over', async () => {
      await installations.put('slack:T1', installed, at);
      expect(await installations.find('slack:T1')).toEqual(installed);
    });

    it('replaces the installation when the bot is installed again', async () => {
      await installations.put('slack:T1', installed, at);
      const again = { bot: { token: 'xoxb-2' } };
      await installations.put('slack:T1', again, later);
      expect(await installations.find('slack:T1')).toEqual(again);
      expect(await installations.remove('slack:T1')).toBe(true);
      expect(await installations.find('slack:T1')).toBeNull();
    });

    it('removes the installation of one workspace, which may install the bot again', async () => {
      for (const tenant of ['slack:T1', 'slack:T2']) await installations.put(tenant, tenant, at);
      expect(await installations.remove('slack:T1')).toBe(true);
      expect(await installations.remove('slack:T1')).toBe(false);
      expect(await installations.find('slack:T1')).toBeNull();
      expect(await installations.find('slack:T2')).toBe('slack:T2');
      await installations.put('slack:T1', installed, later);
      expect(await installations.find('slack:T1')).toEqual(installed);
    });

    it.each([
      ['an organisation and its workspace', 'slack:E1', 'slack:T1'],
      ['two platforms', 'slack:1', 'discord:1'],
      ['a longer id', 'slack:T1', 'slack:T12'],
      ['a space', 'slack:T1', 'slack:T1 '],
      ['upper and lower case', 'slack:T1', 'slack:t1'],
      ['quotes and wildcards', `'"; drop table installations; --%_`, 'slack:T1'],
    ])('keeps %s apart', async (_, one, other) => {
      await installations.put(one, 'one', at);
      expect(await installations.find(other)).toBeNull();
      await installations.put(other, 'other', at);
      expect(await installations.find(one)).toBe('one');
      expect(await installations.find(other)).toBe('other');
    });

    it('keeps the whole of one of 30 installations that were put at once', async () => {
      const parts = Array.from({ length: 30 }, (_, number) => ({ token: number, again: number }));
      await Promise.all(parts.map((part) => installations.put('slack:T1', part, at)));
      expect(parts).toContainEqual(await installations.find('slack:T1'));
      expect(await installations.remove('slack:T1')).toBe(true);
      expect(await installations.remove('slack:T1')).toBe(false);
    });

    it('keeps NUL, half characters and 100 kB', async () => {
      const odd = { nul: 'a\0b', half: '\ud83d', long: 'ß😀'.repeat(25_000), none: null };
      await installations.put('slack:T1', odd, at);
      expect(await installations.find('slack:T1')).toEqual(odd);
    });

    it('is left alone by retention, and by a person who wants to be forgotten', async () => {
      await installations.put('slack:T1', installed, at);
      const ann = { tenant: 'slack:T1', person: 'U1', about: '' };
      await store.save(ann, { expected: 0, state: 'x', event: 'Ev1', at });
      expect(await store.forget(ann)).toEqual({ conversations: 1 });
      await store.save(ann, { expected: 0, state: 'x', event: 'Ev2', at });
      const swept = await store.sweep({ conversationsBefore: later, eventsBefore: later });
      expect(swept).toEqual({ conversations: 1, events: 2 });
      expect(await installations.find('slack:T1')).toEqual(installed);
    });

    it('leaves the conversations of a workspace that removes the bot to retention', async () => {
      await installations.put('slack:T1', installed, at);
      const ann = { tenant: 'slack:T1', person: 'U1', about: '' };
      await store.save(ann, { expected: 0, state: 'x', event: null, at });
      await installations.remove('slack:T1');
      expect(await store.load(ann)).toMatchObject({ version: 1 });
    });

    it('is closed with the conversations', async () => {
      await store.close();
      await expect(installations.find('slack:T1')).rejects.toThrow();
      await expect(installations.put('slack:T1', installed, at)).rejects.toThrow();
      await expect(installations.remove('slack:T1')).rejects.toThrow();
      store = await place.open(keys);
    });

    it.each([
      ['NUL', 'T\0 1', /tenant of a key holds a NUL/],
      ['half a character', '\ud83d', /half a character/],
      ['nothing', '', /needs a tenant/],
      ['more than 200 characters', 'x'.repeat(201), /longer than 200 characters/],
    ])('refuses a workspace with %s and says so', async (_, tenant, message) => {
      await expect(installations.put(tenant, installed, at)).rejects.toThrow(message);
      await expect(installations.find(tenant)).rejects.toThrow(message);
      await expect(installations.remove(tenant)).rejects.toThrow(message);
    });
  });
}
