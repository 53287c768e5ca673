/** The decision path as data: both tables, row by row, with the way that one case takes through them. */
import type { Effect } from './case.ts';
import { type Tables, tables as theTables, type Verdict } from './decide.ts';
import type { Outcome } from './outcome.ts';
import type { Predicate } from './predicates.ts';

/** One row of a table on the path, with the effect or the outcome that it leads to. */
export type PathRow = {
  /** Unique in the path and fit for an identifier: `effect1`, `action12`. */
  readonly key: string;
  /** `first`: what is asked before any score is judged. */
  readonly section: 'first' | 'effect' | 'action';
  readonly when: Predicate;
  /** `passed`: asked on the way, and not so; `taken`: here it was decided; `open`: never asked, or no case is marked. */
  readonly mark: 'passed' | 'taken' | 'open';
} & (
  | { readonly table: 'effect'; readonly effect: Effect }
  | { readonly table: 'action'; readonly outcome: Outcome }
);

/**
 * The path in the order in which it runs: the action rows that need no effect, the effect table, the other action rows.
 *
 * @param verdict the case to mark; without it nothing is marked
 */
export function decisionPath(
  verdict: Verdict | null = null,
  { effects, actions }: Tables = theTables,
): PathRow[] {
  const effectAt = verdict?.effect ? effects.indexOf(verdict.effect) : -1;
  const actionAt = verdict ? actions.indexOf(verdict.action) : -1;
  const firstOnEffect = actions.findIndex(({ when }) => asksForEffect(when));
  const effectRows = effects.map(
    ({ when, effect }, at): PathRow => ({
      key: `effect${at + 1}`,
      section: 'effect',
      table: 'effect',
      when,
      effect,
      mark: markOf(at, effectAt),
    }),
  );
  const actionRows = actions.map(
    ({ when, action, scope }, at): PathRow => ({
      key: `action${at + 1}`,
      section: at < firstOnEffect ? 'first' : 'action',
      table: 'action',
      when,
      outcome: { action, scope },
      mark: markOf(at, actionAt),
    }),
  );
  return [...actionRows.slice(0, firstOnEffect), ...effectRows, ...actionRows.slice(firstOnEffect)];
}

/** In an ordered table every row above the taken one was asked first. */
function markOf(at: number, takenAt: number): PathRow['mark'] {
  if (at === takenAt) return 'taken';
  return at < takenAt ? 'passed' : 'open';
}

function asksForEffect(when: Predicate): boolean {
  if (when.kind === 'is') return when.of === 'effect' || when.of === 'effectRule';
  return (when.kind === 'all' || when.kind === 'any') && when.conditions.some(asksForEffect);
}
