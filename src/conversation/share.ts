import type { Answers } from '../facts.ts';
import type { Block } from '../screen.ts';

/** How much a shared card tells; each tells what the one before does, and more. */
export const levels = ['plain', 'reasons', 'numbers'] as const;

export type Level = (typeof levels)[number];

/** Shared with everybody who can read there, or put before the advisors in their channel. */
export const shareKinds = ['share', 'ask'] as const;

export type ShareKind = (typeof shareKinds)[number];

/** Where a post stands or is to stand. Ids are the platform's; `name` is the place's as people know it, if that is known. */
export type Where =
  /** A channel: the post begins a thread there. */
  | { readonly kind: 'channel'; readonly channel: string; readonly name: string | null }
  | {
      readonly kind: 'thread';
      readonly channel: string;
      readonly thread: string;
      readonly name: string | null;
    }
  /** The thread of this message, which may not have begun yet. */
  | {
      readonly kind: 'message';
      readonly channel: string;
      readonly message: string;
      readonly name: string | null;
    }
  /** Nowhere but at an address of its own. */
  | { readonly kind: 'link' };

/**
 * What can be shared from where the person is: into that place, or, where they are alone with the bot, only into the
 * channels that the policy names. Null where nothing can be shared at all.
 */
export type Here = Where | { readonly kind: 'direct' } | null;

/** A message that stands; ids are the platform's. */
export interface Posted {
  readonly channel: string;
  readonly message: string;
  /** Where people find it. */
  readonly link: string | null;
  /** The last day on which it stands, YYYY-MM-DD; absent: it stands until it is removed. */
  readonly until?: string;
}

/** What a post says. It is kept as it was posted, whatever becomes of rules and words. */
export interface Card {
  readonly title: string;
  readonly body: readonly Block[];
}

/** An advisor has looked at a post; the day is YYYY-MM-DD. */
export interface Review {
  readonly by: string;
  readonly day: string;
}

/** One result that was shared, or is about to be. */
export interface Share {
  /** The token of the screen from which it was posted, so that one click is one post. */
  readonly id: string;
  readonly kind: ShareKind;
  readonly level: Level;
  /** The answers as they were then. */
  readonly answers: Answers;
  readonly where: Where;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** When it was first tried to post it, in milliseconds since 1970. */
  readonly tried: number;
  /** When it was last looked for, if it was; as `tried`. */
  readonly looked?: number;
  /** Null as long as it is not known to stand. */
  readonly posted: Posted | null;
  /** Null only until it is put into words, which is before it is saved. */
  readonly card: Card | null;
  readonly review: Review | null;
}

/** Why a post cannot be made; templates/en/share/refused.hbs has the words for each. */
export const refusals = [
  /** The bot is no member there, or cannot see the place. */
  'not-member',
  'archived',
  'locked',
  'thread-gone',
  'channel-gone',
  /** A permission is missing; `detail` names it. */
  'forbidden',
  /** It cannot be found out whether an earlier try came through. */
  'unclear',
  /** The platform did not answer; `detail` is the reference number of the log. */
  'away',
] as const;

export interface Refusal {
  readonly why: (typeof refusals)[number];
  readonly detail: string | null;
}
