import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { serveWeb } from '../../adapters/web/server.ts';
import { openStore } from '../../src/store/open.ts';
import { webApp } from './web.ts';

/** A server in a process of its own, with its data in a folder. */
export interface ServerProcess {
  readonly address: string;
  readonly port: number;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

/** Starts the built program `dist/test/support/web-server.js`. */
export async function startServer(dataDir: string, port = 0): Promise<ServerProcess> {
  const program = fileURLToPath(new URL('../../dist/test/support/web-server.js', import.meta.url));
  const child: ChildProcessByStdio<null, Readable, null> = spawn(
    process.execPath,
    [program, dataDir, String(port)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  const address = line.trim();
  return {
    address,
    port: Number(new URL(address).port),
    async kill() {
      const ended = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGKILL')) await ended;
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dataDir = '', port = '0'] = process.argv.slice(2);
  const app = await webApp({ store: await openStore({ dataDir }) });
  const { address } = await serveWeb(app, { host: '127.0.0.1', port: Number(port) });
  process.stdout.write(`${address}\n`);
}
