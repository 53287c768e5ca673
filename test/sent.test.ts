import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { sent } from '../src/sent.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serverThat(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const asked = { headers: { 'content-type': 'text/plain' }, body: 'a question' };

test('what is sent arrives as it is, and the answer comes back whole', async () => {
  const address = await serverThat(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    response.writeHead(418, 'Short and stout', { 'retry-after': '3' });
    response.write(`${request.method} ${request.url} ${request.headers['content-type']} `);
    await setTimeout(20);
    response.end(body);
  });
  const { status, statusText, headers, body } = await sent({
    url: `${address}/tea?hot=1`,
    ...asked,
  });
  expect({ status, statusText, said: body.toString() }).toEqual({
    status: 418,
    statusText: 'Short and stout',
    said: 'POST /tea?hot=1 text/plain a question',
  });
  expect(headers['retry-after']).toBe('3');
});

test('an answer without a body is an answer', async () => {
  const address = await serverThat((_, response) => response.writeHead(204).end());
  const { status, body } = await sent({ url: address, ...asked });
  expect([status, body.length]).toEqual([204, 0]);
});

test('requests one after another share connections', async () => {
  const connections = new Set<unknown>();
  const address = await serverThat((request, response) => {
    connections.add(request.socket);
    response.end();
  });
  for (let at = 0; at < 10; at++) await sent({ url: address, ...asked });
  // The next may be on its way a moment before the last connection is free.
  expect(connections.size).toBeLessThan(3);
});

test.each<[string, RequestListener]>([
  ['resets the connection', (request) => void request.socket.resetAndDestroy()],
  ['closes it without an answer', (request) => void request.socket.end()],
  [
    'closes it in the middle of its answer',
    (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('the beginning');
      response.socket?.end();
    },
  ],
])('a server that %s is an error', async (_, listener) => {
  const address = await serverThat(listener);
  await expect(sent({ url: address, ...asked })).rejects.toThrow();
});

test('nobody there is an error', async () => {
  const address = await serverThat(() => {});
  servers.pop()?.close();
  await expect(sent({ url: address, ...asked })).rejects.toThrow('ECONNREFUSED');
});

/** Counts the connections that are open. */
async function counted(listener: RequestListener) {
  const seen = { open: 0 };
  const address = await serverThat(listener);
  servers.at(-1)?.on('connection', (socket) => {
    seen.open++;
    socket.on('close', () => seen.open--);
  });
  return { address, seen };
}

test('what comes too slowly, or never, or waits too long for a connection, is given up and stops', async () => {
  const silent = await counted(() => {});
  const dripping = await counted((_, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('.'), 100);
    response.on('close', () => clearInterval(drip));
  });
  const waiting = Array.from({ length: 300 }, () => sent({ url: silent.address, ...asked }));
  const ends = await Promise.allSettled([...waiting, sent({ url: dripping.address, ...asked })]);
  const names = ends.map((end) => (end.status === 'rejected' ? end.reason.name : end.status));
  expect(new Set(names)).toEqual(new Set(['AbortError']));
  await expect.poll(() => silent.seen.open + dripping.seen.open).toBe(0);
});

test('an answer without an end is an error as soon as it is too long, and stops', async () => {
  const piece = 'x'.repeat(100_000);
  let pieces = 0;
  const { address, seen } = await counted((_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(piece)) pieces++;
    };
    response.on('drain', more);
    more();
  });
  await expect(sent({ url: address, ...asked })).rejects.toThrow('too long');
  await expect.poll(() => seen.open).toBe(0);
  expect(pieces).toBeLessThan(1_000);
});
