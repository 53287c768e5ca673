import { judge } from '../decision/decide.ts';
import { type Outcome, outcomeOf } from '../decision/outcome.ts';
import type { Answers } from '../facts.ts';
import { factsOf, standingOf } from '../interview/questions.ts';
import type { Policy } from '../policy/policy.ts';
import type { Aside, Conversation } from './conversation.ts';

/** What another policy than the one a conversation was saved under has made of it. */
export type PolicyNotice =
  /** The same answers get another recommendation. */
  | { readonly kind: 'policy'; readonly before: Outcome; readonly after: Outcome }
  /** An answer does not fit any more, or one more question counts. */
  | { readonly kind: 'policy-asks' };

/** The recommendation of a finished interview; null while questions are open. */
export function finishedOutcome(policy: Policy, answers: Answers): Outcome | null {
  if (standingOf(policy, answers).next) return null;
  return outcomeOf(judge(policy, factsOf(answers)));
}

/** What a conversation with these answers keeps of the policy in force, for the day when another one is. */
export function under(policy: Policy, answers: Answers): Pick<Conversation, 'policy' | 'outcome'> {
  const outcome = finishedOutcome(policy, answers);
  return outcome ? { policy: policy.hash, outcome } : { policy: policy.hash };
}

/** The recommendation that waits for open answers: the one before a change of the policy, or of an answer. */
export function beforeChange({ outcome, before }: Conversation): Outcome | null {
  return outcome ?? before;
}

/** What is still set aside once these answers are given. */
export function stillAside(aside: Aside = {}, answers: Answers): Pick<Conversation, 'aside'> {
  const still = Object.entries(aside).filter(([field]) => !Object.hasOwn(answers, field));
  return still.length > 0 ? { aside: Object.fromEntries(still) } : {};
}

/**
 * What there is to say where the policy has changed since a conversation was saved. It is said with every screen until
 * something happens that is saved, under the new policy.
 *
 * @param saved as it was replayed
 * @param after the same conversation after the step
 */
export function policyNotices(
  policy: Policy,
  saved: Conversation,
  after: Conversation,
): PolicyNotice[] {
  const { outcome: before, aside = {} } = saved;
  if (saved.policy === policy.hash) return [];
  const now = finishedOutcome(policy, saved.answers);
  if (now) {
    const same = !before || (before.action === now.action && before.scope === now.scope);
    return same ? [] : [{ kind: 'policy', before, after: now }];
  }
  const { next } = standingOf(policy, saved.answers);
  const asks = before !== undefined || (next !== null && Object.hasOwn(aside, next));
  // Whoever has just answered it, or has begun anew, is not asked.
  return asks && standingOf(policy, after.answers).next === next ? [{ kind: 'policy-asks' }] : [];
}
