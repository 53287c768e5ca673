import type { Policy } from '../policy/policy.ts';
import type { Conversation } from './conversation.ts';
import { type Listed, planOf } from './listed.ts';
import type { Notice } from './move.ts';

/** What a change of answers, flags or rules did to the plan: who gets an email now and did not, and the other way round. */
export function planNotices(policy: Policy, saved: Conversation, after: Conversation): Notice[] {
  const { work } = after;
  if (!work || !saved.work) return [];
  const plan = planOf(policy, after.answers, work.programs);
  if (!plan) return [];
  const before = new Set(saved.work.planned);
  const gained = plan.emailed.filter(({ program }) => !before.has(program.id));
  const lost = plan.left.filter(({ program }) => before.has(program.id));
  if (gained.length + lost.length === 0) return [];
  const known = new Set(saved.work.programs.map(({ id }) => id));
  // Its own screen says what has become of a program.
  const { at } = after;
  if (at.page === 'program' || at.page === 'draft') known.delete(at.program);
  const names = (entries: readonly { readonly program: Listed }[]) =>
    entries.filter(({ program }) => known.has(program.id)).map(({ program }) => program.name);
  const moved = { gained: names(gained), lost: names(lost) };
  return moved.gained.length + moved.lost.length === 0 ? [] : [{ kind: 'plan-moved', ...moved }];
}

/** The conversation with the plan noted as it stands, against which the next change is held. */
export function withPlan(policy: Policy, conversation: Conversation): Conversation {
  const { work } = conversation;
  if (!work || work.programs.length === 0) return conversation;
  const plan = planOf(policy, conversation.answers, work.programs);
  if (!plan) return conversation;
  const planned = plan.emailed.map(({ program }) => program.id);
  const same =
    planned.length === work.planned.length && planned.every((id, at) => id === work.planned[at]);
  return same ? conversation : { ...conversation, work: { ...work, planned } };
}
