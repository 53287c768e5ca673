import { execFileSync } from 'node:child_process';

/** One line of the table. Without a goal it is there to be compared with. */
export interface Figure {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  readonly goal?: { readonly atLeast: number } | { readonly atMost: number };
}

/** The middle one of several measurements: a single busy moment of the machine does not count. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Something to measure: one call does `times` pieces of work and returns something, so that none is optimized away. */
export interface Work {
  readonly times: number;
  readonly run: () => unknown;
}

/**
 * How often a second each work gets done: all of them in turn, several rounds, the median of each. In turns, because a
 * machine that others use is faster now than it will be in a minute.
 */
export function rates<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  { rounds = 9, milliseconds = 250 } = {},
): Record<Name, number> {
  const measured = Object.entries<Work>(works).map(([name, work]) => ({
    name,
    work,
    found: [] as number[],
  }));
  // The first round warms up and is forgotten.
  for (let round = 0; round <= rounds; round++) {
    for (const { work, found } of measured) {
      const rate = rateOf(work, milliseconds);
      if (round > 0) found.push(rate);
    }
  }
  return Object.fromEntries(measured.map(({ name, found }) => [name, median(found)])) as Record<
    Name,
    number
  >;
}

function rateOf({ times, run }: Work, milliseconds: number): number {
  const started = performance.now();
  let done = 0;
  let passed = 0;
  while (passed < milliseconds) {
    run();
    done += times;
    passed = performance.now() - started;
  }
  return (done * 1000) / passed;
}

/** How long one call takes, in milliseconds. */
export function milliseconds(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

/**
 * Keeps this process, and those that it starts, on one core.
 *
 * @returns whether the system can do that; Linux can
 */
export function stayOnOneCore(): boolean {
  try {
    execFileSync('taskset', ['-a', '-c', '-p', '0', String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
