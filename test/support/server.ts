import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../../src/root.ts';

/** The real server, `step2 start`, in a process of its own. */
export interface RunningServer {
  readonly address: string;
  readonly process: ChildProcess;
  /** Every line of the log so far. */
  readonly log: readonly string[];
  /** Kills it in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Stops it as an operator does, and gives its exit status. */
  stop(): Promise<number | null>;
}

/** Starts the server in a working directory and waits until it says that it is ready. */
export async function startServer(
  environment: Record<string, string>,
  cwd = root,
): Promise<RunningServer> {
  const child = spawn(process.execPath, [join(root, 'dist/adapters/step2.js'), 'start'], {
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      RATE_LIMIT: '1000000',
      ...environment,
    },
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  let rest = '';
  const address = await new Promise<string>((resolve, reject) => {
    const read = (piece: string) => {
      const lines = (rest + piece).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        log.push(line);
        const found = /"address":"([^"]+)"/.exec(line)?.[1];
        if (found) resolve(found);
      }
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', (piece: string) => log.push(piece));
    child.once('close', (status) =>
      reject(new Error(`The server ended with ${status}: ${log.join('\n')}`)),
    );
  });
  const ended = once(child, 'exit');
  // Only now has all of its log been read.
  const read = once(child, 'close');
  return {
    address,
    process: child,
    log,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      const [status] = (await read) as [number | null];
      return status;
    },
  };
}

/**
 * A port that nobody uses, so that a server can come back where it was. It lies below those that systems hand out by
 * themselves (from 32768 on), else any connection could get it while the server is away.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    const probe = createServer().listen(port, '127.0.0.1');
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
