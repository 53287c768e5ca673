import type { WebSocket } from 'ws';
import { type Json, opcode } from '../vocabulary.ts';

/** Events kept for a connection that may come back for them. */
const MEMORY = 1_000;

/** What a shard has been told since it identified; it outlives a lost connection. */
export class Session {
  readonly id: string;
  readonly shard: number;
  readonly shards: number;
  readonly intents: number;
  /** Whether payloads are to be compressed. */
  readonly compress: boolean;
  socket: WebSocket | undefined;
  readonly #told: { s: number; t: string; d: Json }[] = [];
  #sequence = 0;
  #send: (socket: WebSocket, payload: Json, compress: boolean) => void;

  constructor(
    identified: Pick<Session, 'id' | 'shard' | 'shards' | 'intents' | 'compress'>,
    send: (socket: WebSocket, payload: Json, compress: boolean) => void,
  ) {
    this.id = identified.id;
    this.shard = identified.shard;
    this.shards = identified.shards;
    this.intents = identified.intents;
    this.compress = identified.compress;
    this.#send = send;
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** Tells an event, or keeps it until the shard is back. */
  dispatch(t: string, d: Json): void {
    this.#sequence += 1;
    const event = { s: this.#sequence, t, d };
    this.#told.push(event);
    if (this.#told.length > MEMORY) this.#told.shift();
    this.#tell(event);
  }

  /** Tells once more everything after `sequence`: what was lost, and what was merely not noted. */
  replay(sequence: number): void {
    for (const event of this.#told) if (event.s > sequence) this.#tell(event);
  }

  send(op: number, d: unknown): void {
    if (this.socket) this.#send(this.socket, { op, d, s: null, t: null }, this.compress);
  }

  #tell(event: { s: number; t: string; d: Json }): void {
    if (!this.socket) return;
    this.#send(this.socket, { op: opcode.dispatch, ...event }, this.compress);
  }
}
