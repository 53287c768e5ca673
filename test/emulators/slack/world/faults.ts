/** What can go wrong with a call: an HTTP status, Slack's own error, or the connection. */
export type Fault =
  | { status: number; retryAfter?: number; times?: number }
  | { error: string; times?: number }
  /** The connection is reset before Slack has done anything. */
  | 'reset'
  /** No answer ever comes. */
  | 'hang'
  /** Slack does what it was asked, but the connection is reset before the answer. */
  | 'lost';

type Planned = { fault: Fault; left: number };

/** Faults that a test has planned, by the method's name. */
export class Faults {
  readonly #planned = new Map<string, Planned>();

  /** An object happens `times` times (once unless said), a word until `heal`. */
  plan(method: string, fault: Fault): void {
    const left = typeof fault === 'string' ? Number.POSITIVE_INFINITY : (fault.times ?? 1);
    this.#planned.set(method, { fault, left });
  }

  take(method: string): Fault | undefined {
    const planned = this.#planned.get(method);
    if (planned === undefined) return undefined;
    planned.left -= 1;
    if (planned.left <= 0) this.#planned.delete(method);
    return planned.fault;
  }

  heal(): void {
    this.#planned.clear();
  }
}
