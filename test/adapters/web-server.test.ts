import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Serving, serveWeb } from '../../adapters/web/server.ts';
import { type WebTestOptions, webApp } from '../support/web.ts';

let serving: Serving | null = null;
afterEach(() => serving?.close());

async function serve(options?: WebTestOptions): Promise<URL> {
  serving = await serveWeb(await webApp(options), { host: '127.0.0.1', port: 0 });
  return new URL(serving.address);
}

/** Sends bytes as they are and returns everything that comes back until the connection ends. */
async function sent({ hostname, port }: URL, bytes: string): Promise<string> {
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('utf8').on('data', (piece) => {
    answer += piece;
  });
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

describe('over a real connection', () => {
  test('the page is served under the address that the server names', async () => {
    const answer = await fetch(await serve());
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Start the check');
  });

  test('HEAD has no body', async () => {
    const answer = await sent(
      await serve(),
      'HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(answer.endsWith('\r\n\r\n')).toBe(true);
  });

  test.each(['TRACE', 'PATCH', 'OPTIONS'])('%s is no way to ask', async (method) => {
    const head = `${method} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    expect(await sent(await serve(), head)).toMatch(/^HTTP\/1.1 405 [\s\S]*allow: GET, HEAD/i);
  });

  test('a body whose length nobody named is read only so far', async () => {
    const address = await serve();
    const asked = request(new URL('/turn', address), {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    const answered = once(asked, 'response');
    // What is left of the body may meet a closed connection.
    asked.on('error', () => {});
    asked.write('x'.repeat(1_300_000));
    const [answer] = await answered;
    expect(answer.statusCode).toBe(413);
    asked.destroy();
  });

  test('addresses are counted by the connection', async () => {
    const address = await serve({ rateLimit: { perMinute: 1 } });
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(address)).status).toBe(429);
  });

  test('a port that is taken is told', async () => {
    const { hostname: host, port } = await serve();
    await expect(serveWeb(await webApp(), { host, port: Number(port) })).rejects.toThrow(
      'EADDRINUSE',
    );
  });
});

describe('a server that is told to stop', () => {
  test('lets a running request end and takes no new one', async () => {
    const [asked, answers] = [new EventEmitter(), new EventEmitter()];
    const address = await serve({
      async ready() {
        asked.emit('ready');
        await once(answers, 'ready');
      },
    });
    const running = once(asked, 'ready');
    const answer = fetch(new URL('/readyz', address));
    await running;
    const closed = serving?.close();
    await expect(fetch(address)).rejects.toThrow();
    answers.emit('ready');
    expect((await answer).status).toBe(200);
    await closed;
    serving = null;
  });

  test('does not wait for browsers that keep their connection open', async () => {
    const { hostname, port } = await serve();
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const ended = once(socket, 'close');
    socket.resume().write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    await serving?.close();
    await ended;
    serving = null;
  });
});
