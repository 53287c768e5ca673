/** People who click in a bot, a few at a time; it knows no platform. */

/** One who clicks through a bot. */
export interface Walker {
  /** Clicks; resolves with the message that came in answer. Null where nothing is left to click. */
  click(): Promise<Answer> | null;
  /** The message is there to be clicked in. */
  sees(answer: Answer): void;
}

/** A message as it came over the wire. */
export interface Answer {
  readonly bytes: number;
  readonly text: string;
}

/** What became of the clicks. */
export interface Ran {
  readonly turns: number;
  /** How many people typed the command. */
  readonly begun: number;
  /** From the first click to the last message. */
  readonly seconds: number;
  /** From a click to its message, in milliseconds, sorted. */
  readonly latencies: readonly number[];
  /** The messages that came, on the average, in bytes of the whole request. */
  readonly bytes: number;
  /** One message of about that size. */
  readonly example: string;
}

/** A run that is ready: everybody has a message before them. */
export interface Crowd {
  readonly walkers: readonly Walker[];
  readonly begun: number;
}

const inFlight = 16;

/** How many people must be there for so many turns, that to the last of them enough are under way. */
export function peopleFor(turns: number, clicksOfOne: number): number {
  return Math.ceil(turns / clicksOfOne) + inFlight;
}

/** Does the work with each, a few at a time. */
export async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>) {
  const left = items.values();
  const one = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: inFlight }, one));
}

async function clicks({ walkers, begun }: Crowd, turns: number): Promise<Ran> {
  const latencies: number[] = [];
  const answers: Answer[] = [];
  let left = turns;
  const begin = performance.now();
  await forEach(walkers, async (walker) => {
    while (left > 0) {
      const clicked = performance.now();
      const answering = walker.click();
      if (!answering) break;
      left -= 1;
      const answer = await answering;
      latencies.push(performance.now() - clicked);
      answers.push(answer);
      walker.sees(answer);
    }
  });
  const seconds = (performance.now() - begin) / 1000;
  const bytes = answers.reduce((sum, answer) => sum + answer.bytes, 0) / answers.length;
  const off = (answer: Answer) => Math.abs(answer.bytes - bytes);
  const nearest = (best: Answer, answer: Answer) => (off(answer) < off(best) ? answer : best);
  return {
    turns: latencies.length,
    begun,
    seconds,
    latencies: latencies.toSorted((a, b) => a - b),
    bytes,
    example: answers.reduce(nearest).text,
  };
}

/**
 * Says the address of a fake platform to the benchmark. Told a run, it then says when everything is ready for it; told
 * to go on, what became of it.
 */
export function serveRuns<Run extends { readonly turns: number }>(
  address: string,
  prepared: (run: Run) => Promise<Crowd>,
): void {
  let next: { crowd: Crowd; turns: number } | null = null;
  process.on('message', async (told: Run | 'go') => {
    if (told !== 'go') {
      next = { crowd: await prepared(told), turns: told.turns };
      process.send?.('ready');
      return;
    }
    if (!next) throw new Error('There is nothing to run.');
    process.send?.(await clicks(next.crowd, next.turns));
  });
  process.send?.(address);
}
