import { z } from 'zod';
import type { Outcome } from '../decision/outcome.ts';
import { type Answers, type Field, factSchemas, fields } from '../facts.ts';
import type { Policy } from '../policy/policy.ts';
import { type FormName, formNames, type Typed } from './forms.ts';
import { outcomeSchema, sharesSchema, whereSchema, workSchema } from './kept-schema.ts';
import type { Work } from './listed.ts';
import { type Level, levels, type Share, type ShareKind, shareKinds, type Where } from './share.ts';
import { type Topic, topics } from './topics.ts';

/** What a person is looking at, where the answers alone do not tell. */
export type Place =
  /** The next open question or, when all are answered, the result. */
  | { readonly page: 'interview' }
  /** An answer that was opened again, by *Back* or from the list of answers. */
  | { readonly page: 'question'; readonly field: Field }
  /** The list of answers to change. */
  | { readonly page: 'answers' }
  /** The card as it would be shared, and where. */
  | { readonly page: 'share'; readonly kind: ShareKind; readonly level: Level }
  /** One post, made or on its way; `share` is its id. */
  | { readonly page: 'shared'; readonly share: string }
  /** The list of posts. */
  | { readonly page: 'shares' }
  /** The plan of the programs; and those of them to write to. */
  | { readonly page: 'plan' | 'drafts' }
  /** One program, by its number; and the email to it. */
  | { readonly page: 'program' | 'draft'; readonly program: number }
  /** The decision path of the result. */
  | { readonly page: 'path' }
  /** The guide: one topic, or the list of them. */
  | { readonly page: 'guide'; readonly topic: Topic | null }
  /** *Forget me* was clicked and waits for its confirmation. */
  | { readonly page: 'forget' }
  /** A check was started while one is open; `answers` came with the new one. */
  | { readonly page: 'offer'; readonly answers: Answers }
  /** *Cancel* was clicked and waits for its confirmation, because it forgets every answer. */
  | { readonly page: 'cancel' }
  | { readonly page: 'closed' };

/**
 * One conversation as it is saved: the answers and where the person is. Everything shown is worked out from it, so
 * that the same conversation under the same policy always shows the same screen.
 */
export interface Conversation {
  /** Chosen by the caller at the start, so that buttons of a forgotten conversation never fit a new one. */
  readonly id: string;
  /** Counts accepted events. A click names the turn of its screen and is stale when that is not this one. */
  readonly turn: number;
  /** The hash of the policy under which it was saved. */
  readonly policy: string;
  /** The recommendation under that policy, where the interview was finished: another policy may give another one. */
  readonly outcome?: Outcome;
  readonly answers: Answers;
  /** Answers that the policy in force does not take. They wait for one that does, or for a new answer. */
  readonly aside?: Aside;
  readonly at: Place;
  /** The recommendation before the answer that was changed last; null where nothing was changed. */
  readonly before: Outcome | null;
  /** What was typed into a form and not accepted, so that nobody types it twice; gone with the next accepted event. */
  readonly typed?: { readonly form: FormName; readonly values: Typed };
  /** Where somebody asked for whom an advisor checks; absent where the person checks for themselves. */
  readonly about?: Where;
  /** What was shared of this conversation and not removed. */
  readonly shares?: readonly Share[];
  /** The person's programs, and what they wrote to them. */
  readonly work?: Work;
}

/** Answers as they were given, whether or not a policy takes them. */
export type Aside = { readonly [F in Field]?: unknown };

/** What every click carries, so that an old button can be told from a current one. */
export function screenToken({ id, turn }: Pick<Conversation, 'id' | 'turn'>): string {
  return `${id}.${turn}`;
}

/**
 * The id of a conversation about somebody else's message. It begins with that message's mark, so that each click says by
 * its token which of an advisor's conversations it belongs to.
 *
 * @param mark without a tilde
 */
export function idAbout(mark: string, id: string): string {
  return `${mark}~${id}`;
}

/** The mark of the message that the conversation of this token is about; empty where it is the person's own. */
export function aboutOf(token: string): string {
  const end = token.indexOf('~');
  return end < 0 ? '' : token.slice(0, end);
}

const answersSchema = z.record(z.string(), z.unknown());
const savedSchema = z.object({
  id: z.string(),
  turn: z.int().min(0),
  policy: z.string(),
  outcome: z.exactOptional(outcomeSchema),
  answers: answersSchema,
  aside: z.exactOptional(answersSchema),
  at: z.discriminatedUnion('page', [
    z.object({ page: z.literal('interview') }),
    z.object({ page: z.literal('question'), field: z.enum(fields) }),
    z.object({ page: z.literal('answers') }),
    z.object({ page: z.literal('path') }),
    z.object({ page: z.literal('share'), kind: z.enum(shareKinds), level: z.enum(levels) }),
    z.object({ page: z.literal('shared'), share: z.string() }),
    z.object({ page: z.literal('shares') }),
    z.object({ page: z.literal('plan') }),
    z.object({ page: z.literal('drafts') }),
    z.object({ page: z.literal('program'), program: z.int() }),
    z.object({ page: z.literal('draft'), program: z.int() }),
    z.object({ page: z.literal('guide'), topic: z.enum(topics).nullable() }),
    z.object({ page: z.literal('forget') }),
    z.object({ page: z.literal('offer'), answers: answersSchema }),
    z.object({ page: z.literal('cancel') }),
    z.object({ page: z.literal('closed') }),
  ]),
  before: outcomeSchema.nullable(),
  typed: z.exactOptional(
    z.object({ form: z.enum(formNames), values: z.record(z.string(), z.string()) }),
  ),
  about: z.exactOptional(whereSchema),
  shares: z.exactOptional(sharesSchema),
  work: z.exactOptional(workSchema),
});

/**
 * Replays a saved conversation under the policy in force. An answer that this policy does not take any more (a score
 * below a raised passing score, a specialty that is gone) is set aside and will be asked again; one that was set aside
 * counts again where this policy takes it. `policy` and `outcome` stay as they were saved, until the next step.
 *
 * @throws where the saved form is none of ours
 */
export function replay(policy: Policy, saved: unknown): Conversation {
  const { answers, aside, at, ...rest } = savedSchema.parse(saved);
  const sorted = sortedAnswers(policy, { ...aside, ...answers });
  return {
    ...rest,
    ...sorted,
    at: at.page === 'offer' ? { ...at, answers: sortedAnswers(policy, at.answers).answers } : at,
  };
}

function sortedAnswers(
  policy: Policy,
  saved: Record<string, unknown>,
): Pick<Conversation, 'answers' | 'aside'> {
  const schemas = factSchemas(policy);
  const answers: Record<string, unknown> = {};
  const aside: Record<string, unknown> = {};
  for (const field of fields) {
    const value = saved[field];
    if (value === undefined) continue;
    const fits = schemas[field].safeParse(value).success;
    (fits ? answers : aside)[field] = value;
  }
  // Each answer has just been checked by its own schema.
  return { answers: answers as Answers, ...(Object.keys(aside).length > 0 ? { aside } : {}) };
}
