import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../../src/root.ts';

/** A bot in a process of its own. */
export interface Program {
  /** Where it listens; empty for one that opens a socket itself. */
  readonly address: string;
  /** Processor time that it has taken so far, in microseconds. */
  cpuTime(): Promise<number>;
  /** What it holds once the garbage is collected, in bytes. */
  memory(): Promise<NodeJS.MemoryUsage>;
  stop(): Promise<void>;
}

const built = (path: string) => join(root, 'dist', path);

/** Some bots listen, some open sockets; each says in a line of its log that it is ready. In milliseconds. */
const longestStart = 20_000;

/**
 * Starts a built program and waits until it is ready: until its log names an address.
 *
 * @param path without its ending, such as `adapters/step2`
 * @param profile where to write a profile of its processor time at its end; null for none
 */
export async function startProgram(
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  profile: string | null = null,
): Promise<Program> {
  const profiling = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = fork(built(`${path}.js`), args, {
    env: { PATH: process.env.PATH, ...environment },
    execArgv: ['--import', built('bench/bots/cpu-time.js'), ...profiling],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  return {
    address: await addressOf(child),
    async cpuTime() {
      const answer = once(child, 'message') as Promise<[number]>;
      child.send('cpu time');
      const [taken] = await answer;
      return taken;
    },
    async memory() {
      const answer = once(child, 'message') as Promise<[NodeJS.MemoryUsage]>;
      child.send('memory');
      const [held] = await answer;
      return held;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`A bot did not start: ${said}`));
    const giveUp = setTimeout(fail, longestStart);
    let said = '';
    child.once('exit', fail);
    // Its log is read to the end, or a full pipe would stop it.
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      if (said.length < 10_000) said += piece;
      const found = /"address":"([^"]*)"/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(giveUp);
      child.off('exit', fail);
      resolve(found);
    });
  });
}
