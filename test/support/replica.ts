import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { root } from '../../src/root.ts';
import { openStore } from '../../src/store/open.ts';
import { SQLITE_FILE } from '../../src/store/sqlite.ts';
import { keyNamed } from './keys.ts';
import type { PlaceOptions } from './places.ts';

/** A second process with the same database: it opens it, installs the bot, saves without end, or locks it. */
export type Task = 'open' | 'install' | 'save without end' | 'lock';

/** Starts the built program `dist/test/support/replica.js`, with the test keys of these names; `lines` are its
 * acknowledgements. */
export function startReplica(options: PlaceOptions, task: Task, keys: readonly string[] = []) {
  const program = join(root, 'dist/test/support/replica.js');
  const child = spawn(process.execPath, [program, JSON.stringify(options), task, ...keys]);
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout });
  return { child, lines, ended: ended(child) };
}

/** Resolves with the exit code, or the signal that ended it. */
function ended(child: ChildProcessWithoutNullStreams): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => resolve(signal ?? code));
    child.on('error', reject);
  });
}

/** So written that the line is in the pipe, whatever happens to this process next. */
function acknowledge(line: string): void {
  writeSync(1, `${line}\n`);
}

async function open(options: PlaceOptions): Promise<void> {
  const store = await openStore(options);
  const key = { tenant: 'web', person: `replica ${process.pid}`, about: '' };
  const at = new Date(0);
  acknowledge(await store.save(key, { expected: 0, state: null, event: null, at }));
  await store.close();
}

/** Puts one workspace's installation again and again, and always finds a whole one. */
async function install(options: PlaceOptions): Promise<void> {
  const { installations, close } = await openStore(options);
  for (let round = 1; round <= 40; round++) {
    const token = `${process.pid} ${round}`;
    await installations.put('slack:T1', { token, again: token }, new Date(0));
    const found = await installations.find('slack:T1');
    const { token: one, again } = found as { token: string; again: string };
    if (one !== again) throw new Error(`An installation in two halves: ${one}, ${again}`);
  }
  await close();
  acknowledge(`${process.pid} 40`);
}

/** Four people at once, each answering on and on. */
async function saveWithoutEnd(options: PlaceOptions): Promise<void> {
  const store = await openStore(options);
  const answer = async (person: string): Promise<never> => {
    const key = { tenant: 'web', person, about: '' };
    for (;;) {
      const expected = (await store.load(key))?.version ?? 0;
      const event = `${person} ${expected}`;
      const save = { expected, state: { answers: expected + 1 }, event, at: new Date(0) };
      if ((await store.save(key, save)) === 'saved') acknowledge(`${person} ${expected + 1}`);
    }
  };
  await Promise.all(['ann', 'bob', 'cem', 'dee'].map(answer));
}

/** Holds SQLite's write lock until its input ends. */
function lock({ dataDir }: PlaceOptions): void {
  const database = new Database(join(dataDir, SQLITE_FILE));
  // Whoever writes at this moment has it first.
  database.exec('pragma busy_timeout = 10000');
  database.exec('begin immediate');
  acknowledge('locked');
  process.stdin.resume().on('end', () => database.close());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [options = '', task, ...keys] = process.argv.slice(2);
  const dataKeys = keys.map((name) => keyNamed(name));
  const tasks = { open, install, 'save without end': saveWithoutEnd, lock };
  await tasks[task as Task]({ ...(JSON.parse(options) as PlaceOptions), dataKeys });
}
