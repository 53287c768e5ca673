/** A full turn in Discord, from the click to the changed message: our bot and bare discord.js. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../test/support/postgres.ts';
import { startFake } from './bots/fake-process.ts';
import {
  figuresOf,
  type Measured,
  measured,
  sameBytes,
  savedEvery,
  timesOf,
} from './bots/measured.ts';
import { bare, type Contestant, ours } from './discord/contestants.ts';
import type { Message } from './discord/names.ts';
import type { Walk } from './discord/person.ts';
import { type Figure, median } from './measure.ts';

const rounds = 15;

/** How often is clicked in a round, and before the first; a picture takes ten times as long. */
const lengths: Readonly<Record<Walk, { readonly warmUp: number; readonly turns: number }>> = {
  questions: { warmUp: 8000, turns: 750 },
  result: { warmUp: 600, turns: 75 },
};

const titles: Readonly<Record<Walk, string>> = { questions: 'Questions', result: 'With a picture' };

/** At most so much of bare discord.js's processor time a turn. That saves nothing and shows always the same. */
const goal = { atMost: 1.3 };

type Pair = readonly [ours: Contestant, bare: Contestant];

/** Measures the built programs in processes of their own. With `BENCH_PROFILE=folder` each leaves a profile there. */
export async function discord(): Promise<Figure[]> {
  const folder = temporaryFolder();
  const fake = await startFake('bench/discord/fake-discord');
  const surroundings = { discord: fake.address, profile: process.env.BENCH_PROFILE ?? null };
  const running: Contestant[] = [];
  const saved = new Map<Contestant, number>();
  const run = (one: Contestant, length: 'warmUp' | 'turns') =>
    measured(fake, one, lengths[one.run.walk][length], saved);

  /** Both bots of a walk, warm, with messages of the same size. */
  async function startPair(walk: Walk, dataDir: string, first: Message | null): Promise<Pair> {
    mkdirSync(dataDir);
    const our = await ours(surroundings, walk, dataDir);
    running.push(our);
    const { ran } = await run(our, 'warmUp');
    const other = await bare(surroundings, walk, ran, dataDir, first);
    running.push(other);
    sameBytes(other, (await run(other, 'warmUp')).ran, ran);
    return [our, other];
  }

  /** The bots take turns. */
  async function compared(pair: Pair): Promise<readonly [Measured[], Measured[]]> {
    const found: readonly [Measured[], Measured[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      found[0].push(await run(pair[0], 'turns'));
      found[1].push(await run(pair[1], 'turns'));
    }
    return found;
  }

  try {
    const dataDirs = { questions: join(folder.path, 'one'), result: join(folder.path, 'two') };
    const questions = await startPair('questions', dataDirs.questions, null);
    // A result follows a question.
    const result = await startPair('result', dataDirs.result, questions[1].run.first);
    const figures = [
      ...walkFigures('questions', await compared(questions)),
      ...walkFigures('result', await compared(result)),
    ];
    for (const [{ run }, expected] of saved) savedEvery(dataDirs[run.walk], expected);
    return figures;
  } finally {
    for (const { program } of running) await program.stop();
    fake.stop();
    folder.remove();
  }
}

function walkFigures(walk: Walk, [our, other]: readonly [Measured[], Measured[]]): Figure[] {
  const title = titles[walk];
  return [
    { name: `${title}: a message`, figure: median(our.map(({ ran }) => ran.bytes)), unit: 'bytes' },
    ...figuresOf(`${title}, ours`, our),
    ...figuresOf(`${title}, bare`, other),
    {
      name: `${title}: ours against bare`,
      figure: timesOf(our, other),
      unit: 'times',
      ...(walk === 'questions' ? { goal } : {}),
    },
  ];
}
