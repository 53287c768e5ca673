/** A full turn in Slack, from the click to the replaced message: our bot, bare Bolt, and the package `chat`. */
import { join } from 'node:path';
import { temporaryFolder } from '../test/support/postgres.ts';
import type { Ran } from './bots/crowd.ts';
import { startFake } from './bots/fake-process.ts';
import {
  figuresOf,
  type Measured,
  measured,
  sameBytes,
  savedEvery,
  timesOf,
} from './bots/measured.ts';
import { type Figure, median } from './measure.ts';
import { bare, type Contestant, chat, ours } from './slack/contestants.ts';
import type { Message, Transport } from './slack/names.ts';

const rounds = 15;
const turns = 750;
const warmUp = 8000;

/** At most so much of bare Bolt's processor time a turn. Bare Bolt saves nothing and shows always the same. */
const goals: Readonly<Record<Transport, number>> = { http: 1, socket: 1.15 };
const titles: Readonly<Record<Transport, string>> = { http: 'HTTP', socket: 'Socket Mode' };

/** Measures the built programs in processes of their own. With `BENCH_PROFILE=folder` each leaves a profile there. */
export async function slack(): Promise<Figure[]> {
  const folder = temporaryFolder();
  const dataDirs = { http: join(folder.path, 'http'), socket: join(folder.path, 'socket') };
  const profile = process.env.BENCH_PROFILE ?? null;
  const fake = await startFake('bench/slack/fake-slack');
  const running: Contestant[] = [];
  try {
    const http = await ours(fake.address, 'http', dataDirs.http, profile);
    running.push(http);
    const saved = new Map<Contestant, number>();
    const warm = await measured(fake, http, warmUp, saved);
    const message = constantMessage(warm.ran);
    // What is compared stands side by side.
    running.push(
      await bare(fake.address, 'http', message, profile),
      await chat(fake.address, message, messageBytes(warm.ran)),
      await ours(fake.address, 'socket', dataDirs.socket, profile),
      await bare(fake.address, 'socket', message, profile),
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
    return [...transportFigures('http', found), ...transportFigures('socket', found)];
  } finally {
    for (const { program } of running) await program.stop();
    fake.stop();
    folder.remove();
  }
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

function transportFigures(
  transport: Transport,
  found: ReadonlyMap<Contestant, Measured[]>,
): Figure[] {
  const all = (name: string) =>
    [...found].find(([one]) => one.name === name && one.transport === transport)?.[1] ?? [];
  const title = titles[transport];
  const bytes = median(all('ours').map(({ ran }) => ran.bytes));
  const against = (name: string, atMost: number): Figure => ({
    name: `${title}: ours against ${name}`,
    figure: timesOf(all('ours'), all(name)),
    unit: 'times',
    goal: { atMost },
  });
  return [
    { name: `${title}: a message`, figure: bytes, unit: 'bytes' },
    ...['ours', 'bare', 'chat'].flatMap((name) =>
      all(name).length > 0 ? figuresOf(`${title}, ${name}`, all(name)) : [],
    ),
    against('bare', goals[transport]),
    ...(all('chat').length > 0 ? [against('chat', 1)] : []),
  ];
}
