/** How long a test waits for something to come true before it is told what it saw instead. */
const PATIENCE = 60_000;

/** Tells those who wait that something in the emulator has changed; nobody polls. */
export class Changes {
  readonly #waiting = new Set<() => void>();
  #announced = false;

  /** To be called after every change; those who wait look again once the change is complete. */
  changed(): void {
    if (this.#announced) return;
    this.#announced = true;
    queueMicrotask(() => {
      this.#announced = false;
      for (const look of [...this.#waiting]) look();
    });
  }

  /**
   * Waits until `condition` gives something truthy, and gives that. `dump` describes what is there
   * when the patience ends. A condition that throws counts as not yet true.
   */
  until<T>(what: string, condition: () => T, dump: () => string): Promise<T> {
    return new Promise((resolve, reject) => {
      let last: unknown;
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      const look = () => {
        try {
          const value = condition();
          if (!value) return;
          done();
          resolve(value);
        } catch (error) {
          last = error;
        }
      };
      const timer = setTimeout(() => {
        done();
        const why = last instanceof Error ? `\nthe last look failed: ${last.message}` : '';
        reject(new Error(`never came true: ${what}${why}\n${dump()}`));
      }, PATIENCE);
      this.#waiting.add(look);
      look();
    });
  }
}
