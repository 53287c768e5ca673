/** A thing to do when the emulator's clock reaches `due` (milliseconds since 1970). */
interface Task {
  due: number;
  run: () => void;
  timer: NodeJS.Timeout;
}

/**
 * The platform's clock: the real one, plus whatever a test has skipped with `advance`. Deadlines
 * (three seconds for an answer, fifteen minutes for a token) come due either way, so a test never
 * has to wait for them.
 */
export class Clock {
  #skipped = 0;
  /** The real time at which it was stopped. */
  #held: number | undefined;
  readonly #tasks = new Set<Task>();

  now(): number {
    return (this.#held ?? Date.now()) + this.#skipped;
  }

  /** Runs `run` once after `ms`; the returned function calls it off. */
  after(ms: number, run: () => void): () => void {
    const task: Task = { due: this.now() + ms, run, timer: setTimeout(() => {}, 0) };
    this.#tasks.add(task);
    this.#wind(task);
    return () => this.#drop(task);
  }

  /** Skips `ms`, doing on the way everything that comes due, in order. */
  advance(ms: number): void {
    this.#skipped += ms;
    const due = [...this.#tasks].filter((task) => task.due <= this.now());
    for (const task of due.sort((a, b) => a.due - b.due)) {
      this.#drop(task);
      task.run();
    }
    for (const task of this.#tasks) this.#wind(task);
  }

  /** From now on time passes only by `advance`, however slow the machine is. */
  hold(): void {
    this.#held ??= Date.now();
    for (const task of this.#tasks) clearTimeout(task.timer);
  }

  close(): void {
    for (const task of this.#tasks) this.#drop(task);
  }

  #wind(task: Task): void {
    clearTimeout(task.timer);
    if (this.#held !== undefined) return;
    const wait = Math.max(0, task.due - this.now());
    task.timer = setTimeout(() => {
      this.#drop(task);
      task.run();
    }, wait).unref();
  }

  #drop(task: Task): void {
    clearTimeout(task.timer);
    this.#tasks.delete(task);
  }
}
