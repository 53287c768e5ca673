import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { botUser, team } from './names.ts';

/** What the Web API answers, as far as a bot asks for it at its start. */
const answers: Readonly<Record<string, (token: string, port: number) => object>> = {
  '/api/auth.test': () => ({
    ok: true,
    url: 'https://bench.slack.com/',
    team: 'bench',
    team_id: team,
    user: 'step2',
    user_id: botUser,
    bot_id: 'BBENCH',
  }),
  '/api/apps.connections.open': (token, port) => ({
    ok: true,
    url: `ws://127.0.0.1:${port}/link?app=${token}`,
  }),
};

/**
 * The side of Slack that bots call, on a port of its own: little but quick.
 *
 * @param replaced hears of every message posted to a response URL, by the last part of that URL
 */
export async function listenForBots(
  replaced: (name: string, body: string) => void,
): Promise<{ server: Server; address: string }> {
  const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
    const { url = '', headers } = request;
    const pieces: Buffer[] = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const answer = answers[url];
      if (answer) {
        const { port } = server.address() as AddressInfo;
        const body = JSON.stringify(answer(String(headers.authorization).slice(7), port));
        response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      } else if (url.startsWith('/response/')) {
        response.writeHead(200, { 'content-length': 2 }).end('ok');
        replaced(url.slice('/response/'.length), Buffer.concat(pieces).toString('utf8'));
      } else response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, address: `http://127.0.0.1:${port}` };
}
