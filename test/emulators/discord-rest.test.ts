import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Channel,
  type Discord,
  type Person,
  type Server,
  startDiscord,
} from './discord/index.ts';
import { x } from './discord/testing/forms.ts';
import { faultsAt, type More, rest } from './discord/testing/rest.ts';

let discord: Discord;
let server: Server;
let channel: Channel;
let ana: Person;

beforeEach(async () => {
  discord = await startDiscord();
  discord.holdTime();
  server = discord.server('Advising');
  channel = server.channel('advising');
  ana = server.person('Ana');
});
afterEach(() => discord.close());

const call = (method: string, path: string, body?: unknown, more?: More) =>
  rest(discord, method, path, body, more);
const say = (place: Channel, body: unknown = { content: 'a' }, more?: More) =>
  call('POST', `/channels/${place.id}/messages`, body, more);

describe('a request', () => {
  test('needs the token', async () => {
    for (const token of [null, 'wrong']) {
      const answer = await call('GET', '/users/@me', undefined, { token });
      expect(answer).toMatchObject({
        status: 401,
        body: { message: '401: Unauthorized', code: 0 },
      });
    }
    expect((await call('GET', '/users/@me')).body).toMatchObject({ bot: true });
  });

  test('with a revoked token is refused', async () => {
    const token = discord.token;
    discord.revokeToken();
    expect((await call('GET', '/gateway/bot', undefined, { token })).status).toBe(401);
  });

  test('names what it is made with', async () => {
    const answer = await call('GET', '/gateway', undefined, { headers: { 'User-Agent': 'curl' } });
    expect(answer).toMatchObject({ status: 403, body: { code: 40333 } });
  });

  test('is for a path, a method and a version that exist', async () => {
    expect(await call('GET', '/nothing')).toMatchObject({ status: 404, body: { code: 0 } });
    expect(await call('PUT', '/users/@me')).toMatchObject({ status: 405, body: { code: 0 } });
    const old = await call('GET', '/users/@me', undefined, { version: 'v5' });
    expect(old).toMatchObject({ status: 400, body: { code: 50041 } });
  });

  test('holds JSON, or files and JSON', async () => {
    const path = `/channels/${channel.id}/messages`;
    expect((await call('POST', path, undefined, { raw: '{' })).body.code).toBe(50109);
    const headers = { 'Content-Type': 'text/plain' };
    expect((await call('POST', path, undefined, { raw: 'a', headers })).body.code).toBe(50035);
    const torn = { 'Content-Type': 'multipart/form-data; boundary=x' };
    const answer = await call('POST', path, undefined, { raw: 'a', headers: torn });
    expect(answer).toMatchObject({ status: 400, body: { code: 0 } });
  });

  test('is kept for tests to look at', async () => {
    await say(channel, { content: 'hi' }, { files: [{ name: 'a.txt', data: 'b' }] });
    const [one] = discord.requests;
    expect(one).toMatchObject({
      route: 'createMessage',
      method: 'POST',
      path: `/channels/${channel.id}/messages`,
      authorized: true,
      body: { content: 'hi' },
      status: 200,
    });
    expect(String(one?.files[0]?.data)).toBe('b');
  });

  test('tells of the application and where the gateway is', async () => {
    expect((await call('GET', '/gateway/bot')).body).toMatchObject({
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000 },
    });
    expect((await call('GET', '/gateway', undefined, { token: null })).body.url).toMatch(/^ws:/);
    for (const path of ['/applications/@me', '/oauth2/applications/@me']) {
      expect((await call('GET', path)).body.id).toBe(discord.applicationId);
    }
    const changed = await call('PATCH', '/applications/@me', { description: 'Late scores' });
    expect(changed.body.description).toBe('Late scores');
    const long = await call('PATCH', '/applications/@me', { description: x(401) });
    expect(faultsAt(long, 'description')).toEqual(['BASE_TYPE_MAX_LENGTH']);
  });
});

describe('faults that a test asks for', () => {
  test('come as often as asked, then no more', async () => {
    discord.fail('createMessage', { status: 503, times: 2 });
    expect((await say(channel)).status).toBe(503);
    expect((await say(channel)).status).toBe(503);
    expect((await say(channel)).status).toBe(200);
  });

  test('have a code, or a time to wait', async () => {
    discord.fail('createMessage', { status: 403, code: 50013 });
    expect((await say(channel)).body.code).toBe(50013);
    discord.fail('createMessage', { status: 429, retryAfter: 0.2, global: true });
    expect((await say(channel)).body).toMatchObject({ retry_after: 0.2, global: true });
  });

  test('break the connection, before or after the deed', async () => {
    discord.fail('createMessage', 'reset');
    await expect(say(channel)).rejects.toThrow();
    expect(ana.messages(channel)).toHaveLength(0);
    discord.fail('createMessage', 'lost');
    await expect(say(channel)).rejects.toThrow();
    expect(ana.messages(channel)).toHaveLength(1);
  });

  test('leave a request without an answer', async () => {
    discord.fail('createMessage', 'hang');
    let answered = false;
    const hanging = say(channel).then(
      () => {
        answered = true;
      },
      () => {},
    );
    await discord.until('it arrived', () => discord.requests.some((one) => one.route !== ''));
    expect((await call('GET', '/users/@me')).status).toBe(200);
    expect(answered).toBe(false);
    await discord.close();
    await hanging;
    discord = await startDiscord();
  });

  test('can be taken back', async () => {
    discord.fail('createMessage', { status: 500, times: 5 });
    discord.heal();
    expect((await say(channel)).status).toBe(200);
  });
});
