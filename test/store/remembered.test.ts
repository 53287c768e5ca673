import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RememberedConversations } from '../../src/store/remembered.ts';

const key = (number: number) => ({ tenant: 'slack:T1', person: `U${number}`, about: '' });
const conversation = { version: 1, state: {}, lastUsed: new Date('2026-11-22T12:00:00Z') };

let remembered: RememberedConversations;
beforeEach(() => {
  vi.useFakeTimers();
  remembered = new RememberedConversations();
});
afterEach(() => {
  remembered.close();
  vi.useRealTimers();
});

const keep = (number: number, characters: number, forgettings = remembered.forgettings) =>
  remembered.keep(
    key(number),
    { stored: 'x'.repeat(characters), conversation: { ...conversation, version: number } },
    forgettings,
  );

/** The numbers of those that are remembered. */
const known = (upTo: number) =>
  Array.from({ length: upTo }, (_, index) => index + 1).filter(
    (number) => remembered.of(key(number)) !== null,
  );

test.each([
  ['checks', 500, 2_000, 4_000],
  ['lists of programs', 20_000, 50, 100],
])(
  'the last %s are remembered, and no more than there is room for',
  (_, characters, least, most) => {
    const all = 3 * most;
    for (let number = 1; number <= all; number++) keep(number, characters);
    const numbers = known(all);
    expect(numbers.length).toBeGreaterThanOrEqual(least);
    expect(numbers.length).toBeLessThanOrEqual(most);
    expect(numbers.at(-1)).toBe(all);
    expect(numbers[0]).toBe(all - numbers.length + 1);
  },
);

test('what is saved again and again takes no more room than once', () => {
  keep(1, 500);
  for (let turn = 0; turn < 500; turn++) keep(2, 20_000);
  expect(known(2)).toEqual([1, 2]);
});

test('what has grown too long is remembered no more, not even as it was', () => {
  keep(1, 500);
  keep(1, 40_000);
  expect(remembered.of(key(1))).toBeNull();
});

test('what was asked for before somebody was forgotten is not remembered after', () => {
  const { forgettings } = remembered;
  keep(1, 500);
  remembered.clear();
  expect(known(1)).toEqual([]);
  keep(1, 500, forgettings);
  expect(known(1)).toEqual([]);
  keep(1, 500);
  expect(known(1)).toEqual([1]);
});

test('a conversation is remembered for half an hour after its last turn, and for an hour at most', () => {
  keep(1, 500);
  vi.advanceTimersByTime(31 * 60_000);
  keep(2, 500);
  vi.advanceTimersByTime(28 * 60_000);
  expect(known(2)).toEqual([1, 2]);
  vi.advanceTimersByTime(60_000);
  expect(known(2)).toEqual([2]);
  vi.advanceTimersByTime(30 * 60_000);
  expect(known(2)).toEqual([]);
});

test('parts of a key are kept apart', () => {
  const strange = { tenant: 'a', person: 'b","c', about: '' };
  remembered.keep(strange, { stored: '1', conversation }, remembered.forgettings);
  expect(remembered.of({ tenant: 'a', person: 'b', about: 'c' })).toBeNull();
  remembered.drop(strange);
  expect(remembered.of(strange)).toBeNull();
});
