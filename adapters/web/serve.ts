import { createServer, type Server } from 'node:http';
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

/**
 * Serves an application until it is closed.
 *
 * @param port 0 for any that is free
 * @throws where the port cannot be had
 */
export async function serveWeb(
  app: Hono,
  { host, port }: { host: string; port: number },
): Promise<Serving> {
  // Who sends a form that slowly is no person.
  const timeouts = { requestTimeout: 30_000, headersTimeout: 10_000 };
  const server = createServer(timeouts, getRequestListener(app.fetch));
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
