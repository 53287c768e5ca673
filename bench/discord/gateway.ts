import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Application, applicationBy, channel, guild } from './names.ts';
import { userOf } from './payloads.ts';

/** Discord's own: a bot that misses two of these connects anew. In milliseconds. */
const heartbeatInterval = 41_250;

const opcode = { dispatch: 0, heartbeat: 1, identify: 2, hello: 10, ack: 11 } as const;

/** The connections of the bots, each known by its application. */
export class Gateway {
  readonly #open = new Map<string, (name: string, payload: object) => void>();

  constructor(server: Server, address: string) {
    new WebSocketServer({ server }).on('connection', (socket) => this.#connected(socket, address));
  }

  /** Tells a bot of an event. */
  dispatch(application: Application, name: string, payload: object): void {
    const tell = this.#open.get(application.id);
    if (!tell) throw new Error(`${application.id} is not connected.`);
    tell(name, payload);
  }

  #connected(socket: WebSocket, address: string): void {
    let sequence = 0;
    const send = (op: number, d: unknown) =>
      socket.send(JSON.stringify({ op, d, s: null, t: null }));
    const tell = (t: string, d: object) =>
      socket.send(JSON.stringify({ op: opcode.dispatch, d, s: ++sequence, t }));
    socket.on('message', (told) => {
      const { op, d } = JSON.parse(String(told));
      if (op === opcode.heartbeat) send(opcode.ack, null);
      if (op !== opcode.identify) return;
      const application = applicationBy(d.token);
      this.#open.set(application.id, tell);
      tell('READY', readyFor(application, address));
      tell('GUILD_CREATE', server);
    });
    send(opcode.hello, { heartbeat_interval: heartbeatInterval });
  }
}

function readyFor({ id }: Application, address: string): object {
  return {
    v: 10,
    user: { ...userOf(id, 'step2'), bot: true, verified: true, mfa_enabled: false },
    guilds: [{ id: guild, unavailable: true }],
    session_id: `session-${id}`,
    session_type: 'normal',
    resume_gateway_url: address,
    shard: [0, 1],
    application: { id, flags: 0 },
    private_channels: [],
  };
}

/** The server in which everybody is. */
const server = {
  id: guild,
  name: 'bench',
  icon: null,
  owner_id: '1',
  roles: [{ id: guild, name: '@everyone', color: 0, position: 0, permissions: '2147483647' }],
  emojis: [],
  features: [],
  preferred_locale: 'en-US',
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  large: false,
  unavailable: false,
  member_count: 2,
  voice_states: [],
  members: [],
  channels: [{ id: channel, type: 0, name: 'bench', position: 0, permission_overwrites: [] }],
  threads: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  stickers: [],
};
