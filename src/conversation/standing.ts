import type { Action } from '../decision/action-rules.ts';
import { type Field, fields } from '../facts.ts';
import { standingOf } from '../interview/questions.ts';
import type { Policy } from '../policy/policy.ts';
import type { Conversation } from './conversation.ts';
import { finishedOutcome } from './finished.ts';

/** Where a check is: at the open question once something is answered, or at its recommendation. */
export type Standing = `question/${Field}` | `result/${Action}`;

/** What a turn does to the number of checks at a standing. */
export interface StandingChange {
  readonly standing: Standing;
  readonly by: 1 | -1;
}

/**
 * How a turn moves a check from one standing to another; empty where it stays. A check that is cancelled or started over
 * stopped where it was, and keeps its standing; the next one adds to the numbers when it has an answer.
 *
 * What is taken away is read under the policy in force, so after a change of policy it may be another standing than the
 * one that was added; the number of checks stays right.
 */
export function standingMove(
  policy: Policy,
  before: Conversation | null,
  after: Conversation,
): readonly StandingChange[] {
  if (before?.answers === after.answers) return [];
  const to = standing(policy, after);
  const from = before && !isAnother(before, after) ? standing(policy, before) : null;
  if (!to || to === from) return [];
  return [...(from ? [{ standing: from, by: -1 } as const] : []), { standing: to, by: 1 }];
}

/** Whether a new check was begun: over the offer to do so, what was answered before is not taken along. */
function isAnother({ at }: Conversation, after: Conversation): boolean {
  return at.page === 'offer' && after.at.page !== 'offer';
}

function standing(policy: Policy, { answers }: Conversation): Standing | null {
  if (fields.every((field) => answers[field] === undefined)) return null;
  const { next } = standingOf(policy, answers);
  if (next) return `question/${next}`;
  const outcome = finishedOutcome(policy, answers);
  return outcome && `result/${outcome.action}`;
}
