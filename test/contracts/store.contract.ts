import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DataKey, JsonValue, Store } from '../../src/store/port.ts';
import type { Place } from '../support/places.ts';

const ann = { tenant: 'slack:T1', person: 'U1', about: '' };
const day = (number: number) => new Date(Date.UTC(2026, 9, number));
const first = (state: JsonValue, event: string | null = null, at = day(1)) => ({
  expected: 0,
  state,
  event,
  at,
});

/** What every store must do, whatever database is behind it. */
export function storeContract(title: string, fresh: () => Promise<Place>, keys: DataKey[]): void {
  describe(title, () => {
    let place: Place;
    let store: Store;

    beforeEach(async () => {
      place = await fresh();
      store = await place.open(keys);
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('has nothing of somebody new', async () => {
      expect(await store.load(ann)).toBeNull();
      expect(await store.holdings(ann)).toEqual([]);
      expect(await store.forget(ann)).toEqual({ conversations: 0 });
    });

    it('gives back what was saved last, with its version and time', async () => {
      expect(await store.save(ann, first({ ck: 251 }))).toBe('saved');
      const second = { expected: 1, state: { ck: 252 }, event: null, at: day(2) };
      expect(await store.save(ann, second)).toBe('saved');
      expect(await store.load(ann)).toEqual({ version: 2, state: { ck: 252 }, lastUsed: day(2) });
    });

    it('recalls what this process has last loaded or saved, and nothing of whom it forgot', async () => {
      expect(store.recall(ann)).toBeNull();
      await store.save(ann, first({ ck: 251 }));
      const saved = { version: 1, state: { ck: 251 }, lastUsed: day(1) };
      expect(store.recall(ann)).toEqual(saved);
      expect(store.recall({ ...ann, about: 'message' })).toBeNull();

      const other = await place.open(keys);
      expect(other.recall(ann)).toBeNull();
      expect(await other.load(ann)).toEqual(saved);
      expect(other.recall(ann)).toEqual(saved);
      const second = { expected: 1, state: { ck: 252 }, event: null, at: day(2) };
      expect(await other.save(ann, second)).toBe('saved');
      await other.close();

      // It is behind now, which a save finds out and a load mends.
      expect(store.recall(ann)).toEqual(saved);
      expect(await store.save(ann, { ...second, state: { ck: 260 } })).toBe('stale');
      expect(await store.load(ann)).toEqual({ version: 2, state: { ck: 252 }, lastUsed: day(2) });
      expect(store.recall(ann)).toEqual({ version: 2, state: { ck: 252 }, lastUsed: day(2) });
      await store.forget(ann);
      expect(store.recall(ann)).toBeNull();
    });

    it('recalls nothing of somebody who was forgotten, at the same instant or elsewhere', async () => {
      for (let version = 1; version <= 20; version++) {
        await store.save(ann, first('before'));
        const next = { expected: 1, state: 'after', event: null, at: day(2) };
        await Promise.all([store.save(ann, next), store.load(ann), store.forget(ann)]);
        if ((await store.holdings(ann)).length === 0) expect(store.recall(ann)).toBeNull();
        await store.forget(ann);
      }
      await store.save(ann, first('before'));
      const other = await place.open(keys);
      await other.forget(ann);
      await other.close();
      expect(await store.load(ann)).toBeNull();
      expect(store.recall(ann)).toBeNull();
    });

    it('refuses a save that has not seen the last one', async () => {
      await store.save(ann, first('one'));
      for (const expected of [0, 2, 7]) {
        const late = { expected, state: 'late', event: null, at: day(2) };
        expect(await store.save(ann, late)).toBe('stale');
      }
      const missing = { expected: 1, state: 'late', event: null, at: day(2) };
      expect(await store.save({ ...ann, person: 'U2' }, missing)).toBe('stale');
      expect(await store.load(ann)).toEqual({ version: 1, state: 'one', lastUsed: day(1) });
    });

    it.each([0, 1])('lets exactly one of 50 saves of version %i at once win', async (expected) => {
      if (expected === 1) await store.save(ann, first('before'));
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, click) =>
          store.save(ann, { expected, state: click, event: `e${click}`, at: day(1) }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'stale')).toHaveLength(49);
      const winner = outcomes.indexOf('saved');
      expect(await store.load(ann)).toMatchObject({ version: expected + 1, state: winner });
    });

    it('acts once on an event that is delivered again', async () => {
      await store.save(ann, first('one', 'Ev1'));
      const again = { expected: 1, state: 'two', event: 'Ev1', at: day(2) };
      expect(await store.save(ann, again)).toBe('duplicate');
      expect(await store.save({ ...ann, person: 'U2' }, first('x', 'Ev1'))).toBe('duplicate');
      expect(await store.load(ann)).toEqual({ version: 1, state: 'one', lastUsed: day(1) });
      expect(await store.save({ ...ann, tenant: 'slack:T2' }, first('x', 'Ev1'))).toBe('saved');
    });

    it('acts once on an event that is delivered 20 times at once', async () => {
      const people = Array.from({ length: 20 }, (_, number) => ({ ...ann, person: `U${number}` }));
      const outcomes = await Promise.all(
        people.map((person) => store.save(person, first('x', 'Ev1'))),
      );
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(19);
    });

    it('does not count an event as done when its save came too late', async () => {
      await store.save(ann, first('one'));
      expect(await store.save(ann, first('late', 'Ev1'))).toBe('stale');
      const retry = { expected: 1, state: 'two', event: 'Ev1', at: day(2) };
      expect(await store.save(ann, retry)).toBe('saved');
    });

    it('hands over everything held of a person, and of nobody else', async () => {
      await store.save({ ...ann, about: 'm1' }, first('for a student', null, day(2)));
      await store.save(ann, first('own', null, day(1)));
      await store.save(ann, { expected: 1, state: 'own, changed', event: null, at: day(3) });
      await store.save({ ...ann, person: 'U2' }, first('of somebody else'));
      await store.save({ ...ann, tenant: 'slack:T2' }, first('in another workspace'));
      expect(await store.holdings({ tenant: ann.tenant, person: ann.person })).toEqual([
        { about: '', state: 'own, changed', created: day(1), lastUsed: day(3) },
        { about: 'm1', state: 'for a student', created: day(2), lastUsed: day(2) },
      ]);
    });

    it('forgets a person entirely, and nobody else', async () => {
      const others = [
        { ...ann, person: 'U2' },
        { ...ann, tenant: 'slack:T2' },
      ];
      for (const key of [ann, { ...ann, about: 'm1' }, ...others]) {
        await store.save(key, first('x'));
      }
      expect(await store.forget(ann)).toEqual({ conversations: 2 });
      expect(await store.load(ann)).toBeNull();
      expect(await store.holdings(ann)).toEqual([]);
      for (const other of others) expect(await store.load(other)).not.toBeNull();
    });

    it('does not bring back what was forgotten while a turn was under way', async () => {
      await store.save(ann, first('x'));
      await store.forget(ann);
      const late = { expected: 1, state: 'y', event: null, at: day(1) };
      expect(await store.save(ann, late)).toBe('stale');
      expect(await store.load(ann)).toBeNull();
    });

    it('sweeps away what is past its day and keeps the rest', async () => {
      // More than one step of the sweep.
      const people = Array.from({ length: 1100 }, (_, number) => ({
        ...ann,
        person: `U${number}`,
      }));
      const at = (number: number) => (number < 1050 ? day(1) : day(3));
      // Not all at once: a slow server would let the last of them wait for a connection for too long.
      for (let from = 0; from < people.length; from += 100) {
        const some = people.slice(from, from + 100).map((key, n) => ({ key, n: from + n }));
        await Promise.all(some.map(({ key, n }) => store.save(key, first(n, `e${n}`, at(n)))));
      }
      const used = { expected: 1, state: 'used', event: null, at: day(3) };
      await store.save({ ...ann, person: 'U0' }, used);

      const swept = await store.sweep({ conversationsBefore: day(2), eventsBefore: day(1) });
      expect(swept).toEqual({ conversations: 1049, events: 0 });
      expect(await store.load({ ...ann, person: 'U1' })).toBeNull();
      for (const person of ['U0', 'U1099']) {
        expect(await store.load({ ...ann, person })).not.toBeNull();
      }
      const again = await store.sweep({ conversationsBefore: day(2), eventsBefore: day(2) });
      expect(again).toEqual({ conversations: 0, events: 1050 });
      expect(await store.save({ ...ann, person: 'U1' }, first('x', 'e1'))).toBe('saved');
    });

    it.each([
      ['quotes', `'"; drop table conversations; -- \\`],
      ['emoji and joined letters', '👩🏽‍⚕️ e\u0301 ß'],
      ['right-to-left text', '\u202Eשלום مرحبا'],
      ['wildcards and braces', '%_*?{}[]$1:name'],
      ['line breaks and control characters', 'a\r\n\t\u0001\u007f'],
    ])('keeps %s in ids and answers apart and as they are', async (_, text) => {
      const key = { tenant: text, person: text, about: text };
      const state = { [text]: [text, { deeper: text }] };
      expect(await store.save(key, first(state, text))).toBe('saved');
      expect((await store.load(key))?.state).toEqual(state);
      expect(await store.holdings(key)).toMatchObject([{ about: text, state }]);
      expect(await store.load({ ...key, about: '' })).toBeNull();
      expect(await store.load({ ...key, person: `${text} ` })).toBeNull();
      expect(await store.forget(key)).toEqual({ conversations: 1 });
    });

    it('keeps NUL, half characters and 100 kB in answers', async () => {
      const state = { nul: 'a\0b', half: '\ud83d', long: 'ß😀'.repeat(25_000), none: null };
      await store.save(ann, first(state));
      expect((await store.load(ann))?.state).toEqual(state);
    });

    it.each([
      ['NUL', 'U\0 1', /person of a key holds a NUL/],
      ['half a character', '\ud83d', /half a character/],
      ['nothing', '', /needs a tenant and a person/],
      ['more than 200 characters', 'x'.repeat(201), /longer than 200 characters/],
    ])('refuses an id with %s and says so', async (_, person, message) => {
      await expect(store.load({ ...ann, person })).rejects.toThrow(message);
      await expect(store.save({ ...ann, person }, first('x'))).rejects.toThrow(message);
      await expect(store.forget({ ...ann, person })).rejects.toThrow(message);
    });

    it('still has everything after it was closed and opened again', async () => {
      await store.save(ann, first('one', 'Ev1'));
      await store.close();
      await expect(store.ready()).rejects.toThrow();
      store = await place.open(keys);
      await store.ready();
      expect(await store.load(ann)).toMatchObject({ version: 1, state: 'one' });
      expect(await store.save({ ...ann, person: 'U2' }, first('x', 'Ev1'))).toBe('duplicate');
    });

    it('refuses a database that a newer program has changed', async () => {
      await place.query('update schema_version set version = 99');
      await expect(place.open(keys)).rejects.toThrow(/version 99.*start the newer program/);
    });
  });
}
