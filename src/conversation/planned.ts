import type { Policy } from '../policy/policy.ts';
import type { Program } from '../programs/program.ts';
import type { Conversation } from './conversation.ts';
import { planOf } from './listed.ts';
import type { Notice } from './move.ts';

/** What a change of answers, flags or rules did to the plan: who gets an email now and did not, and the other way round. */
export function planNotices(policy: Policy, saved: Conversation, after: Conversation): Notice[] {
  const { work } = after;
  if (!work || !saved.work) return [];
  const plan = planOf(policy, after.answers, work.programs);
  if (!plan) return [];
  const before = new Set(saved.work.planned);
  const known = new Set(saved.work.programs.map(({ id }) => id));
  // Its own screen says what has become of a program.
  const { at } = after;
  if (at.page === 'program' || at.page === 'draft') known.delete(at.program);
  const gained = plan.emailed.filter(
    ({ program }) => known.has(program.id) && !before.has(program.id),
  );
  const lost = plan.left.filter(({ program }) => known.has(program.id) && before.has(program.id));
  if (gained.length + lost.length === 0) return [];
  const names = (entries: readonly { readonly program: Program }[]) =>
    entries.map(({ program }) => program.name);
  return [{ kind: 'plan-moved', gained: names(gained), lost: names(lost) }];
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
