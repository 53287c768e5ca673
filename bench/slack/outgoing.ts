import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request, type Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { signingSecret } from './names.ts';

/** Something that Slack tells a bot. */
export type Outgoing =
  | { readonly type: 'interactive'; readonly payload: object }
  | { readonly type: 'slash_commands'; readonly payload: Record<string, string> };

/** Tells a bot something; resolves with what it acknowledged with, as JSON where that is any. */
export type Send = (outgoing: Outgoing) => Promise<string>;

/** Slack keeps its connections. */
// Between two rounds the bots' servers end what is idle; a connection must not be used again by then.
const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 2_000 });

/** Sends signed requests to an address. */
export function byHttp(address: string): Send {
  return ({ type, payload }) => {
    const body = new URLSearchParams(
      type === 'interactive' ? { payload: JSON.stringify(payload) } : payload,
    ).toString();
    const timestamp = Math.floor(Date.now() / 1000);
    const signed = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`);
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signed.digest('hex')}`,
      };
      const sent = request(address, { method: 'POST', agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece) => {
          text += piece;
        });
        response.on('end', () => {
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(`A bot answered with ${response.statusCode}.`));
        });
      });
      sent.on('error', reject).end(body);
    });
  };
}

/** Between two pings of Slack's; a client that hears of none for half a minute connects anew. In milliseconds. */
const pingEvery = 5_000;

/** The sockets that bots open, each known by the name in its address. */
export class Sockets {
  readonly #open = new Map<string, WebSocket>();
  readonly #waiting = new Map<string, (text: string) => void>();

  constructor(server: Server) {
    new WebSocketServer({ server }).on('connection', (socket, { url = '' }) => {
      this.#open.set(new URL(url, 'ws://slack').searchParams.get('app') ?? '', socket);
      socket.on('message', (text) => this.#acknowledged(String(text)));
      socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    });
    setInterval(() => {
      for (const socket of this.#open.values()) socket.ping();
    }, pingEvery).unref();
  }

  /** Sends over the socket of an app. */
  to(app: string): Send {
    const socket = this.#open.get(app);
    if (!socket) throw new Error(`${app} has no socket.`);
    return (outgoing) => {
      const envelope_id = randomUUID();
      const accepts_response_payload = outgoing.type === 'slash_commands';
      socket.send(JSON.stringify({ envelope_id, accepts_response_payload, ...outgoing }));
      return new Promise((resolve) => this.#waiting.set(envelope_id, resolve));
    };
  }

  #acknowledged(text: string): void {
    const { envelope_id, payload } = JSON.parse(text);
    this.#waiting.get(envelope_id)?.(payload ? JSON.stringify(payload) : '');
    this.#waiting.delete(envelope_id);
  }
}
