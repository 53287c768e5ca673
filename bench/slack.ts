/** A full turn in Slack, from the click to the replaced message: our bot, bare Bolt, and the package `chat`. */
import { join } from 'node:path';
import Database from 'libsql';
import { SQLITE_FILE } from '../src/store/sqlite.ts';
import { temporaryFolder } from '../test/support/postgres.ts';
import { type Figure, median } from './measure.ts';
import { bare, type Contestant, chat, ours } from './slack/contestants.ts';
import { type FakeSlack, startFakeSlack } from './slack/fake-process.ts';
import type { Ran } from './slack/fake-slack.ts';
import type { Message, Transport } from './slack/names.ts';

const rounds = 7;
const turns = 1500;
const warmUp = 4000;

/** Constant messages may differ so much from our average ones. */
const nearlyTheSame = 0.03;

/** At most so much of bare Bolt's processor time a turn. Bare Bolt saves nothing and shows always the same. */
const goals: Readonly<Record<Transport, number>> = { http: 1.2, socket: 1.35 };
const titles: Readonly<Record<Transport, string>> = { http: 'HTTP', socket: 'Socket Mode' };

/** What one run cost. */
interface Measured {
  /** Processor time of the bot, in microseconds a turn. */
  readonly cost: number;
  readonly ran: Ran;
}

/** Measures the built programs in processes of their own. With `BENCH_PROFILE=folder` each leaves a profile there. */
export async function slack(): Promise<Figure[]> {
  const folder = temporaryFolder();
  const dataDirs = { http: join(folder.path, 'http'), socket: join(folder.path, 'socket') };
  const profile = process.env.BENCH_PROFILE ?? null;
  const fake = await startFakeSlack();
  const running: Contestant[] = [];
  try {
    const http = await ours(fake.address, 'http', dataDirs.http, profile);
    running.push(http, await ours(fake.address, 'socket', dataDirs.socket, profile));
    const saved = new Map<Contestant, number>();
    const warm = await measured(fake, http, warmUp, saved);
    const message = constantMessage(warm.ran);
    running.push(
      await bare(fake.address, 'http', message, profile),
      await bare(fake.address, 'socket', message, profile),
      await chat(fake.address, message, messageBytes(warm.ran)),
    );
    const found = new Map(running.map((one) => [one, [] as Measured[]]));
    for (const one of running) if (one !== http) await measured(fake, one, warmUp, saved);
    for (let round = 0; round < rounds; round++) {
      for (const [one, all] of found) {
        const now = await measured(fake, one, turns, saved);
        sameBytes(one, now.ran, warm.ran);
        all.push(now);
      }
    }
    for (const [{ transport }, expected] of saved) savedEvery(dataDirs[transport], expected);
    return [...figuresOf('http', found), ...figuresOf('socket', found)];
  } finally {
    for (const { program } of running) await program.stop();
    fake.stop();
    folder.remove();
  }
}

/** @param saved counts for our bots how often conversations must have been saved */
async function measured(
  fake: FakeSlack,
  one: Contestant,
  turns: number,
  saved: Map<Contestant, number>,
): Promise<Measured> {
  const go = await fake.prepare({ ...one.run, turns });
  const before = await one.program.cpuTime();
  const ran = await go();
  const cost = ((await one.program.cpuTime()) - before) / ran.turns;
  if (ran.begun > 0) saved.set(one, (saved.get(one) ?? 0) + ran.begun + ran.turns);
  return { cost, ran };
}

/** What every post to a response URL holds besides the message. */
const around = { response_type: 'ephemeral', replace_original: true };

function constantMessage({ example, bytes }: Ran): Message {
  const { text, blocks } = JSON.parse(example) as Message;
  const missing = Math.round(bytes) - Buffer.byteLength(example);
  return { text: missing < 0 ? text.slice(0, missing) : text + '.'.repeat(missing), blocks };
}

function messageBytes({ bytes }: Ran): number {
  return Math.round(bytes) - JSON.stringify(around).length;
}

function sameBytes({ name }: Contestant, { bytes }: Ran, { bytes: wanted }: Ran): void {
  if (Math.abs(bytes / wanted - 1) < nearlyTheSame) return;
  throw new Error(`The messages of ${name} have ${bytes} bytes in place of ${wanted}.`);
}

/** Stops where a click was answered but not saved: each save adds one to the version of its conversation. */
function savedEvery(dataDir: string, expected: number): void {
  const database = new Database(join(dataDir, SQLITE_FILE), { readonly: true });
  const { versions } = database
    .prepare('select sum(version) as versions from conversations')
    .get() as { versions: number };
  database.close();
  if (versions !== expected) throw new Error(`${expected} saves were due, ${versions} were made.`);
}

function figuresOf(transport: Transport, found: ReadonlyMap<Contestant, Measured[]>): Figure[] {
  const all = (name: string) =>
    [...found].find(([one]) => one.name === name && one.transport === transport)?.[1] ?? [];
  const cost = (name: string) => median(all(name).map((one) => one.cost));
  const title = titles[transport];
  const bytes = median(all('ours').map(({ ran }) => ran.bytes));
  const against = (name: string, atMost: number): Figure => ({
    name: `${title}: ours against ${name}`,
    figure: cost('ours') / cost(name),
    unit: 'times',
    goal: { atMost },
  });
  return [
    { name: `${title}: a message`, figure: bytes, unit: 'bytes' },
    ...['ours', 'bare', 'chat'].flatMap((name): Figure[] => {
      const measured = all(name);
      if (measured.length === 0) return [];
      const latency = (part: number) =>
        median(measured.map(({ ran }) => ran.latencies[Math.floor(ran.turns * part)] ?? NaN));
      const perSecond = median(measured.map(({ ran }) => ran.turns / ran.seconds));
      return [
        { name: `${title}, ${name}: processor time`, figure: cost(name), unit: 'µs a turn' },
        { name: `${title}, ${name}: 16 in flight`, figure: perSecond, unit: 'turns/s' },
        { name: `${title}, ${name}: median turn`, figure: latency(0.5), unit: 'ms' },
        { name: `${title}, ${name}: 95th of 100`, figure: latency(0.95), unit: 'ms' },
      ];
    }),
    against('bare', goals[transport]),
    ...(all('chat').length > 0 ? [against('chat', 1)] : []),
  ];
}
