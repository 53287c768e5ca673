import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../world/clock.ts';
import { secret } from '../world/ids.ts';
import { asJson, isJson, parse } from '../world/json.ts';
import {
  type Acknowledgement,
  millisecondsToAcknowledge,
  type Outgoing,
  type Retry,
} from './outgoing.ts';

/** Page "Using Socket Mode": at most ten connections at once. */
const mostConnections = 10;
const pingEvery = 5_000;

/** The app's open WebSocket connections. Each envelope goes to one of them. */
export class Sockets {
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #open = new Set<WebSocket>();
  readonly #waiting = new Map<string, (body: unknown) => void>();
  readonly #clock: Clock;
  readonly #appId: string;
  readonly #changed: () => void;
  readonly #pings: NodeJS.Timeout;
  #next = 0;

  constructor(clock: Clock, appId: string, changed: () => void) {
    this.#clock = clock;
    this.#appId = appId;
    this.#changed = changed;
    this.#pings = setInterval(() => {
      for (const socket of this.#open) socket.ping('Ping from Slack');
    }, pingEvery).unref();
  }

  get count(): number {
    return this.#open.size;
  }

  /** The path of a new connection; it can be used once. */
  issuePath(): string {
    const ticket = secret(16);
    this.#tickets.add(ticket);
    return `/link/?ticket=${ticket}&app_id=${this.#appId}`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://slack');
    const ticket = url.searchParams.get('ticket') ?? '';
    if (url.pathname !== '/link/' || !this.#tickets.delete(ticket)) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
  }

  #welcome(socket: WebSocket): void {
    if (this.#open.size >= mostConnections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close();
      return;
    }
    this.#open.add(socket);
    socket.on('close', () => {
      this.#open.delete(socket);
      this.#changed();
    });
    socket.on('error', () => socket.terminate());
    socket.on('message', (data) => this.#hear(parse(String(data))));
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open.size,
        debug_info: { host: 'applink', build_number: 1, approximate_connection_time: 18060 },
        connection_info: { app_id: this.#appId },
      }),
    );
    socket.ping('Ping from Slack');
    this.#changed();
  }

  #hear(heard: unknown): void {
    const { envelope_id: id, payload } = asJson(heard);
    // Whatever else came instead of an id may be nested so deep that no text can be made of it.
    if (typeof id !== 'string') return;
    const acknowledged = this.#waiting.get(id);
    this.#waiting.delete(id);
    const empty = isJson(payload) && Object.keys(payload).length === 0;
    acknowledged?.(empty ? undefined : payload);
  }

  deliver({ kind, payload, answers }: Outgoing, retry?: Retry): Promise<Acknowledgement> {
    const connections = [...this.#open];
    const chosen = connections[this.#next++ % Math.max(1, connections.length)];
    if (chosen === undefined)
      return Promise.resolve({ ok: false, error: 'dispatch_failed', reason: 'connection_failed' });
    const envelope_id = randomUUID();
    const retries =
      kind === 'events_api'
        ? { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' }
        : {};
    return new Promise((resolve) => {
      const cancel = this.#clock.after(millisecondsToAcknowledge, () => {
        this.#waiting.delete(envelope_id);
        resolve({ ok: false, error: 'operation_timeout', reason: 'timeout' });
      });
      this.#waiting.set(envelope_id, (body) => {
        cancel();
        resolve({ ok: true, body });
      });
      chosen.send(
        JSON.stringify({
          envelope_id,
          type: kind,
          payload,
          accepts_response_payload: answers,
          ...retries,
        }),
      );
    });
  }

  /** Sends a frame as it stands, which Slack never would, by every connection. */
  sendRaw(frame: string): void {
    for (const socket of this.#open) socket.send(frame);
  }

  /** Tells the app to connect anew, or cuts its connections without a word. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled' | 'abrupt'): void {
    for (const socket of this.#open) {
      if (reason === 'abrupt') {
        this.#open.delete(socket);
        socket.terminate();
        continue;
      }
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink' } }));
      if (reason === 'warning') continue;
      this.#open.delete(socket);
      socket.close();
    }
    this.#changed();
  }

  close(): void {
    clearInterval(this.#pings);
    for (const socket of this.#open) socket.terminate();
    this.#server.close();
  }
}
