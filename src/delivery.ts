import type { Here, Where } from './conversation/share.ts';
import type { Hands } from './hands.ts';
import type { Limits } from './limits.ts';

/** How an event came, and what can be shown where it came from. */
export interface Delivery {
  /** The platform's id of the delivered event, so that a redelivery acts only once. Absent: it has none. */
  readonly id?: string;
  readonly limits?: Limits;
  /** What can be shared from there. Absent: nothing. */
  readonly here?: Here;
  /** What the bot does where other people see it; absent where nothing can be shared. */
  readonly hands?: Hands;
  /** Which of these groups or roles the person is in. Absent: none. */
  readonly groups?: (named: readonly string[]) => Promise<readonly string[]>;
}

/** A message that somebody wrote; `id` is the platform's. */
export interface Message {
  readonly id: string;
  readonly author: string | null;
  /** Its thread, where an answer belongs. */
  readonly where: Where;
}
