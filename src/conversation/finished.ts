import { judge } from '../decision/decide.ts';
import { type Outcome, outcomeOf } from '../decision/outcome.ts';
import type { Answers } from '../facts.ts';
import { factsOf, standingOf } from '../interview/questions.ts';
import type { Policy } from '../policy/policy.ts';
import type { Conversation } from './conversation.ts';

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

/**
 * The conversation as it is saved under the policy in force: with its hash, with the recommendation under it, and without
 * what was set aside and has been answered since.
 *
 * @param before the same conversation before the step
 */
export function under(
  policy: Policy,
  conversation: Conversation,
  before: Conversation | null,
): Conversation {
  // Nothing that the recommendation depends on has changed.
  if (before?.policy === policy.hash && before.answers === conversation.answers)
    return conversation;
  const outcome = finishedOutcome(policy, conversation.answers);
  const nothing = !outcome && !conversation.outcome && !conversation.aside;
  if (nothing && conversation.policy === policy.hash) return conversation;
  const { outcome: _, aside = {}, ...rest } = conversation;
  const still = Object.entries(aside).filter(([field]) => !Object.hasOwn(rest.answers, field));
  return {
    ...rest,
    policy: policy.hash,
    ...(outcome ? { outcome } : {}),
    ...(still.length > 0 ? { aside: Object.fromEntries(still) } : {}),
  };
}

/** The recommendation that waits for open answers: the one before a change of the policy, or of an answer. */
export function beforeChange({ outcome, before }: Conversation): Outcome | null {
  return outcome ?? before;
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
