import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { socketConnection } from '../../adapters/slack/connection.ts';
import { boltLog } from '../../adapters/slack/log.ts';

test('a socket that opens and never greets is given up', async () => {
  const server = createServer((_, response) => {
    const { port } = server.address() as AddressInfo;
    const body = JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` });
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new WebSocketServer({ server });
  const { port } = server.address() as AddressInfo;
  const client = { slackApiUrl: `http://127.0.0.1:${port}/api/`, retryConfig: { retries: 0 } };
  const connection = socketConnection(
    'xapp-1',
    boltLog(() => {}),
    client,
    () => {},
  );
  const starting = connection.start();
  await once(sockets, 'connection');
  await expect(starting).rejects.toThrow('Slack did not greet.');
  await connection.stop().catch(() => {});
  sockets.close();
  for (const socket of sockets.clients) socket.terminate();
  server.close();
  server.closeAllConnections();
});
