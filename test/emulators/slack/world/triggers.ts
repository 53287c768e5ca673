import type { Clock } from './clock.ts';
import { secret } from './ids.ts';

/** A `trigger_id` lives three seconds and opens one modal (page Modals, "Opening modals"). */
const lifetime = 3_000;

type Trigger = { personId: string; until: number; used: boolean; viewId: string | null };

export class Triggers {
  readonly #known = new Map<string, Trigger>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `viewId` is the modal in which it was caused; only such a trigger can push another. */
  issue(personId: string, viewId: string | null = null): string {
    const id = `${this.#clock.seconds()}.${secret(6)}`;
    const until = this.#clock.now() + lifetime;
    this.#known.set(id, { personId, until, used: false, viewId });
    return id;
  }

  /** Uses it up, or says why not in Slack's words. */
  exchange(id: string): { trigger: Trigger } | { error: string } {
    const trigger = this.#known.get(id);
    if (trigger === undefined) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (this.#clock.now() > trigger.until) return { error: 'expired_trigger_id' };
    trigger.used = true;
    return { trigger };
  }
}
