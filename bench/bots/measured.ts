import { join } from 'node:path';
import Database from 'libsql';
import { SQLITE_FILE } from '../../src/store/sqlite.ts';
import { type Figure, median } from '../measure.ts';
import type { Ran } from './crowd.ts';
import type { FakePlatform } from './fake-process.ts';
import type { Program } from './program.ts';

/** A bot that is measured, and how to click in it. */
export interface Contestant<Run extends object = object> {
  readonly name: string;
  readonly program: Program;
  /** All of a run but how long it is. */
  readonly run: Run;
}

/** What one run cost. */
export interface Measured {
  /** Processor time of the bot, in microseconds a turn. */
  readonly cost: number;
  readonly ran: Ran;
}

/** Constant messages may differ so much from our average ones. */
const nearlyTheSame = 0.03;

/** @param saved counts for our bots how often conversations must have been saved */
export async function measured<One extends Contestant>(
  fake: FakePlatform,
  one: One,
  turns: number,
  saved: Map<One, number>,
): Promise<Measured> {
  const go = await fake.prepare({ ...one.run, turns });
  const before = await one.program.cpuTime();
  const ran = await go();
  const cost = ((await one.program.cpuTime()) - before) / ran.turns;
  if (ran.turns < turns) throw new Error(`${one.name} was clicked ${ran.turns} times.`);
  if (ran.begun > 0) saved.set(one, (saved.get(one) ?? 0) + ran.begun + ran.turns);
  return { cost, ran };
}

/** Stops where a bot with one message for everybody does not send as many bytes as ours on the average. */
export function sameBytes({ name }: Contestant, { bytes }: Ran, { bytes: wanted }: Ran): void {
  if (Math.abs(bytes / wanted - 1) < nearlyTheSame) return;
  throw new Error(`The messages of ${name} have ${bytes} bytes in place of ${wanted}.`);
}

/** Stops where a click was answered but not saved: each save adds one to the version of its conversation. */
export function savedEvery(dataDir: string, expected: number): void {
  const database = new Database(join(dataDir, SQLITE_FILE), { readonly: true });
  const { versions } = database
    .prepare('select sum(version) as versions from conversations')
    .get() as { versions: number };
  database.close();
  if (versions !== expected) throw new Error(`${expected} saves were due, ${versions} were made.`);
}

/**
 * How many times the processor time of another one a turn takes: the median of the rounds, each against the round beside
 * it. The machine is not as fast in every second, and what ran in the same one may be compared.
 */
export function timesOf(all: readonly Measured[], others: readonly Measured[]): number {
  const ratios = all.map(({ cost }, round) => cost / (others[round]?.cost ?? NaN));
  if (all.length !== others.length || ratios.some(Number.isNaN))
    throw new Error('A round is missing.');
  return median(ratios);
}

/** What a bot did, as lines of the table. */
export function figuresOf(what: string, all: readonly Measured[]): Figure[] {
  const latency = (part: number) =>
    median(all.map(({ ran }) => ran.latencies[Math.floor(ran.turns * part)] ?? NaN));
  const perSecond = median(all.map(({ ran }) => ran.turns / ran.seconds));
  return [
    {
      name: `${what}: processor time`,
      figure: median(all.map(({ cost }) => cost)),
      unit: 'µs a turn',
    },
    { name: `${what}: 16 in flight`, figure: perSecond, unit: 'turns/s' },
    { name: `${what}: median turn`, figure: latency(0.5), unit: 'ms' },
    { name: `${what}: 95th of 100`, figure: latency(0.95), unit: 'ms' },
  ];
}
