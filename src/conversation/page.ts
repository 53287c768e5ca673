import type { Field } from '../facts.ts';
import { standingOf } from '../interview/questions.ts';
import type { Policy } from '../policy/policy.ts';
import type { Conversation } from './conversation.ts';
import type { FormName } from './forms.ts';
import type { Listed } from './listed.ts';
import type { Level, Share, ShareKind } from './share.ts';
import { shareOf } from './sharing.ts';
import type { Topic } from './topics.ts';

/** The screen that a conversation shows. */
export type Page =
  | { readonly page: 'question'; readonly field: Field }
  | { readonly page: 'guide'; readonly topic: Topic | null }
  | { readonly page: 'share'; readonly kind: ShareKind; readonly level: Level }
  | { readonly page: 'shared'; readonly share: Share }
  | { readonly page: 'program' | 'draft'; readonly program: Listed }
  | {
      readonly page:
        | 'result'
        | 'answers'
        | 'path'
        | 'shares'
        | 'plan'
        | 'drafts'
        | 'offer'
        | 'forget'
        | 'cancel'
        | 'closed';
    };

/** The forms that a screen has. */
export function formsOn(page: Page): readonly FormName[] {
  switch (page.page) {
    case 'question':
      return [page.field];
    case 'plan':
      return ['program', 'csv'];
    case 'drafts':
      return ['program'];
    case 'program':
      return ['program', 'contacts'];
    case 'draft':
      return ['applicant', 'details', 'email', 'contacts'];
    default:
      return [];
  }
}

/**
 * Which screen a conversation shows under this policy. A place that the answers no longer lead to (after a change of
 * policy, or by a forged click) gives way to the open question or the result.
 */
export function pageOf(policy: Policy, conversation: Conversation): Page {
  const { answers, at, work } = conversation;
  switch (at.page) {
    case 'shares':
    case 'offer':
    case 'forget':
    case 'cancel':
    case 'closed':
      return { page: at.page };
    case 'guide':
      return at;
    case 'shared': {
      const share = shareOf(conversation, at.share);
      if (share) return { page: 'shared', share };
    }
  }
  const { answered, next } = standingOf(policy, answers);
  if (at.page === 'question' && answered.includes(at.field)) return at;
  if (next) return { page: 'question', field: next };
  switch (at.page) {
    case 'share':
      return at;
    case 'plan':
    case 'drafts':
      return { page: at.page };
    case 'program':
    case 'draft': {
      const program = work?.programs.find(({ id }) => id === at.program);
      return program ? { page: at.page, program } : { page: 'plan' };
    }
  }
  return { page: at.page === 'answers' || at.page === 'path' ? at.page : 'result' };
}

/**
 * Whether an answer to this question can come from the current screen. Where the policy has changed since, the screen may
 * ask what is not asked any more, or not yet; what is answered there is not lost.
 */
export function takesAnswer(policy: Policy, conversation: Conversation, field: Field): boolean {
  const shown = pageOf(policy, conversation);
  if (shown.page === 'question' && shown.field === field) return true;
  const { at } = conversation;
  const asked = at.page === 'interview' || (at.page === 'question' && at.field === field);
  return conversation.policy !== policy.hash && asked;
}
