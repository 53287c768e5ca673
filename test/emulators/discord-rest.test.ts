import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Channel,
  type Discord,
  type Person,
  type Server,
  startDiscord,
} from './discord/index.ts';
import { many, x } from './discord/testing/forms.ts';
import { faultsAt, type More, rest } from './discord/testing/rest.ts';
import type { Permission } from './discord/world/permissions.ts';

let discord: Discord;
let server: Server;
let channel: Channel;
let ana: Person;

beforeEach(async () => {
  discord = await startDiscord();
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

describe('rate limits', () => {
  test('let five messages into a channel within five seconds', async () => {
    for (const left of [4, 3, 2, 1, 0]) {
      const good = await say(channel);
      expect(good.headers.get('X-RateLimit-Remaining')).toBe(String(left));
    }
    const bad = await say(channel);
    expect(bad).toMatchObject({ status: 429, body: { global: false } });
    expect(Number(bad.body.retry_after)).toBeGreaterThan(0);
    expect(bad.headers.get('Retry-After')).toBe('5');
    expect(bad.headers.get('X-RateLimit-Scope')).toBe('user');
    expect((await say(server.channel('other'))).status).toBe(200);
    discord.advance(5_000);
    expect((await say(channel)).status).toBe(200);
  });

  test('let fifty requests through within a second', async () => {
    const all = await Promise.all(many(51, () => call('GET', '/users/@me')));
    const refused = all.filter((one) => one.status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.body.global).toBe(true);
    expect(refused[0]?.headers.get('X-RateLimit-Global')).toBe('true');
    discord.advance(1_000);
    expect((await call('GET', '/users/@me')).status).toBe(200);
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

describe('a bot', () => {
  const without = (...names: Permission[]): Channel => {
    const all: Permission[] = [
      'ViewChannel',
      'SendMessages',
      'EmbedLinks',
      'AttachFiles',
      'ReadMessageHistory',
      'CreatePublicThreads',
      'SendMessagesInThreads',
    ];
    return server.channel('some', { permissions: all.filter((name) => !names.includes(name)) });
  };
  const embed = { embeds: [{ title: 'a' }] };
  const files = [{ name: 'a.txt', data: 'a' }];

  test('sees the channels it may see', async () => {
    expect((await call('GET', `/channels/${channel.id}`)).body.name).toBe('advising');
    expect((await call('GET', '/channels/1')).body.code).toBe(10003);
    const hidden = without('ViewChannel');
    expect((await call('GET', `/channels/${hidden.id}`)).body.code).toBe(50001);
    expect((await say(hidden)).body.code).toBe(50001);
    const elsewhere = discord.server('Elsewhere', { bot: false });
    expect((await say(elsewhere.channel('talk'))).body.code).toBe(50001);
    expect((await call('GET', `/guilds/${elsewhere.id}`)).body.code).toBe(10004);
  });

  test('says, shows and attaches what it may', async () => {
    expect((await say(without())).status).toBe(200);
    expect((await say(without('SendMessages'))).body.code).toBe(50013);
    expect((await say(without('EmbedLinks'), embed)).body.code).toBe(50013);
    expect((await say(without('AttachFiles'), {}, { files })).body.code).toBe(50013);
    const blind = without('ReadMessageHistory');
    await say(blind);
    expect((await call('GET', `/channels/${blind.id}/messages`)).body).toEqual([]);
  });

  test('edits and deletes its own messages only', async () => {
    const hers = ana.says(channel, 'hello');
    const path = `/channels/${channel.id}/messages/`;
    expect((await call('PATCH', path + hers.id, { content: 'b' })).body.code).toBe(50005);
    expect((await call('DELETE', path + hers.id)).body.code).toBe(50013);
    const { body } = await say(channel);
    expect((await call('PATCH', path + body.id, { content: 'b' })).body.content).toBe('b');
    expect((await call('DELETE', path + body.id)).status).toBe(204);
    expect((await call('GET', path + body.id)).body.code).toBe(10008);
  });

  test('reads what is said only with the intent for it, or when it is meant', async () => {
    const hers = ana.says(channel, 'hello');
    const path = `/channels/${channel.id}/messages/`;
    expect((await call('GET', path + hers.id)).body.content).toBe('');
    const meant = ana.says(channel, `hello <@${discord.applicationId}>`);
    expect((await call('GET', path + meant.id)).body.content).toContain('hello');
    const listed = await call('GET', `/channels/${channel.id}/messages?limit=1`);
    expect(listed.body).toMatchObject([{ id: meant.id }]);
    const many = await call('GET', `/channels/${channel.id}/messages?limit=101`);
    expect(faultsAt(many, 'limit')).toEqual(['NUMBER_TYPE_MAX']);
  });

  test('writes to those who let it', async () => {
    const open = (id: string) => call('POST', '/users/@me/channels', { recipient_id: id });
    const { body } = await open(ana.id);
    expect(body).toMatchObject({ type: 1, recipients: [{}, { id: ana.id }] });
    expect((await open(ana.id)).body.id).toBe(body.id);
    expect((await say(ana.directMessageChannel)).status).toBe(200);
    expect(ana.directMessages()).toMatchObject([{ content: 'a' }]);
    ana.closesDirectMessages();
    expect((await say(ana.directMessageChannel)).body.code).toBe(50007);
    expect((await open('1')).body.code).toBe(10013);
    expect((await open(discord.person('Stranger').id)).body.code).toBe(50007);
    expect((await open('ana')).body.code).toBe(50035);
  });

  test('knows servers, their roles, channels and members', async () => {
    const path = `/guilds/${server.id}`;
    expect((await call('GET', path)).body.name).toBe('Advising');
    expect((await call('GET', `${path}/channels`)).body).toMatchObject([{ name: 'advising' }]);
    expect((await call('GET', `${path}/roles`)).body).toMatchObject([
      { name: '@everyone' },
      {},
      {},
    ]);
    expect((await call('GET', `${path}/members/${ana.id}`)).body.user).toMatchObject({
      id: ana.id,
    });
    expect((await call('GET', `${path}/members/1`)).body.code).toBe(10013);
    const stranger = discord.person('Stranger');
    expect((await call('GET', `${path}/members/${stranger.id}`)).body.code).toBe(10007);
    expect((await call('GET', `/users/${stranger.id}`)).body.global_name).toBe('Stranger');
    expect((await call('GET', '/users/1')).body.code).toBe(10013);
    expect((await call('GET', '/users/@me/guilds')).body).toMatchObject([{ id: server.id }]);
  });
});

describe('threads', () => {
  const start = (place: Channel, body: unknown) =>
    call('POST', `/channels/${place.id}/threads`, body);
  const talking: Permission[] = ['ViewChannel', 'SendMessages', 'ReadMessageHistory'];

  test('have a name of 1 to 100 characters and archive themselves', async () => {
    const good = await start(channel, { name: x(100), type: 11, auto_archive_duration: 60 });
    expect(good).toMatchObject({ status: 201, body: { type: 11, parent_id: channel.id } });
    expect(faultsAt(await start(channel, { name: x(101), type: 11 }), 'name')).toEqual([
      'BASE_TYPE_BAD_LENGTH',
    ]);
    expect(faultsAt(await start(channel, { type: 11 }), 'name')).toEqual(['BASE_TYPE_REQUIRED']);
    const odd = await start(channel, { name: 'a', type: 11, auto_archive_duration: 61 });
    expect(faultsAt(odd, 'auto_archive_duration')).toEqual(['BASE_TYPE_CHOICES']);
  });

  test('start from a message once, with its id', async () => {
    const hers = ana.says(channel, 'hello');
    const path = `/channels/${channel.id}/messages/${hers.id}/threads`;
    expect((await call('POST', path, { name: 'a' })).body.id).toBe(hers.id);
    expect(ana.again(hers)?.thread?.name).toBe('a');
    expect((await call('POST', path, { name: 'b' })).body.code).toBe(160004);
    const unknown = `/channels/${channel.id}/messages/1/threads`;
    expect((await call('POST', unknown, { name: 'a' })).body.code).toBe(10008);
  });

  test('need permissions of their own', async () => {
    const quiet = server.channel('quiet', { permissions: talking });
    expect((await start(quiet, { name: 'a', type: 11 })).body.code).toBe(50013);
    const hers = ana.says(quiet, 'hello', { thread: 'Advice' });
    expect((await say(hers.thread as Channel)).body.code).toBe(50013);
    const path = `/channels/${quiet.id}/messages/${hers.id}/threads`;
    expect((await call('POST', path, { name: 'a' })).body.code).toBe(50013);
    expect((await start(channel, { name: 'a' })).body.code).toBe(50013);
  });

  test('are archived, woken by a message, and locked', async () => {
    const { thread } = ana.says(channel, 'hello', { thread: 'Advice' });
    if (!thread?.thread) throw new Error('there is no thread');
    const mine = await start(channel, { name: 'mine', type: 11 });
    const path = `/channels/${mine.body.id}`;
    expect((await call('PATCH', path, { archived: true })).status).toBe(200);
    const listed = await call('GET', `/channels/${channel.id}/threads/archived/public`);
    expect(listed.body.threads).toMatchObject([{ id: mine.body.id }]);
    expect((await call('PATCH', path, { name: 'b' })).body.code).toBe(50083);
    const said = await call('POST', `${path}/messages`, { content: 'a' });
    const active = await call('GET', `/guilds/${server.id}/threads/active`);
    expect(active.body.threads).toHaveLength(2);
    await call('PATCH', path, { archived: true });
    const edit = await call('PATCH', `${path}/messages/${said.body.id}`, { content: 'b' });
    expect(edit.body.code).toBe(50083);
    thread.thread.locked = true;
    expect((await say(thread)).body.code).toBe(160005);
    expect((await call('DELETE', path)).body.code).toBe(50013);
    expect((await call('PATCH', `/channels/${thread.id}`, { archived: true })).body.code).toBe(
      50013,
    );
  });

  test('are not within threads, nor in direct messages', async () => {
    const { thread } = ana.says(channel, 'hello', { thread: 'Advice' });
    expect((await start(thread as Channel, { name: 'a', type: 11 })).body.code).toBe(50024);
    const direct = await start(ana.directMessageChannel, { name: 'a', type: 11 });
    expect(direct.body.code).toBe(50024);
    expect((await call('PUT', `/channels/${thread?.id}/thread-members/@me`)).status).toBe(204);
    expect((await call('PUT', `/channels/${channel.id}/thread-members/@me`)).body.code).toBe(50024);
  });
});
