import { join } from 'node:path';
import { root } from '../src/root.ts';
import { type RunningServer, startServer } from '../test/support/server.ts';
import type { Count } from './count.ts';
import { pause, type Trouble } from './troubles/trouble.ts';

/** One process of the bot, which comes back after it was killed. */
export class Replica {
  private readonly environment: Record<string, string>;
  private readonly count: Count;
  private server: RunningServer | null = null;
  private starting: Promise<void> | null = null;

  constructor(environment: Record<string, string>, count: Count) {
    const preload = join(root, 'dist/soak/full-disk.js');
    this.environment = { ...environment, NODE_OPTIONS: `--import ${preload}` };
    this.count = count;
  }

  /** Tries on until it runs: the database or the platform may be away. */
  start(): Promise<void> {
    this.starting ??= this.tryToStart().finally(() => {
      this.starting = null;
    });
    return this.starting;
  }

  private async tryToStart(): Promise<void> {
    for (let tries = 0; tries < 30; tries++) {
      try {
        this.server = await startServer(this.environment);
        return;
      } catch {
        this.count.add('starts refused while things were away');
        await pause(500);
      }
    }
    throw new Error('The bot does not start any more.');
  }

  signal(name: 'SIGUSR2'): void {
    this.server?.process.kill(name);
  }

  async kill(): Promise<void> {
    await this.starting;
    await this.server?.kill();
    this.take();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.starting;
    if (this.server?.process.exitCode === null)
      this.count.add('clean stops', (await this.server.stop()) === 0 ? 1 : 0);
    this.take();
  }

  /** What the log of a process that has ended tells. */
  private take(): void {
    const lines = this.server?.log ?? [];
    const faults = lines.filter((line) => line.includes('"reference"'));
    this.count.add('faults told to the operator', faults.length);
    for (const line of faults) {
      const code = /"code":"([\w-]+)"/.exec(line)?.[1];
      if (code) this.count.add(`  with code ${code}`);
    }
    this.server = null;
  }

  /** Whether it has ended by itself. */
  get died(): boolean {
    return this.starting === null && this.server !== null && this.server.process.exitCode !== null;
  }
}

export function killTroubles(
  replicas: readonly Replica[],
  roll: (sides: number) => number,
): Trouble[] {
  return [
    {
      name: 'SIGKILL of a replica',
      strike: async () => replicas[roll(replicas.length)]?.kill(),
    },
  ];
}
