import type { Field } from '../facts.ts';
import { standingOf } from '../interview/questions.ts';
import type { Policy } from '../policy/policy.ts';
import type { Refusal as CsvRefusal } from '../programs/csv-form.ts';
import type { RowFault } from '../programs/faults.ts';
import type { Conversation, Place } from './conversation.ts';
import type { Effect } from './event.ts';
import { beforeChange, type PolicyNotice } from './finished.ts';
import type { Refusal, Where } from './share.ts';

/** Something to say about the last event, once. */
export type Notice =
  /** A word after the command that means nothing here, as typed. */
  | { readonly kind: 'unknown-word'; readonly word: string }
  /** A value that the field does not take, as typed. */
  | { readonly kind: 'refused'; readonly field: Field; readonly value: string | number }
  /** The click was on a screen that is not current any more. */
  | { readonly kind: 'stale' }
  /** Programs and emails come after the result, which is still to be found. */
  | { readonly kind: 'result-first' }
  /** A post could not be made, or not be removed. */
  | {
      readonly kind: 'not-posted' | 'not-removed';
      readonly refusal: Refusal;
      readonly where: Where;
    }
  /** What was typed into a form of a program or an email is not accepted. */
  | { readonly kind: 'wrong-program'; readonly fault: Wrong }
  /** A file of programs: refused as a whole, or read, with what was not understood. */
  | { readonly kind: 'csv-refused'; readonly refusal: CsvRefusal }
  | {
      readonly kind: 'imported';
      readonly count: number;
      /** How many of them were listed already. */
      readonly updated: number;
      readonly faults: readonly RowFault[];
      readonly unknownColumns: readonly string[];
      readonly examples: number;
    }
  /** Names of programs that get an email now and did not, and of those that do not any more. */
  | {
      readonly kind: 'plan-moved';
      readonly gained: readonly string[];
      readonly lost: readonly string[];
    }
  /** A post is gone; it is too early to look for one; there is no place to post in; there are too many posts. */
  | { readonly kind: 'removed' | 'on-its-way' | 'no-place' | 'too-many-posts' }
  | PolicyNotice;

/** One thing that is wrong with a program, or with too many of them; `column` is the form's input. */
export type Wrong = Pick<RowFault, 'column' | 'kind' | 'value' | 'unknown'>;

/** A page counted from 0, or the one on which the program of this number stands. */
export type WantedPage = number | { readonly program: number };

/** What became of an event. The conversation is the same object where nothing changed. */
export interface Step {
  readonly conversation: Conversation;
  readonly notices: readonly Notice[];
  readonly effects: readonly Effect[];
  /** Which page of a list that is too long for one screen is wanted. */
  readonly page: WantedPage;
}

/** Nothing happened but what is to be said. */
export function unchanged(conversation: Conversation, ...notices: Notice[]): Step {
  return { conversation, notices, effects: [], page: 0 };
}

/** The conversation after an accepted event. */
export function next(conversation: Conversation, change: Partial<Conversation>): Step {
  const moved = { ...conversation, turn: conversation.turn + 1, ...change };
  // What was typed and refused has served its turn. (Leaving it out of every copy would take twice as long.)
  if (conversation.typed) delete moved.typed;
  return unchanged(moved);
}

/** Moves on without a new answer. What a change did has been said by then, unless it still waits for answers. */
export function to(policy: Policy, conversation: Conversation, at: Place): Step {
  const finished = standingOf(policy, conversation.answers).next === null;
  return next(conversation, { at, before: finished ? null : beforeChange(conversation) });
}

/** What outlives the answers of a check: it belongs to the person, and stays when they start over. */
export function kept({ about, shares, work }: Conversation): Partial<Conversation> {
  return {
    ...(about ? { about } : {}),
    ...(shares ? { shares } : {}),
    ...(work ? { work } : {}),
  };
}
