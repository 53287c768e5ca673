import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

/** Requests that run when the server is told to stop have this long to end. In milliseconds. */
const longestGoodbye = 8_000;

/** A running server. */
export interface Serving {
  /** Where browsers find it, such as `http://127.0.0.1:3000`. */
  readonly address: string;
  /** Takes no more requests, lets the running ones end, and lets the port go: within ten seconds. */
  close(): Promise<void>;
}

/** Where to listen; port 0 is any that is free. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Answers a request, where it is one of its own. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Serves the web page until it is closed.
 *
 * @param first answers what comes to the same port and is not for the page
 * @throws where the port cannot be had
 */
export function serveWeb(
  app: Hono,
  address: Address,
  first: Answer = () => false,
): Promise<Serving> {
  const page = getRequestListener(app.fetch);
  return serve((request, response) => {
    if (!first(request, response)) void page(request, response);
  }, address);
}

/**
 * Serves what answers requests until it is closed.
 *
 * @throws where the port cannot be had
 */
export async function serve(listener: RequestListener, { host, port }: Address): Promise<Serving> {
  // Who sends a form that slowly is no person.
  const timeouts = { requestTimeout: 30_000, headersTimeout: 10_000 };
  const server = createServer(timeouts, listener);
  // A browser keeps its connection open; once the server is closing and the request has ended, nothing holds it.
  server.on('request', (_, response) => {
    response.on('close', () => server.listening || server.closeIdleConnections());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve());
  });
  return { address: addressOf(server, host), close: () => closed(server) };
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.closeAllConnections(), longestGoodbye);
    server.close(() => {
      clearTimeout(giveUp);
      resolve();
    });
  });
}
