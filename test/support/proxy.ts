import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from './postgres.ts';

/** A stretch of network in front of a PostgreSQL server's socket, which can fall silent without closing. */
export async function startProxy(serverUrl: string) {
  const target = new URL(serverUrl);
  const socketFile = (host: string) => join(host, `.s.PGSQL.${target.port || '5432'}`);
  const behind = target.searchParams.get('host');
  if (behind === null) throw new Error('The proxy needs a server on a unix socket.');

  const folder = temporaryFolder();
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((client) => {
    sockets.add(client.on('error', () => {}));
    if (silent) return;
    const upstream = createConnection(socketFile(behind)).on('error', () => {});
    sockets.add(upstream);
    client.pipe(upstream).pipe(client);
  });
  server.listen(socketFile(folder.path));
  await once(server, 'listening');
  target.searchParams.set('host', folder.path);
  return {
    url: target.href,
    /** Everything on the way, and every new connection, gets no answer any more. */
    fallSilent() {
      silent = true;
      for (const socket of sockets) socket.unpipe();
    },
    /** New connections work again; the old ones stay silent, as after a server has moved. */
    recover() {
      silent = false;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      folder.remove();
    },
  };
}
