import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Gateway, type GatewaySettings } from './gateway/gateway.ts';
import { deliver } from './interaction/start.ts';
import { Person } from './people/person.ts';
import { Server } from './people/server.ts';
import type { Failure } from './rest/failures.ts';
import { RateLimiter } from './rest/rate-limit.ts';
import { Rest } from './rest/rest.ts';
import { routes } from './rest/router.ts';
import type { RestRequest } from './rest/types.ts';
import { type Json, opcode } from './vocabulary.ts';
import type { Permission } from './world/permissions.ts';
import type { Channel } from './world/types.ts';
import { World } from './world/world.ts';

export type { SeenModal } from './people/modal.ts';
export type { Person } from './people/person.ts';
export { readable } from './people/readable.ts';
export type { Seen } from './people/seen.ts';
export type { Server } from './people/server.ts';
export type { Channel } from './world/types.ts';

export interface DiscordSettings {
  /** The number of shards that the gateway recommends; 1. */
  shards?: number;
  /** How many shards may identify at once; 16. With 1, as most bots have it, each waits 5 s. */
  maxConcurrency?: number;
  /** Whether requests are counted against Discord's rate limits; they are. */
  rateLimits?: boolean;
  /** Intents that need approval and have it; none. */
  privilegedIntents?: number;
}

/** Discord, running on this machine for one application. */
export class Discord {
  readonly #world: World;
  readonly #rest: Rest;
  readonly #gateway: Gateway;

  constructor(world: World, rest: Rest, gateway: Gateway) {
    this.#world = world;
    this.#rest = rest;
    this.#gateway = gateway;
  }

  /** For discord.js's `rest.api`. */
  get apiUrl(): string {
    return `${this.#world.origin}/api`;
  }

  get token(): string {
    return this.#world.token;
  }

  get applicationId(): string {
    return this.#world.bot.id;
  }

  /** Every REST request so far, in the order of arrival. */
  get requests(): readonly RestRequest[] {
    return this.#rest.requests;
  }

  /** A server; the bot is in it, with the usual permissions, unless it says otherwise. */
  server(name: string, more: { permissions?: readonly Permission[]; bot?: boolean } = {}): Server {
    const guild = this.#world.guild(name, more.bot ?? true, more.permissions);
    return new Server(this.#world, guild);
  }

  /** Somebody who is in no server. */
  person(name: string): Person {
    return new Person(this.#world, this.#world.user(name));
  }

  /** A conversation of people that the bot is not part of. */
  privateChannel(...people: Person[]): Channel {
    return this.#world.conversation(people.map((person) => person.user));
  }

  /** An emoji of the application; gives its id. */
  emoji(): string {
    const id = this.#world.ids.next();
    this.#world.emojis.add(id);
    return id;
  }

  /** Waits until as many shards as recommended are connected. */
  ready(): Promise<unknown> {
    return this.until('all shards are connected', () => {
      const connected = this.connections.map((one) => one.shard);
      return new Set(connected).size >= this.#gateway.settings.shards;
    });
  }

  /** The shards that are connected now. */
  get connections(): { shard: number; shards: number; intents: number; sessionId: string }[] {
    return [...this.#gateway.sessions.values()]
      .filter((session) => session.socket !== undefined)
      .map(({ shard, shards, intents, id }) => ({ shard, shards, intents, sessionId: id }));
  }

  get sessionStarts(): GatewaySettings['sessionStarts'] {
    return this.#gateway.settings.sessionStarts;
  }

  until<T>(what: string, condition: () => T): Promise<T> {
    return this.#world.changes.until(what, condition, () => this.#dump());
  }

  /** Makes the next requests to a route fail. */
  fail(route: string, failure: Failure, more: { times?: number } = {}): void {
    if (!routes.some((one) => one.name === route)) throw new Error(`there is no route "${route}"`);
    const own = typeof failure === 'object' ? failure.times : undefined;
    this.#rest.failures.plan(route, failure, more.times ?? own ?? 1);
  }

  /** Takes back the faults that are still to come. */
  heal(): void {
    this.#rest.failures.clear();
  }

  /** Skips time: deadlines come due, tokens expire, rate limits end. */
  advance(ms: number): void {
    this.#world.clock.advance(ms);
    this.#world.changes.changed();
  }

  /** From now on time passes only by `advance`: nothing comes due because a machine is slow. */
  holdTime(): void {
    this.#world.clock.hold();
  }

  now(): number {
    return this.#world.clock.now();
  }

  /** Sends the last interaction once more, as may happen after a lost connection. */
  redeliver(): void {
    const last = [...this.#world.interactions.values()].at(-1);
    if (!last) throw new Error('nothing has been delivered yet');
    deliver(this.#world, last);
  }

  /** Tells the application something that Discord never would. */
  tell(name: string, payload: Json): void {
    this.#world.publish({ name, payload: () => payload });
  }

  /** What the interactions so far told the application. */
  get interactions(): readonly Json[] {
    return [...this.#world.interactions.values()].map(({ payload }) => payload);
  }

  /**
   * Breaks the connections: so that they can be resumed, so that they have to start anew, or by
   * asking them to come back. Under `resumable`, what happens meanwhile is delivered afterwards.
   */
  disconnect(how: 'resumable' | 'invalid' | 'reconnect' = 'resumable'): void {
    if (how === 'resumable') this.#gateway.closeAll('unknownError');
    else this.#gateway.tellAll(how === 'invalid' ? opcode.invalidSession : opcode.reconnect);
  }

  /** The token is replaced by another: everything that is done with the old one fails. */
  revokeToken(): void {
    this.#world.token = `${this.#world.token}.new`;
    this.#gateway.closeAll('authenticationFailed', true);
  }

  /** From now on the gateway lets nobody in with the intents they ask for. */
  disallowIntents(): void {
    this.#gateway.settings.disallowed = true;
    this.#gateway.closeAll('disallowedIntents', true);
  }

  async close(): Promise<void> {
    this.#world.clock.close();
    this.#gateway.close();
    const { server } = this.#rest;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  #dump(): string {
    return this.requests
      .slice(-20)
      .map((one) => `${one.method} ${one.path} → ${one.status}`)
      .join('\n');
  }
}

/** Starts Discord for one application on a free port of this machine. */
export async function startDiscord(settings: DiscordSettings = {}): Promise<Discord> {
  const world = new World();
  const rest = new Rest(world, new RateLimiter(world.clock, settings.rateLimits ?? true));
  const gateway = new Gateway(
    world,
    {
      shards: settings.shards ?? 1,
      maxConcurrency: settings.maxConcurrency ?? 16,
      sessionStarts: { total: 1000, remaining: 1000, resetAfter: 86_400_000 },
      privileged: settings.privilegedIntents ?? 0,
      disallowed: false,
    },
    rest.server,
  );
  rest.gateway = gateway;
  rest.server.listen(0, '127.0.0.1');
  await once(rest.server, 'listening');
  world.origin = `http://127.0.0.1:${(rest.server.address() as AddressInfo).port}`;
  return new Discord(world, rest, gateway);
}
