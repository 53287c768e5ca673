import type { Action, Scope } from './action-rules.ts';
import type { Verdict } from './decide.ts';

/** A recommendation in short: what to do, and for which programs. */
export interface Outcome {
  readonly action: Action;
  readonly scope: Scope | null;
}

export function outcomeOf({ action }: Verdict): Outcome {
  return { action: action.action, scope: action.scope };
}

/** Whether two verdicts ask for the same action and the same scope, by whatever rule. */
export function sameOutcome(a: Verdict, b: Verdict): boolean {
  return a.action.action === b.action.action && a.action.scope === b.action.scope;
}
