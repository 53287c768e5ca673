import type { Posted, Refusal, Where } from './conversation/share.ts';
import type { PostButton } from './press.ts';
import type { Screen } from './screen.ts';

/** A card to post, laid out within the platform's limits. */
export interface Post {
  /** The id of the share: the same post never stands twice under it. */
  readonly share: string;
  readonly where: Where;
  /** When it was first tried, in milliseconds since 1970. */
  readonly since: number;
  /** A name for the thread that it begins. */
  readonly threadName: string;
  /** The group that is to hear of it; its mention stands in the screen. */
  readonly mention: string | null;
  readonly screen: Screen;
  readonly buttons: readonly PostButton[];
}

/**
 * What an adapter does for the bot where other people see it. None of these rejects: whatever goes wrong comes back as
 * the reason, and is told to the operator by the adapter.
 */
export interface Hands {
  /**
   * Posts a card.
   *
   * @param again an earlier try may have come through: looks for it first
   */
  post(post: Post, again: boolean): Promise<{ posted: Posted } | { refusal: Refusal }>;
  /** Where a card stands that may have been posted; null where it does not. */
  find(post: Post): Promise<{ posted: Posted | null } | { refusal: Refusal }>;
  /** Removes a post; one that is gone already is removed. */
  remove(posted: Posted): Promise<{ refusal: Refusal | null }>;
  /** Shows a post as it has become. */
  show(posted: Posted, post: Post): Promise<{ refusal: Refusal | null }>;
}
