import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RememberedConversations } from '../../src/store/remembered.ts';

const key = (number: number) => ({ tenant: 'slack:T1', person: `U${number}`, about: '' });
const at = new Date('2026-11-22T12:00:00Z');
const remember = (number: number) => remembered.keep(key(number), { stored: '{}', conversation });
const conversation = { version: 1, state: {}, lastUsed: at };

let remembered: RememberedConversations;
beforeEach(() => {
  vi.useFakeTimers();
  remembered = new RememberedConversations();
});
afterEach(() => {
  remembered.close();
  vi.useRealTimers();
});

test('the last five hundred conversations are remembered, and a thousand at most', () => {
  for (let number = 1; number <= 5000; number++) remember(number);
  const known = Array.from({ length: 5000 }, (_, index) => index + 1).filter(
    (number) => remembered.of(key(number)) !== null,
  );
  expect(known.length).toBeGreaterThanOrEqual(500);
  expect(known.length).toBeLessThanOrEqual(1000);
  expect(known.at(-1)).toBe(5000);
  expect(known[0]).toBe(5000 - known.length + 1);
});

test('a conversation is remembered for half an hour after its last turn, and for an hour at most', () => {
  remember(1);
  vi.advanceTimersByTime(29 * 60_000);
  remember(2);
  vi.advanceTimersByTime(30 * 60_000);
  expect(remembered.of(key(2))).not.toBeNull();
  vi.advanceTimersByTime(60_000);
  expect(remembered.of(key(1))).toBeNull();
  vi.advanceTimersByTime(60 * 60_000);
  expect(remembered.of(key(2))).toBeNull();
});

test('parts of a key are kept apart', () => {
  remembered.keep({ tenant: 'a', person: 'b","c', about: '' }, { stored: '1', conversation });
  expect(remembered.of({ tenant: 'a', person: 'b', about: 'c' })).toBeNull();
  remembered.clear();
  expect(remembered.of({ tenant: 'a', person: 'b","c', about: '' })).toBeNull();
});
