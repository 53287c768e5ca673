import { z } from 'zod';
import { type Field, fields } from '../facts.ts';
import { type FormName, formNames, type Typed } from './forms.ts';
import {
  type Level,
  levels,
  type Posted,
  type Refusal,
  type Review,
  type ShareKind,
  shareKinds,
  type Where,
} from './share.ts';
import { type Topic, topics } from './topics.ts';

/** What a click does. It is plain JSON, so that a button can carry it. */
export type Click =
  | { readonly type: 'answer'; readonly field: Field; readonly value: string | boolean }
  | { readonly type: 'back' }
  /** Leaves an answer that was opened again as it is. */
  | { readonly type: 'keep' }
  /** Without a field: the list of answers. */
  | { readonly type: 'change'; readonly field?: Field }
  | { readonly type: 'path' }
  /** Opens a form, where it does not stand on the screen itself. */
  | { readonly type: 'open'; readonly form: FormName }
  /** Without a topic: the list of topics. */
  | { readonly type: 'guide'; readonly topic?: Topic }
  /** Shows what a shared card would say … */
  | { readonly type: 'share'; readonly kind: ShareKind }
  /** … saying more, or less … */
  | { readonly type: 'level'; readonly level: Level }
  /** … and posts it: here, or in this one of the channels that the policy names. */
  | { readonly type: 'post'; readonly to?: string }
  /** Looks whether a post came through, and else posts it again. */
  | { readonly type: 'finish' }
  /** What was shared: all of it, or one post by its id. */
  | { readonly type: 'shares' }
  | { readonly type: 'shared'; readonly share: string }
  /** Removes the post that is shown. */
  | { readonly type: 'remove' }
  /** The plan of the programs, and those of them to write to. */
  | { readonly type: 'plan' | 'drafts' }
  /** One program, by its number; and the email to it. */
  | { readonly type: 'program' | 'draft'; readonly program: number }
  /** The program that is shown has been written to, today; or goes from the list. */
  | { readonly type: 'sent' | 'drop' }
  /** The plan, as a file. */
  | { readonly type: 'export' }
  /** Of the email that is shown: the other subject, use in spite of errors, the draft as it was, a file for mail programs. */
  | { readonly type: 'subject' | 'anyway' | 'redraft' | 'mail-file' }
  /** Back to the open question or the result. */
  | { readonly type: 'resume' }
  | { readonly type: 'restart' }
  /** Asks whether to stop and forget the answers … */
  | { readonly type: 'cancel' }
  /** … and does it. */
  | { readonly type: 'cancel-now' }
  /** Another page of a list that is too long for one screen; counted from 0. */
  | { readonly type: 'page'; readonly page: number }
  /** Everything held of the person, as a file. */
  | { readonly type: 'download' }
  /** Asks whether to forget everything … */
  | { readonly type: 'forget' }
  /** … and does it. */
  | { readonly type: 'forget-now' };

/** What happens to a conversation. `on` is the token of the screen that was clicked; null: typed as a command. */
export type Event =
  /** A command: begins a conversation, or offers to resume the open one. `id` is used for a new one. */
  | {
      readonly type: 'start';
      readonly id: string;
      readonly words?: string;
      /** Where somebody else asked, for whom the check is. */
      readonly about?: Where;
    }
  | Report
  /** The person looks again; nothing changes. */
  | { readonly type: 'look' }
  /** A form was sent. */
  | {
      readonly type: 'submit';
      readonly form: FormName;
      readonly values: Typed;
      readonly on: string;
    }
  | (Click & { readonly on: string | null });

/** What came of an effect; only the bot itself says so. `share` is the id of the share. */
export type Report =
  | {
      readonly type: 'posted';
      readonly share: string;
      readonly posted: Posted;
    }
  | {
      readonly type: 'not-posted' | 'not-removed';
      readonly share: string;
      readonly refusal: Refusal;
    }
  | { readonly type: 'removed'; readonly share: string }
  | { readonly type: 'reviewed'; readonly share: string; readonly review: Review };

/** What a step wants done outside the conversation. The bot carries it out. */
export type Effect =
  /** Open a form of the screen. */
  | { readonly type: 'open'; readonly form: FormName }
  /** Post what was shared; `again`: an earlier try may have come through, which is to be found first. */
  | { readonly type: 'post'; readonly share: string; readonly again: boolean }
  | { readonly type: 'remove'; readonly share: string }
  /** Hand over the plan; the email that is shown. */
  | { readonly type: 'export' | 'mail-file' }
  /** Delete everything held of the person. */
  | { readonly type: 'forget' }
  /** Hand the person everything held of them. */
  | { readonly type: 'download' };

const field = z.enum(fields);
const clickSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('answer'),
    field,
    value: z.union([z.string().max(100), z.boolean()]),
  }),
  z.strictObject({ type: z.literal('change'), field: z.exactOptional(field) }),
  z.strictObject({ type: z.literal('open'), form: z.enum(formNames) }),
  z.strictObject({ type: z.literal('guide'), topic: z.exactOptional(z.enum(topics)) }),
  z.strictObject({ type: z.literal('share'), kind: z.enum(shareKinds) }),
  z.strictObject({ type: z.literal('level'), level: z.enum(levels) }),
  z.strictObject({ type: z.literal('post'), to: z.exactOptional(z.string().max(40)) }),
  z.strictObject({ type: z.literal('shared'), share: z.string().max(40) }),
  z.strictObject({ type: z.enum(['program', 'draft']), program: z.int().min(1) }),
  z.strictObject({ type: z.literal('page'), page: z.int().min(0).max(1000) }),
  ...(
    [
      'back',
      'keep',
      'path',
      'finish',
      'plan',
      'drafts',
      'sent',
      'drop',
      'export',
      'subject',
      'anyway',
      'redraft',
      'mail-file',
      'shares',
      'remove',
      'resume',
      'restart',
      'cancel',
      'cancel-now',
      'download',
      'forget',
      'forget-now',
    ] as const
  ).map((type) => z.strictObject({ type: z.literal(type) })),
]);

/**
 * The click that a button carried, as it comes back from outside.
 *
 * @returns null where it is none of ours
 */
export function readClick(carried: unknown): Click | null {
  const read = clickSchema.safeParse(carried);
  return read.success ? read.data : null;
}
