import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenStore } from '../../src/store/installations.ts';
import type { DataKey } from '../../src/store/port.ts';
import type { Tallies } from '../../src/store/tallies.ts';
import type { Place } from '../support/places.ts';

const at = new Date(Date.UTC(2026, 9, 1));
const later = new Date(at.getTime() + 1);
const one = (standing: string, by = 1, tenant = 'slack:T1') => ({ tenant, standing, by });

/** What the tallies' port must do, whatever database is behind it. */
export function talliesContract(
  title: string,
  fresh: () => Promise<Pick<Place, 'open' | 'remove'>>,
  keys: DataKey[],
): void {
  describe(title, () => {
    let place: Pick<Place, 'open' | 'remove'>;
    let store: OpenStore;
    let tallies: Tallies;
    const counted = async (tenant = 'slack:T1') => Object.fromEntries(await tallies.of(tenant));

    beforeEach(async () => {
      place = await fresh();
      store = await place.open(keys);
      tallies = store.tallies;
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('has nothing of a tenant for which nothing was added', async () => {
      await tallies.add([]);
      expect(await counted()).toEqual({});
    });

    it('adds to what is there, and takes away', async () => {
      await tallies.add([one('question/ck', 3), one('result/wait')]);
      await tallies.add([one('question/ck', -1), one('result/retake', 7)]);
      expect(await counted()).toEqual({ 'question/ck': 2, 'result/wait': 1, 'result/retake': 7 });
    });

    it('may go below nothing, for what is taken away may have been written before what was added', async () => {
      await tallies.add([one('result/wait', -2)]);
      expect(await counted()).toEqual({ 'result/wait': -2 });
      await tallies.add([one('result/wait', 3)]);
      expect(await counted()).toEqual({ 'result/wait': 1 });
    });

    it('adds every change of a list, also of the same standing', async () => {
      await tallies.add([one('result/wait'), one('question/ck'), one('result/wait', 2)]);
      expect(await counted()).toEqual({ 'result/wait': 3, 'question/ck': 1 });
    });

    it.each([
      ['two workspaces', 'slack:T2'],
      ['two platforms', 'discord:T1'],
      ['upper and lower case', 'slack:t1'],
      ['quotes and wildcards', `'"; drop table tallies; --%_`],
    ])('keeps %s apart', async (_, other) => {
      await tallies.add([one('result/wait'), one('result/wait', 5, other)]);
      expect(await counted()).toEqual({ 'result/wait': 1 });
      expect(await counted(other)).toEqual({ 'result/wait': 5 });
    });

    it('loses nothing of what many add at once, in any order', async () => {
      const lists = Array.from({ length: 30 }, (_, number) => {
        const list = [one('a'), one('b', 2), one('a', 10, 'slack:T2')];
        return number % 2 === 0 ? list : list.reverse();
      });
      await Promise.all(lists.map((list) => tallies.add(list)));
      expect(await counted()).toEqual({ a: 30, b: 60 });
      expect(await counted('slack:T2')).toEqual({ a: 300 });
    });

    it('is left alone by retention, and by a person who wants to be forgotten', async () => {
      await tallies.add([one('result/wait')]);
      const ann = { tenant: 'slack:T1', person: 'U1', about: '' };
      await store.save(ann, { expected: 0, state: 'x', event: null, at });
      await store.forget(ann);
      await store.sweep({ conversationsBefore: later, eventsBefore: later });
      expect(await counted()).toEqual({ 'result/wait': 1 });
    });

    it('adds all of a list or nothing', async () => {
      const list = [one('result/wait'), one('result/retake', 1, '')];
      await expect(tallies.add(list)).rejects.toThrow('needs a tenant');
      // No whole number that either database would keep in this column.
      const odd = [one('a'), { ...one('b'), by: Number.NaN }];
      await expect(tallies.add(odd)).rejects.toThrow();
      expect(await counted()).toEqual({});
    });

    it('is closed with the conversations', async () => {
      await store.close();
      await expect(tallies.add([one('result/wait')])).rejects.toThrow();
      await expect(tallies.of('slack:T1')).rejects.toThrow();
      store = await place.open(keys);
    });
  });
}
