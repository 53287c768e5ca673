import { deflateSync } from 'node:zlib';
import type { RawData, WebSocket } from 'ws';
import { isObject } from '../form/fields.ts';
import { gatewayLimit, HEARTBEAT_INTERVAL } from '../limits/time.ts';
import { type Json, opcode } from '../vocabulary.ts';
import { type CloseReason, closeCode, words } from './close-codes.ts';
import type { Gateway } from './gateway.ts';
import { checkIdentify } from './identify.ts';
import { Session } from './session.ts';

/** The most bytes that one payload to the gateway may have. */
const LARGEST = 4096;

function write(socket: WebSocket, payload: Json, compress: boolean): void {
  const text = JSON.stringify(payload);
  socket.send(compress ? deflateSync(text) : text);
}

/** One socket of one shard, from HELLO to its end. */
export class Connection {
  readonly #gateway: Gateway;
  readonly #socket: WebSocket;
  #session: Session | undefined;
  #received: number[] = [];

  constructor(gateway: Gateway, socket: WebSocket, query: URLSearchParams) {
    this.#gateway = gateway;
    this.#socket = socket;
    socket.on('message', (data) => {
      const reason = this.#hear(data);
      if (reason) this.fail(reason);
    });
    socket.on('error', () => {});
    socket.on('close', (code) => this.#leave(code));
    const readable = query.get('encoding') === 'json' && !query.has('compress');
    if (query.get('v') !== '10') this.fail('invalidVersion');
    else if (!readable) this.fail('decodeError');
    else this.send(opcode.hello, { heartbeat_interval: HEARTBEAT_INTERVAL, _trace: [] });
  }

  send(op: number, d: unknown): void {
    write(this.#socket, { op, d, s: null, t: null }, this.#session?.compress ?? false);
  }

  fail(reason: CloseReason): void {
    this.close(closeCode[reason], words[reason]);
  }

  close(code: number, reason: string): void {
    // From now on what happens is kept for the resume, however long the closing takes.
    if (this.#session?.socket === this.#socket) this.#session.socket = undefined;
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** Takes what the shard sends; gives why the connection ends, where it does. */
  #hear(data: RawData): CloseReason | undefined {
    const now = this.#gateway.world.clock.now();
    this.#received = this.#received.filter((time) => time > now - gatewayLimit.per);
    this.#received.push(now);
    if (this.#received.length > gatewayLimit.limit) return 'rateLimited';
    const text = String(data);
    if (text.length > LARGEST) return 'decodeError';
    let payload: unknown;
    try {
      payload = JSON.parse(text);
    } catch {
      return 'decodeError';
    }
    if (!isObject(payload)) return 'decodeError';
    const operation = this.#operations[Number(payload.op)];
    return operation ? operation(payload.d) : 'unknownOpcode';
  }

  readonly #operations: Readonly<Record<number, (d: unknown) => CloseReason | undefined>> = {
    [opcode.heartbeat]: () => {
      this.send(opcode.ack, null);
      return undefined;
    },
    [opcode.identify]: (d) => this.#identify(d),
    [opcode.resume]: (d) => this.#resume(d),
    [opcode.presence]: () => this.#onceReady(),
    [opcode.voice]: () => this.#onceReady(),
    [opcode.requestMembers]: () => this.#onceReady(),
  };

  /** For what needs an identified shard, and has no effect here. */
  #onceReady(): CloseReason | undefined {
    return this.#session ? undefined : 'notAuthenticated';
  }

  #identify(d: unknown): CloseReason | undefined {
    if (this.#session) return 'alreadyAuthenticated';
    const identified = checkIdentify(this.#gateway, isObject(d) ? d : {});
    if (identified === 'tooMany') {
      this.send(opcode.invalidSession, false);
      return undefined;
    }
    if (typeof identified === 'string') return identified;
    const session = new Session(identified, write);
    this.#gateway.sessions.set(session.id, session);
    this.#session = session;
    session.socket = this.#socket;
    this.#gateway.welcome(session);
    this.#gateway.world.changes.changed();
    return undefined;
  }

  #resume(d: unknown): CloseReason | undefined {
    if (this.#session) return 'alreadyAuthenticated';
    const given = isObject(d) ? d : {};
    if (given.token !== this.#gateway.world.token) return 'authenticationFailed';
    const session = this.#gateway.sessions.get(String(given.session_id));
    if (!session) {
      this.send(opcode.invalidSession, false);
      return undefined;
    }
    if (Number(given.seq) > session.sequence) return 'invalidSequence';
    session.socket = this.#socket;
    this.#session = session;
    session.replay(Number(given.seq));
    session.dispatch('RESUMED', { _trace: [] });
    this.#gateway.world.changes.changed();
    return undefined;
  }

  #leave(code: number): void {
    const session = this.#session;
    if (!session) return;
    if (session.socket === this.#socket) session.socket = undefined;
    // A shard that says goodbye in due form does not come back for what it missed.
    const goodbye = code === 1000 || code === 1001;
    if (goodbye && !session.socket) this.#gateway.sessions.delete(session.id);
  }
}
