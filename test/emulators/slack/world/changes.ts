/** What a wait ended with: something found, or how the last look failed. */
export type Found<T> = { found: T } | { failed: unknown };

/** Tells those who wait that something in the emulator is different now. */
export class Changes {
  readonly #waiting = new Set<() => void>();
  #told = true;

  /** Called after every change; those who wait look again once what is going on has ended. */
  touch(): void {
    if (!this.#told) return;
    this.#told = false;
    setImmediate(() => {
      this.#told = true;
      for (const look of [...this.#waiting]) look();
    });
  }

  /** Looks now and after every change until there is something, for so many milliseconds at most. */
  until<T>(look: () => T | Promise<T>, milliseconds: number): Promise<Found<T>> {
    return new Promise((resolve) => {
      let looking = false;
      let again = false;
      let failed: unknown;
      const end = (result: Found<T>) => {
        clearTimeout(tooLate);
        this.#waiting.delete(lookAgain);
        resolve(result);
      };
      const tooLate = setTimeout(() => end({ failed }), milliseconds);
      const lookOnce = async () => {
        try {
          const found = await look();
          if (found) end({ found });
          failed = undefined;
        } catch (error) {
          failed = error;
        }
      };
      const lookAgain = () => {
        again = true;
        if (looking) return;
        looking = true;
        void (async () => {
          while (again && this.#waiting.has(lookAgain)) {
            again = false;
            await lookOnce();
          }
          looking = false;
        })();
      };
      this.#waiting.add(lookAgain);
      lookAgain();
    });
  }
}
