import { describe, expect, test } from 'vitest';
import type { Channel } from './discord/index.ts';
import { x } from './discord/testing/forms.ts';
import { faultsAt, type More, rest } from './discord/testing/rest.ts';
import { ana, channel, discord, server, setStage } from './discord/testing/stage.ts';
import type { Permission } from './discord/world/permissions.ts';

setStage([]);

const call = (method: string, path: string, body?: unknown, more?: More) =>
  rest(discord, method, path, body, more);
const say = (place: Channel, body: unknown = { content: 'a' }, more?: More) =>
  call('POST', `/channels/${place.id}/messages`, body, more);

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
    for (const minutes of [60, 1440, 4320, 10_080]) {
      const lasting = (auto_archive_duration: number) =>
        start(channel, { name: 'a', type: 11, auto_archive_duration });
      expect((await lasting(minutes)).status).toBe(201);
      const odd = await lasting(minutes + 1);
      expect(faultsAt(odd, 'auto_archive_duration')).toEqual(['BASE_TYPE_CHOICES']);
    }
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
    for (const id of [thread.id, mine.body.id]) {
      expect(active.body.threads).toContainEqual(expect.objectContaining({ id }));
    }
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
