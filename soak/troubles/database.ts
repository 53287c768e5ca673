import { once } from 'node:events';
import type { TestServer } from '../../test/support/postgres.ts';
import { startReplica } from '../../test/support/replica.ts';
import type { Replica } from '../replicas.ts';
import { pause, type Trouble } from './trouble.ts';

/** PostgreSQL is stopped as a power cut would, and comes back. */
export function postgresTroubles({ power }: TestServer): Trouble[] {
  if (!power) return [];
  return [
    {
      name: 'PostgreSQL: stopped and started',
      async strike() {
        power.stop();
        await pause(1_000);
        power.start();
      },
    },
  ];
}

/** SQLite's file is locked by another process, and its disk is full. */
export function sqliteTroubles(dataDir: string, replicas: readonly Replica[]): Trouble[] {
  return [
    {
      name: 'SQLite: file locked',
      async strike() {
        const lock = startReplica({ dataDir }, 'lock');
        // Where somebody else holds it, it cannot be had.
        await Promise.race([once(lock.lines, 'line'), lock.ended]);
        await pause(1_500);
        lock.child.stdin.end();
        await lock.ended;
      },
    },
    {
      name: 'SQLite: disk full',
      async strike() {
        for (const replica of replicas) replica.signal('SIGUSR2');
        await pause(2_000);
      },
    },
  ];
}
