import type { Clock } from './clock.ts';

/** Discord's ids count milliseconds from the first of January 2015, shifted by 22 bits. */
const EPOCH = 1_420_070_400_000;
/** A day in 2024 whose milliseconds divide by every usual number of shards: see `server`. */
const SERVERS_FROM = 720_720 * 400_000;

/** Gives ids that grow, as Discord's do, and that carry the time they were given. */
export class Snowflakes {
  readonly #clock: Clock;
  #last = 0n;
  #servers = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  next(): string {
    const now = BigInt(this.#clock.now() - EPOCH) << 22n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return String(this.#last);
  }

  /** Servers take turns over the shards: the first goes to shard 0, the second to shard 1, … */
  server(): string {
    const id = BigInt(SERVERS_FROM + this.#servers) << 22n;
    this.#servers += 1;
    return String(id);
  }
}

export function shardOf(guildId: string, shards: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(shards));
}

export function timeOf(id: string): number {
  return Number(BigInt(id) >> 22n) + EPOCH;
}

export const isSnowflake = (value: unknown): boolean =>
  (typeof value === 'string' || typeof value === 'number') && /^\d{1,20}$/.test(String(value));
