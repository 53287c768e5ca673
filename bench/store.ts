import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Store } from '../src/store/port.ts';
import { openPostgres } from '../src/store/postgres.ts';
import type { Engine } from '../src/store/schema.ts';
import { openSqlStore } from '../src/store/sql.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { freshUrl, startPrivateServer, temporaryFolder } from '../test/support/postgres.ts';

/** One measured figure, as the benchmark prints it. */
export type Figure = { name: string; figure: number; unit: string };

const SMALL = 1000;
const LARGE = 1_000_000;
const TURNS = 2000;
/** Turns of one store before the other has its go, so that both meet the same disturbances. */
const ROUND = 50;
const IN_FLIGHT = 16;

type Filled = { store: Store; size: number };

/**
 * The time of a turn's load and save with few and with very many stored conversations, on a durable SQLite file and a
 * durable private PostgreSQL server (left out where there is none). Takes a minute or two.
 */
export async function measureStore(): Promise<Figure[]> {
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
      { name: `${name}: median load and save, 1,000 conversations`, figure: few, unit: 'ms' },
      { name: `${name}: median load and save, 1,000,000 conversations`, figure: many, unit: 'ms' },
      { name: `${name}: 1,000,000 to 1,000`, figure: many / few, unit: 'times' },
      {
        name: `${name}: with ${IN_FLIGHT} in flight, 1,000,000 conversations`,
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
  const answers = JSON.stringify({
    answers: Array.from({ length: 7 }, () => ({ a: 'x'.repeat(40) })),
  });
  await sql`with recursive people(number) as (
      select 1 union all select number + 1 from people where number < ${sql.lit(size)}
    )
    insert into conversations (key_id, tenant, person, about, version, created, last_used, state)
    select '', 'bench', 'U' || number, '', 1, 1700000000000 + number, 1700000000000 + number, ${sql.lit(answers)}
    from people`.execute(engine.db);
  // PostgreSQL plans by what it knows of the table; SQLite only looks whether there is an index.
  await sql`analyze`.execute(engine.db);
  return { store, size };
}

let turns = 0;

/** Loads and saves the conversation of somebody at random, as a turn of the bot does. */
async function turn({ store, size }: Filled): Promise<void> {
  const person = `U${1 + Math.floor(Math.random() * size)}`;
  const key = { tenant: 'bench', person, about: '' };
  const found = await store.load(key);
  if (found === null) throw new Error('The benchmark has lost a conversation.');
  turns += 1;
  const { version: expected, state } = found;
  await store.save(key, { expected, state, event: `event ${turns}`, at: new Date() });
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

function median(times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, figure, unit } of await measureStore()) {
    console.log(`${name}: ${figure.toFixed(figure < 10 ? 2 : 0)} ${unit}`);
  }
}
