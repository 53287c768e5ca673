type Timer = { at: number; run: () => void; real: NodeJS.Timeout };

/**
 * Slack's clock: real time and whatever a test adds to it. What waits for a moment (three seconds
 * to acknowledge, a redelivery after a minute) comes at once when the clock is moved past it.
 */
export class Clock {
  #ahead = 0;
  #lastTs = 0;
  readonly #timers = new Set<Timer>();

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** A `ts`: seconds with six digits after the dot, later than every one before. */
  ts(): string {
    this.#lastTs = Math.max(this.#lastTs + 1, this.now() * 1000);
    return `${Math.floor(this.#lastTs / 1e6)}.${String(this.#lastTs % 1e6).padStart(6, '0')}`;
  }

  /** Runs something when Slack's clock has gone on by so many milliseconds; returns how to call it off. */
  after(milliseconds: number, run: () => void): () => void {
    const fire = () => {
      if (this.#timers.delete(timer)) run();
    };
    const real = setTimeout(fire, milliseconds).unref();
    const timer: Timer = { at: this.now() + milliseconds, run, real };
    this.#timers.add(timer);
    return () => {
      clearTimeout(real);
      this.#timers.delete(timer);
    };
  }

  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
    const due = [...this.#timers].filter((timer) => timer.at <= this.now());
    for (const timer of due.sort((one, other) => one.at - other.at)) {
      clearTimeout(timer.real);
      if (this.#timers.delete(timer)) timer.run();
    }
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer.real);
    this.#timers.clear();
  }
}
