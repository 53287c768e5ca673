import { describe, expect, test } from 'vitest';
import { disclosed } from '../src/disclosure.ts';

const names = ['a', 'b', 'c', 'd', 'e'] as const;

/** What is shown of these counts, the first names' own. */
function shownOf(counts: readonly number[]) {
  const some = names.slice(0, counts.length);
  const { rows, total, exact } = disclosed(
    some,
    new Map(some.map((name, at) => [name, counts[at] ?? 0])),
  );
  return { counts: rows.map(({ count }) => count), total, exact };
}

/** All ways to have so many counts from 0 to 6: some hidden, some shown. */
function everyWay(length: number): number[][] {
  if (length === 0) return [[]];
  return everyWay(length - 1).flatMap((way) =>
    [0, 1, 2, 3, 4, 5, 6].map((count) => [...way, count]),
  );
}

describe('counts', () => {
  test.each([
    ['are shown from five on', [5, 6, 70], { counts: [5, 6, 70], total: 81, exact: true }],
    [
      'below five are hidden, and so is their sum',
      [9, 4, 0],
      { counts: [9, null, null], total: 9, exact: false },
    ],
    [
      'are not given away by the sum: one is hidden',
      [9, 4],
      { counts: [9, null], total: 9, exact: false },
    ],
    [
      'are not given away by the sum: all are the highest',
      [4, 4, 4],
      { counts: [null, null, null], total: 0, exact: false },
    ],
    [
      'have a sum that gives nothing away',
      [9, 3, 2, 1],
      { counts: [9, null, null, null], total: 15, exact: true },
    ],
    ['below nothing are nothing', [9, -3, 7], { counts: [9, null, 7], total: 16, exact: false }],
  ])('%s', (_, counts, shown) => {
    expect(shownOf(counts)).toEqual(shown);
  });

  test('are in the order of the names, whatever else was counted', () => {
    const counts = new Map([
      ['of an older program', 50],
      ['b', 7],
      ['a', 8],
    ]);
    expect(disclosed(['a', 'b'], counts)).toEqual({
      rows: [
        { name: 'a', count: 8 },
        { name: 'b', count: 7 },
      ],
      total: 15,
      exact: true,
    });
  });

  test.each([1, 2, 3, 4, 5])(
    'that are hidden may each be anything from 0 to 4, for all that is shown of %s',
    (length) => {
      const alike = new Map<string, number[][]>();
      for (const way of everyWay(length)) {
        const shown = JSON.stringify(shownOf(way));
        alike.set(shown, [...(alike.get(shown) ?? []), way]);
      }
      for (const [shown, ways] of alike) {
        const { counts } = JSON.parse(shown) as ReturnType<typeof shownOf>;
        for (const [at, count] of counts.entries()) {
          const possible = [...new Set(ways.map((way) => way[at]))].sort();
          expect(possible, shown).toEqual(count === null ? [0, 1, 2, 3, 4] : [count]);
        }
      }
    },
  );
});
