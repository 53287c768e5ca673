import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { shardOf } from '../snowflake.ts';
import { intent, type Json, opcode } from '../vocabulary.ts';
import { userPayload } from '../world/payload.ts';
import type { Event, World } from '../world/world.ts';
import { type CloseReason, closeCode, words } from './close-codes.ts';
import { Connection } from './connection.ts';
import type { Session } from './session.ts';

/** How the gateway is set up for the application. */
export interface GatewaySettings {
  /** The number of shards that Discord recommends. */
  shards: number;
  /** How many shards may identify within five seconds. */
  maxConcurrency: number;
  sessionStarts: { total: number; remaining: number; resetAfter: number };
  /** Intents that need approval and have it. */
  privileged: number;
  /** Whether even ordinary intents are refused. */
  disallowed: boolean;
}

/** The socket side: who is connected, what they are told. */
export class Gateway {
  readonly world: World;
  readonly settings: GatewaySettings;
  readonly sessions = new Map<string, Session>();
  /** When each bucket of shards last identified. */
  readonly identified = new Map<number, number>();
  readonly #connections = new Set<Connection>();
  readonly #sockets = new WebSocketServer({ noServer: true });

  constructor(world: World, settings: GatewaySettings, http: Server) {
    this.world = world;
    this.settings = settings;
    world.publish = (event) => this.publish(event);
    http.on('upgrade', (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        const address = new URL(request.url ?? '/', 'http://localhost');
        const connection = new Connection(this, client, address.searchParams);
        this.#connections.add(connection);
        client.on('close', () => {
          this.#connections.delete(connection);
          world.changes.changed();
        });
      });
    });
  }

  /** Tells all whom it concerns; gives whether anybody will hear of it, now or after a resume. */
  publish(event: Event): boolean {
    let heard = false;
    for (const session of this.sessions.values()) {
      const shard = event.guild ? shardOf(event.guild.id, session.shards) : 0;
      const wanted = event.intent === undefined || (session.intents & event.intent) !== 0;
      if (session.shard !== shard || !wanted) continue;
      if (event.guild && !event.guild.hasBot) continue;
      session.dispatch(event.name, event.payload(session.intents));
      heard = true;
    }
    this.world.changes.changed();
    return heard;
  }

  /** What a shard is told first. */
  welcome(session: Session): void {
    const { world } = this;
    const mine = [...world.guilds.values()].filter(
      (guild) => guild.hasBot && shardOf(guild.id, session.shards) === session.shard,
    );
    session.dispatch('READY', {
      v: 10,
      user: {
        ...userPayload(world.bot),
        verified: true,
        mfa_enabled: false,
        email: null,
        flags: 0,
      },
      guilds: mine.map((guild) => ({ id: guild.id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: this.url,
      shard: [session.shard, session.shards],
      application: { id: world.bot.id, flags: 0 },
      private_channels: [],
      relationships: [],
      presences: [],
      guild_join_requests: [],
      user_settings: {},
      _trace: [],
    });
    if (!(session.intents & intent.guilds)) return;
    for (const guild of mine) session.dispatch('GUILD_CREATE', world.guildCreate(guild));
  }

  get url(): string {
    return `${this.world.origin.replace('http', 'ws')}/gateway`;
  }

  /** `GET /gateway/bot`. */
  get information(): Json {
    const { shards, maxConcurrency, sessionStarts } = this.settings;
    return {
      url: this.url,
      shards,
      session_start_limit: {
        total: sessionStarts.total,
        remaining: sessionStarts.remaining,
        reset_after: sessionStarts.resetAfter,
        max_concurrency: maxConcurrency,
      },
    };
  }

  newSessionId(): string {
    return randomBytes(16).toString('hex');
  }

  /** Ends every connection. Sessions stay, unless the reason is final. */
  closeAll(reason: CloseReason, final = false): void {
    if (final) this.sessions.clear();
    for (const connection of this.#connections) connection.close(closeCode[reason], words[reason]);
  }

  /** Asks every shard to come back, or tells it that it has to start anew. */
  tellAll(op: typeof opcode.reconnect | typeof opcode.invalidSession): void {
    for (const connection of this.#connections) connection.send(op, op === 9 ? false : null);
    if (op === opcode.invalidSession) this.sessions.clear();
  }

  close(): void {
    for (const connection of this.#connections) connection.terminate();
    this.#sockets.close();
  }
}
