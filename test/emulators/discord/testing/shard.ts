import { inflateSync } from 'node:zlib';
import { WebSocket } from 'ws';
import type { Discord } from '../index.ts';
import { type Json, opcode } from '../vocabulary.ts';

export interface Payload {
  op: number;
  d: Json;
  s: number | null;
  t: string | null;
}

/** A connection to the gateway without any library between. */
export class Shard {
  readonly received: Payload[] = [];
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();
  /** With which code it ended. */
  closeCode: number | undefined;

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.on('message', (data, compressed) => {
      const text = compressed ? inflateSync(data as Buffer) : data;
      this.received.push(JSON.parse(String(text)) as Payload);
      for (const look of [...this.#waiting]) look();
    });
    this.#socket.on('close', (code) => {
      this.closeCode = code;
      for (const look of [...this.#waiting]) look();
    });
    this.#socket.on('error', () => {});
  }

  send(op: number, d: unknown): void {
    this.#socket.send(JSON.stringify({ op, d }));
  }

  sendRaw(text: string): void {
    this.#socket.send(text);
  }

  /** Waits until something truthy is found; for ever, as the test has its own time limit. */
  find<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const again = () => {
        const found = look();
        if (!found) return;
        this.#waiting.delete(again);
        resolve(found);
      };
      this.#waiting.add(again);
      again();
    });
  }

  op(op: number): Promise<Payload> {
    return this.find(() => this.received.find((one) => one.op === op));
  }

  event(name: string): Promise<Payload> {
    return this.find(() => this.received.find((one) => one.t === name));
  }

  events(name: string): Payload[] {
    return this.received.filter((one) => one.t === name);
  }

  ended(): Promise<number> {
    return this.find(() => this.closeCode);
  }

  /** Says goodbye; the session is over. */
  close(code = 1000): Promise<number> {
    this.#socket.close(code);
    return this.ended();
  }

  /** Loses the connection; the session can be resumed. */
  drop(): void {
    this.#socket.terminate();
  }
}

export const gatewayUrl = (discord: Discord): string =>
  `${discord.apiUrl.replace('http', 'ws').replace('/api', '/gateway')}`;

export interface Identity {
  token?: string;
  intents?: unknown;
  shard?: unknown;
  compress?: boolean;
}

export const identity = (discord: Discord, more: Identity = {}): Json => ({
  token: discord.token,
  intents: 1,
  properties: { os: 'linux', browser: 'test', device: 'test' },
  shard: [0, 1],
  ...more,
});

/** Connects and says hello; with an identity, identifies and waits to be welcomed. */
export async function connect(
  discord: Discord,
  more: Identity | null = {},
  query = '?v=10&encoding=json',
): Promise<Shard> {
  const shard = new Shard(`${gatewayUrl(discord)}${query}`);
  await shard.op(opcode.hello);
  if (more === null) return shard;
  shard.send(opcode.identify, identity(discord, more));
  await shard.event('READY');
  return shard;
}
