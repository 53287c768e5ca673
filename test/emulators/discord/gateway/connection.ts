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
    socket.on('message', (data) => this.#hear(data));
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

  #hear(data: RawData): void {
    const now = this.#gateway.world.clock.now();
    this.#received = this.#received.filter((time) => time > now - gatewayLimit.per);
    this.#received.push(now);
    if (this.#received.length > gatewayLimit.limit) return this.fail('rateLimited');
    const text = String(data);
    if (text.length > LARGEST) return this.fail('decodeError');
    let payload: unknown;
    try {
      payload = JSON.parse(text);
    } catch {
      return this.fail('decodeError');
    }
    if (!isObject(payload)) return this.fail('decodeError');
    const heard = this.#operations[Number(payload.op)];
    if (heard) heard(payload.d);
    else this.fail('unknownOpcode');
  }

  readonly #operations: Readonly<Record<number, (d: unknown) => void>> = {
    [opcode.heartbeat]: () => this.send(opcode.ack, null),
    [opcode.identify]: (d) => this.#identify(d),
    [opcode.resume]: (d) => this.#resume(d),
    [opcode.presence]: () => this.#ready(),
    [opcode.voice]: () => this.#ready(),
    [opcode.requestMembers]: () => this.#ready(),
  };

  #ready(): void {
    if (!this.#session) this.fail('notAuthenticated');
  }

  #identify(d: unknown): void {
    if (this.#session) return this.fail('alreadyAuthenticated');
    const identified = checkIdentify(this.#gateway, isObject(d) ? d : {});
    if (typeof identified === 'string') {
      if (identified !== 'tooMany') return this.fail(identified);
      return this.send(opcode.invalidSession, false);
    }
    const session = new Session(identified, write);
    this.#gateway.sessions.set(session.id, session);
    this.#session = session;
    session.socket = this.#socket;
    this.#gateway.welcome(session);
    this.#gateway.world.changes.changed();
  }

  #resume(d: unknown): void {
    if (this.#session) return this.fail('alreadyAuthenticated');
    const given = isObject(d) ? d : {};
    if (given.token !== this.#gateway.world.token) return this.fail('authenticationFailed');
    const session = this.#gateway.sessions.get(String(given.session_id));
    if (!session) return this.send(opcode.invalidSession, false);
    if (Number(given.seq) > session.sequence) return this.fail('invalidSequence');
    session.socket = this.#socket;
    this.#session = session;
    session.replay(Number(given.seq));
    session.dispatch('RESUMED', { _trace: [] });
    this.#gateway.world.changes.changed();
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
