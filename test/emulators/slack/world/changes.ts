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

  /** Looks now and after every change until there is something; null after so many milliseconds. */
  until<T>(look: () => T | Promise<T>, milliseconds: number): Promise<T | null> {
    return new Promise((resolve) => {
      let looking = false;
      let again = false;
      const end = (found: T | null) => {
        clearTimeout(tooLate);
        this.#waiting.delete(lookAgain);
        resolve(found);
      };
      const tooLate = setTimeout(() => end(null), milliseconds);
      const lookAgain = () => {
        if (looking) {
          again = true;
          return;
        }
        looking = true;
        Promise.resolve()
          .then(look)
          .catch(() => undefined)
          .then((found) => {
            looking = false;
            if (found) end(found);
            else if (again) {
              again = false;
              lookAgain();
            }
          }, undefined);
      };
      this.#waiting.add(lookAgain);
      lookAgain();
    });
  }
}
