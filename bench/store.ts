import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Bot, createBot } from '../src/bot.ts';
import { step } from '../src/conversation/step.ts';
import { loadDefault } from '../src/policy/load.ts';
import { onePolicy } from '../src/policy/policies.ts';
import { loadWords } from '../src/render/words.ts';
import type { Store } from '../src/store/port.ts';
import { openPostgres } from '../src/store/postgres.ts';
import type { Engine } from '../src/store/schema.ts';
import { openSqlStore } from '../src/store/sql.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { freshUrl, startPrivateServer, temporaryFolder } from '../test/support/postgres.ts';
import { type Figure, median } from './measure.ts';

const SMALL = 1000;
const LARGE = 1_000_000;
const TURNS = 2000;
/** Turns of one store before the other has its go, so that both meet the same disturbances. */
const ROUND = 50;
const IN_FLIGHT = 16;

type Filled = { store: Store; bot: Bot; size: number };

const { policy } = loadDefault();

/**
 * Whole turns through `bot.ts` with few and with very many stored conversations, on a durable SQLite file and a durable
 * private PostgreSQL server (left out where there is none). Takes a minute or two.
 */
export async function store(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const folder = temporaryFolder();
  try {
    const sqlite = (size: number) => openSqlite({ dataDir: `${folder.path}/${size}` });
    figures.push(...(await measure('SQLite', async (size) => sqlite(size))));
  } finally {
    folder.remove();
  }
  const server = startPrivateServer({ durable: true });
  if (server === null) return figures;
  try {
    const postgres = async () => {
      const { url } = await freshUrl(server.url);
      return openPostgres({ databaseUrl: url, patienceMs: 300_000 });
    };
    figures.push(...(await measure('PostgreSQL', postgres)));
  } finally {
    server.dispose();
  }
  return figures;
}

async function measure(name: string, open: (size: number) => Promise<Engine>): Promise<Figure[]> {
  const small = await filled(await open(SMALL), SMALL);
  const large = await filled(await open(LARGE), LARGE);
  try {
    const times = { small: [] as number[], large: [] as number[] };
    for (let done = 0; done < TURNS; done += ROUND) {
      for (let turn = 0; turn < ROUND; turn++) times.small.push(await timed(small));
      for (let turn = 0; turn < ROUND; turn++) times.large.push(await timed(large));
    }
    const [few, many] = [median(times.small), median(times.large)];
    return [
      { name: `${name}: median turn, 1,000 conversations`, figure: few, unit: 'ms' },
      { name: `${name}: median turn, 1,000,000`, figure: many, unit: 'ms' },
      {
        name: `${name}: 1,000,000 to 1,000`,
        figure: many / few,
        unit: 'times',
        goal: { atMost: 1.2 },
      },
      {
        name: `${name}: ${IN_FLIGHT} in flight, 1,000,000`,
        figure: await turnsPerSecond(large),
        unit: 'turns/s',
      },
    ];
  } finally {
    await small.store.close();
    await large.store.close();
  }
}

/** A store with that many conversations of an ordinary size, put in past the port, for speed. */
async function filled(engine: Engine, size: number): Promise<Filled> {
  const store = await openSqlStore(engine, []);
  const words = 'result:passed stage:early 251 pass derm img:no';
  const { conversation } = step(policy, null, { type: 'start', id: randomUUID(), words });
  const answers = JSON.stringify(conversation);
  await sql`with recursive people(number) as (
      select 1 union all select number + 1 from people where number < ${sql.lit(size)}
    )
    insert into conversations (key_id, tenant, person, about, version, created, last_used, state)
    select '', 'bench', 'U' || number, '', 1, 1700000000000 + number, 1700000000000 + number, ${sql.lit(answers)}
    from people`.execute(engine.db);
  // PostgreSQL plans by what it knows of the table; SQLite only looks whether there is an index.
  await sql`analyze`.execute(engine.db);
  const bot = createBot({
    policies: onePolicy(policy),
    words: loadWords(),
    store,
    retentionDays: 120,
    now: () => new Date(),
    newId: randomUUID,
  });
  return { store, bot, size };
}

let turns = 0;

/** A turn of somebody at random: the command is given again, which loads, steps, saves and shows an offer to resume. */
async function turn({ bot, size }: Filled): Promise<void> {
  const person = `U${1 + Math.floor(Math.random() * size)}`;
  turns += 1;
  const { screen } = await bot.turn(
    { tenant: 'bench', person, about: '' },
    { type: 'start', id: randomUUID() },
    { id: `event ${turns}` },
  );
  if (screen.name !== 'offer') throw new Error('The benchmark has lost a conversation.');
}

async function timed(filled: Filled): Promise<number> {
  const begin = performance.now();
  await turn(filled);
  return performance.now() - begin;
}

async function turnsPerSecond(filled: Filled): Promise<number> {
  const total = 2 * TURNS;
  const begin = performance.now();
  let left = total;
  const one = async () => {
    while (left-- > 0) await turn(filled);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, one));
  return (total * 1000) / (performance.now() - begin);
}
