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
 * How often a second of processor time each work gets done: all of them in turn, several rounds, the median of each. In turns, because a
 * machine that others use is faster now than it will be in a minute.
 */
export function rates<Name extends string>(
  works: Readonly<Record<Name, Work>>,
  { rounds = 9, milliseconds = 250, warmUp = 2000 } = {},
): Record<Name, number> {
  const measured = Object.entries<Work>(works).map(([name, work]) => ({
    name,
    work,
    found: [] as number[],
  }));
  // A bot runs for weeks; on one core the compiler takes its seconds from the work.
  for (const { work } of measured) rateOf(work, warmUp);
  for (let round = 0; round < rounds; round++) {
    for (const { work, found } of measured) found.push(rateOf(work, milliseconds));
  }
  return Object.fromEntries(measured.map(({ name, found }) => [name, median(found)])) as Record<
    Name,
    number
  >;
}

function rateOf({ times, run }: Work, milliseconds: number): number {
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  let done = 0;
  while (performance.now() < end) {
    run();
    done += times;
  }
  return done / processorSeconds(process.cpuUsage(before));
}

/** Of all threads, the garbage collector's and the compiler's too; what other programs take does not count. */
export function processorSeconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000_000;
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
  return stayOn(0, process.pid);
}

/** Moves a process to a core. @returns whether the system can do that, and has that core */
export function stayOn(core: number, pid: number): boolean {
  try {
    execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
