/** Counts below this are not shown: somebody might be recognized by one. */
export const lowestShown = 5;

/** Counts as they may be shown. */
export interface Disclosed<Name extends string> {
  /** In the order given; null for a count that is too low to show, or none at all. */
  readonly rows: readonly { readonly name: Name; readonly count: number | null }[];
  /** The sum of all counts or, where that would tell too much, only of those that are shown. */
  readonly total: number;
  readonly exact: boolean;
}

/**
 * Hides what is too low to show, and a sum that would give it away. The sum less the counts that are shown is the sum of
 * the hidden ones: it is kept back when it is itself too low to show, or so high that it leaves a hidden count no choice.
 * So each hidden count may be anything from 0 to 4, for all that is shown. (Rounding the sum would not do: 16 shown and
 * "20 or more" in all tells that one hidden count is 4.)
 *
 * @param counts how often each was counted; below 0 counts as 0
 */
export function disclosed<Name extends string>(
  names: readonly Name[],
  counts: ReadonlyMap<string, number>,
): Disclosed<Name> {
  const known = names.map((name) => ({ name, count: Math.max(0, counts.get(name) ?? 0) }));
  const sum = (some: typeof known) => some.reduce((total, { count }) => total + count, 0);
  const hidden = known.filter(({ count }) => count < lowestShown);
  const kept = sum(hidden);
  const exact =
    hidden.length === 0 || (kept >= lowestShown && kept <= (lowestShown - 1) * (hidden.length - 1));
  return {
    rows: known.map(({ name, count }) => ({ name, count: count < lowestShown ? null : count })),
    total: sum(known) - (exact ? 0 : kept),
    exact,
  };
}
