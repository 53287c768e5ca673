/** A turn that takes longer is lost. In milliseconds. */
const longestTurn = 10_000;

/** Who waits for a message of a bot, by a name of their own. */
export class Waiting<Message> {
  readonly #all = new Map<string, (message: Message) => void>();

  /** The next message under this name. */
  next(name: string): Promise<Message> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(() => reject(new Error('A click was not answered.')), longestTurn);
      this.#all.set(name, (message) => {
        clearTimeout(giveUp);
        this.#all.delete(name);
        resolve(message);
      });
    });
  }

  came(name: string, message: Message): void {
    this.#all.get(name)?.(message);
  }
}
