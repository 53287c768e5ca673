import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
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
    child.once('exit', (status) =>
      reject(new Error(`The server ended with ${status}: ${log.join('\n')}`)),
    );
  });
  const ended = once(child, 'exit');
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
      const [status] = (await ended) as [number | null];
      return status;
    },
  };
}

/** A port that nobody uses, so that a server can come back where it was. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
