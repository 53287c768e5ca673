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

/** Faults that are still to come, by route. */
export class Failures {
  readonly #planned = new Map<string, Failure[]>();

  plan(route: string, failure: Failure, times: number): void {
    const planned = this.#planned.get(route) ?? [];
    for (let count = 0; count < times; count += 1) planned.push(failure);
    this.#planned.set(route, planned);
  }

  next(route: string): Failure | undefined {
    return this.#planned.get(route)?.shift();
  }

  clear(): void {
    this.#planned.clear();
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
