import type { Stage } from '../facts.ts';
import { stages } from '../facts.ts';
import type { Policy } from '../policy/policy.ts';

/** One stage's days (YYYY-MM-DD): the first, and the first that is no longer part of it. Null: open. */
export interface StageDays {
  readonly from: string | null;
  readonly until: string | null;
  /** Whether somebody official has announced both days. */
  readonly confirmed: boolean;
}

/** The days of a stage in the policy's season. */
export function daysOf({ calendar }: Policy, stage: Stage): StageDays {
  const at = calendar.days.findIndex((day) => day.stage === stage);
  const first = calendar.days[at];
  const next = calendar.days[at + 1];
  return {
    from: first?.from ?? null,
    until: next?.from ?? null,
    confirmed: (first?.confirmed ?? true) && (next?.confirmed ?? true),
  };
}

/** Whether the calendar is of a past season, so that it suggests nothing. */
export function calendarIsOver({ calendar }: Policy, today: string): boolean {
  return today >= calendar.ends;
}

/** The stage that today's date (YYYY-MM-DD) suggests; null where the calendar is of a past season. */
export function suggestedStage(policy: Policy, today: string): Stage | null {
  if (calendarIsOver(policy, today)) return null;
  const begun = policy.calendar.days.filter(({ from }) => from <= today);
  return begun.at(-1)?.stage ?? stages[0];
}
