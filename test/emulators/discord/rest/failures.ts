import { Refusal, rateLimited } from '../refusal.ts';

/**
 * A fault that a test asks for: an error status, or a connection that breaks before anything is
 * done, by a reset (`reset`, which discord.js tries again) or by its end (`closed`, which it does
 * not), or after it was done (`lost`), or no answer at all (`hang`).
 */
export type Failure =
  | 'reset'
  | 'closed'
  | 'hang'
  | 'lost'
  | {
      status: number;
      code?: number;
      message?: string;
      /** Seconds, for 429. */
      retryAfter?: number;
      global?: boolean;
      /** How often; once unless it says more. */
      times?: number;
    };

/** A timer may come so much early, by the rounding of its time. In milliseconds. */
const timerSlack = 5;

/** Faults that are still to come, by route. */
export class Failures {
  readonly #planned = new Map<string, Failure[]>();
  /** Routes on which a bot was asked to wait, and until when: for everybody's calls, which is stricter than Discord. */
  readonly #closed = new Map<string, number>();

  plan(route: string, failure: Failure, times: number): void {
    const planned = this.#planned.get(route) ?? [];
    for (let count = 0; count < times; count += 1) planned.push(failure);
    this.#planned.set(route, planned);
  }

  /** What goes wrong now. Whoever comes back before the time that a 429 has named is asked to wait for what is left of it. */
  next(route: string): Failure | undefined {
    const left = (this.#closed.get(route) ?? 0) - performance.now();
    if (left > timerSlack) return { status: 429, retryAfter: left / 1000 };
    const failure = this.#planned.get(route)?.shift();
    if (typeof failure === 'object' && failure.status === 429) {
      this.#closed.set(route, performance.now() + (failure.retryAfter ?? 1) * 1000);
    }
    return failure;
  }

  clear(): void {
    this.#planned.clear();
    this.#closed.clear();
  }
}

/** The refusal that such a fault stands for. */
export function asRefusal(failure: Exclude<Failure, string>): Refusal {
  if (failure.status === 429) {
    return rateLimited(failure.retryAfter ?? 1, failure.global ?? false, 'shared');
  }
  const code = failure.code ?? 0;
  const message = failure.message ?? `${failure.status}: Emulated failure`;
  return new Refusal(failure.status, { message, code });
}
