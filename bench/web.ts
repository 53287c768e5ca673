/** The web page from outside: how long a start takes until the first page, and what it needs when nobody comes. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { root } from '../src/root.ts';
import { temporaryFolder } from '../test/support/postgres.ts';
import { freePort } from '../test/support/server.ts';
import { type Figure, median, milliseconds } from './measure.ts';

/** What a start loads from the registry; loading them takes most of it. */
const libraries = [
  'hono',
  '@hono/node-server',
  'zod',
  'handlebars',
  'kysely',
  'libsql',
  'pino',
  'prom-client',
];

const starts = 9;

/** Measures the built server in processes of its own. */
export async function web(): Promise<Figure[]> {
  const cold: number[] = [];
  const loading: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < starts; round++) {
    loading.push(milliseconds(loadLibraries));
    const { toFirstPage, megabytes } = await oneStart();
    cold.push(toFirstPage);
    memory.push(megabytes);
  }
  return [
    { name: 'Start to the first page', figure: median(cold), unit: 'ms' },
    { name: 'Loading its libraries alone', figure: median(loading), unit: 'ms' },
    {
      name: 'Start against loading alone',
      figure: median(cold) / median(loading),
      unit: 'times',
      goal: { atMost: 1.5 },
    },
    { name: 'Idle memory', figure: median(memory), unit: 'MB', goal: { atMost: 110 } },
  ];
}

function loadLibraries(): void {
  const script = libraries.map((name) => `import '${name}';`).join('\n');
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
  });
  if (status !== 0) throw new Error('The libraries cannot be loaded.');
}

async function oneStart(): Promise<{ toFirstPage: number; megabytes: number }> {
  const folder = temporaryFolder();
  const port = await freePort();
  const begin = performance.now();
  const server = spawn(process.execPath, [join(root, 'dist/adapters/step2.js'), 'start'], {
    env: { PATH: process.env.PATH, PORT: String(port), DATA_DIR: folder.path },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // The first line of its log says that it listens; asking before would take the core from it.
  await once(server.stdout, 'data');
  await (await fetch(`http://127.0.0.1:${port}/`)).text();
  const toFirstPage = performance.now() - begin;
  await setTimeout(1000);
  const megabytes = residentMegabytes(server);
  server.kill('SIGTERM');
  await once(server, 'exit');
  folder.remove();
  return { toFirstPage, megabytes };
}

/** What the process holds in memory now, its libraries included. */
function residentMegabytes({ pid }: ChildProcess): number {
  const [, kilobytes] =
    /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
