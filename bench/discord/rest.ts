import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { applicationBy } from './names.ts';
import { userOf } from './payloads.ts';

const callbacks = /\/interactions\/(\d+)\/[^/]+\/callback/;

/** What a bot asks for at its start, by the end of the path. */
const answers: Readonly<Record<string, (application: string, port: number) => object>> = {
  'GET gateway/bot': (_, port) => ({
    url: `ws://127.0.0.1:${port}`,
    shards: 1,
    session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
  }),
  'GET users/@me': (id) => ({ ...userOf(id, 'step2'), bot: true }),
  'GET applications/@me': (id) => ({ id, name: 'step2', description: '', flags: 0 }),
};

/**
 * Discord's HTTP side, on a port of its own: little but quick.
 *
 * @param answered hears of every callback, by the id of its interaction; the body byte for byte
 */
export async function listenForBots(
  answered: (interaction: string, body: string) => void,
): Promise<{ server: Server; address: string }> {
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString('latin1');
      const interaction = callbacks.exec(request.url ?? '')?.[1];
      if (interaction === undefined) return answer(server, request, response, body);
      response.writeHead(204).end();
      answered(interaction, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${portOf(server)}` };
}

function answer(
  server: Server,
  { method = '', url = '', headers }: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  const { id } = applicationBy(headers.authorization?.replace(/^Bot /, '') ?? '');
  const [path = ''] = url.replace(/^\/api\/v10\//, '').split('?');
  const found = path.endsWith('/commands')
    ? commandsOf(id, method, body)
    : answers[`${method} ${path}`]?.(id, portOf(server));
  if (!found) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found));
}

/** None are registered; those that a bot registers are taken as they are. */
function commandsOf(application: string, method: string, body: string): object[] {
  if (method === 'GET') return [];
  const given = JSON.parse(body) as object[];
  return given.map((command, at) => ({
    ...command,
    id: `80000000000000000${at}`,
    application_id: application,
    version: '1',
    default_member_permissions: null,
  }));
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
