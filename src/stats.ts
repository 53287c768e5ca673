import type { StandingChange } from './conversation/standing.ts';
import { repeated } from './repeated.ts';
import type { Tallies, TallyChange } from './store/tallies.ts';

/** How many checks stand where, in each tenant. */
export interface Stats {
  /** A turn was saved, and did this to the numbers. Quick, because every turn does it. */
  count(tenant: string, changes: readonly StandingChange[]): void;
  /** The numbers of a tenant by their standing; rejects when the database does not answer. */
  of(tenant: string): Promise<ReadonlyMap<string, number>>;
}

/** Counts nothing. */
export const noStats: Stats = { count() {}, of: async () => new Map() };

/** Stats that are written down. */
export interface KeptStats extends Stats {
  /** Writes now and then from now on; a stop writes what is left. */
  follow(): { stop(): Promise<void> };
}

/** Time from one write to the next. In milliseconds. */
const betweenWrites = 5_000;

/**
 * Counts in memory, so that no turn waits for it, and writes the sums down every few seconds. A crash loses the counts
 * of the last seconds, and nothing else: conversations are saved in each turn.
 *
 * @param tell hears of a write that failed, once until one succeeds; what it should have written waits for the next
 */
export function keepStats(tallies: Tallies, tell: (error: unknown) => void): KeptStats {
  let waiting = new Map<string, Map<string, number>>();
  let writing: Promise<void> | null = null;
  let failing = false;

  function add({ tenant, standing, by }: TallyChange): void {
    const ofTenant = waiting.get(tenant) ?? new Map<string, number>();
    ofTenant.set(standing, (ofTenant.get(standing) ?? 0) + by);
    waiting.set(tenant, ofTenant);
  }

  async function write(): Promise<void> {
    const changes = [...waiting].flatMap(([tenant, ofTenant]) =>
      [...ofTenant].flatMap(([standing, by]) => (by === 0 ? [] : [{ tenant, standing, by }])),
    );
    waiting = new Map();
    if (changes.length === 0) return;
    try {
      await tallies.add(changes);
      failing = false;
    } catch (error) {
      changes.forEach(add);
      if (!failing) tell(error);
      failing = true;
    }
  }

  /** Everything that was counted before the call. */
  async function writeAll(): Promise<void> {
    await writing;
    writing ??= write().finally(() => {
      writing = null;
    });
    await writing;
  }

  return {
    count(tenant, changes) {
      for (const change of changes) add({ tenant, ...change });
    },
    async of(tenant) {
      await writeAll();
      return tallies.of(tenant);
    },
    follow() {
      const writes = repeated(writeAll, betweenWrites);
      return {
        async stop() {
          await writes.stop();
          await writeAll();
        },
      };
    },
  };
}
