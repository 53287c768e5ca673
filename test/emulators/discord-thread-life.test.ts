import { describe, expect, test } from 'vitest';
import type { Channel } from './discord/index.ts';
import { command } from './discord/testing/command-forms.ts';
import { rest } from './discord/testing/rest.ts';
import {
  ana,
  bot,
  channel,
  discord,
  posted,
  pressable,
  sent,
  server,
  setStage,
} from './discord/testing/stage.ts';

setStage([command(), { type: 3, name: 'Look' }]);

const MINUTE = 60_000;
const call = (method: string, path: string, body?: unknown) => rest(discord, method, path, body);
const say = (place: Channel) => call('POST', `/channels/${place.id}/messages`, pressable());
const last = (place: Channel) => ana.messages(place).at(-1);

/** Where a thread is, as the bot is told. */
const state = async (thread: Channel) => {
  const { body } = await call('GET', `/channels/${thread.id}`);
  return body.thread_metadata as { archived: boolean; locked: boolean };
};

describe('a thread that is archived', () => {
  test('changes in nothing before it is awake', async () => {
    const thread = ana.startsThread(channel, 'Advice');
    const { body } = await say(thread);
    const path = `/channels/${thread.id}/messages/${body.id}`;
    server.archive(thread);
    expect((await call('PATCH', path, { content: 'b' })).body.code).toBe(50083);
    expect((await call('DELETE', path)).body.code).toBe(50083);
    const join = `/channels/${thread.id}/thread-members/@me`;
    expect((await call('PUT', join)).body.code).toBe(50083);
    const seen = last(thread);
    if (seen) await expect(ana.click(seen, 'Go')).rejects.toThrow('is archived');
    expect((await say(thread)).status).toBe(200);
    expect(await state(thread)).toMatchObject({ archived: false });
    expect((await call('DELETE', path)).status).toBe(204);
  });

  test('became so by itself, some time after the last word', async () => {
    const thread = ana.startsThread(channel, 'Advice');
    discord.advance(4320 * MINUTE - 1);
    await say(thread);
    discord.advance(4320 * MINUTE - 1);
    expect(await state(thread)).toMatchObject({ archived: false });
    discord.advance(1);
    expect(await state(thread)).toMatchObject({ archived: true });
    const update = bot.shard.events('THREAD_UPDATE').at(-1)?.d;
    expect(update).toMatchObject({ id: thread.id, thread_metadata: { archived: true } });
  });
});

describe('a thread that is locked', () => {
  test('is for moderators: the bot says nothing there, and wakes it not', async () => {
    const thread = ana.startsThread(channel, 'Advice');
    server.lock(thread);
    expect((await say(thread)).body.code).toBe(160005);
    server.archive(thread);
    expect((await say(thread)).body.code).toBe(50083);
    server.allow(channel, ['ManageThreads']);
    expect((await say(thread)).status).toBe(200);
    expect(await state(thread)).toMatchObject({ archived: false, locked: true });
  });

  test('lets nobody write, press or type a command', async () => {
    const thread = ana.startsThread(channel, 'Advice');
    await say(thread);
    const seen = last(thread);
    server.lock(thread);
    expect(() => ana.says(thread, 'a')).toThrow('may not write here');
    await expect(ana.command(thread, 'check')).rejects.toThrow('may not write here');
    if (seen) await expect(ana.click(seen, 'Go')).rejects.toThrow('is locked');
    server.unlock(thread);
    expect(ana.says(thread, 'a').content).toBe('a');
  });

  test('refuses what was on its way', async () => {
    const thread = ana.startsThread(channel, 'Advice');
    const one = await sent(ana.command(thread, 'check'));
    const two = await sent(ana.command(thread, 'check'));
    await bot.answer(two, 5);
    server.lock(thread);
    expect((await bot.answer(one, 4, { content: 'a' })).body.code).toBe(50083);
    const filled = await bot.webhook(two, 'PATCH', '/messages/@original', { content: 'a' });
    expect(filled.body.code).toBe(50083);
  });

  test('answers a command on one of its messages privately', async () => {
    const thread = ana.startsThread(channel, 'Advice');
    const hers = ana.says(thread, 'My score is 251');
    server.lock(thread);
    const done = ana.messageCommand(hers, 'Look');
    await bot.answer(await bot.next(), 4, { content: 'a' });
    expect(await done).toMatchObject({ content: 'a', ephemeral: true });
  });
});

describe('what is deleted', () => {
  test('is unknown from then on: a thread', async () => {
    const hers = ana.says(channel, 'hello', { thread: 'Advice' });
    const thread = hers.thread as Channel;
    const one = await sent(ana.command(thread, 'check'));
    server.remove(thread);
    expect((await say(thread)).body.code).toBe(10003);
    expect((await bot.answer(one, 4, { content: 'a' })).body.code).toBe(10003);
    expect(bot.shard.events('THREAD_DELETE').at(-1)?.d).toEqual({
      id: thread.id,
      guild_id: server.id,
      parent_id: channel.id,
      type: 11,
    });
    expect(ana.again(hers)?.thread).toBeUndefined();
    const again = `/channels/${channel.id}/messages/${hers.id}/threads`;
    expect((await call('POST', again, { name: 'a' })).body.code).toBe(160004);
  });

  test('is unknown from then on: a channel with its threads', async () => {
    const thread = ana.startsThread(channel, 'Advice');
    const seen = await posted(pressable());
    server.remove(channel);
    expect((await say(channel)).body.code).toBe(10003);
    expect((await say(thread)).body.code).toBe(10003);
    expect(bot.shard.events('CHANNEL_DELETE').at(-1)?.d).toMatchObject({ id: channel.id });
    await expect(ana.click(seen, 'Go')).rejects.toThrow('no longer sees');
    expect(() => ana.says(channel, 'a')).toThrow('may not write here');
  });

  test('is unknown from then on: a message', async () => {
    const hers = ana.says(channel, 'hello');
    const ben = server.person('Ben');
    expect(() => ben.deletes(hers)).toThrow('may not delete');
    ana.deletes(hers);
    const path = `/channels/${channel.id}/messages/${hers.id}`;
    expect((await call('GET', path)).body.code).toBe(10008);
    expect((await call('POST', `${path}/threads`, { name: 'a' })).body.code).toBe(10008);
  });
});

describe('a private thread', () => {
  test('is there for those who are in it', async () => {
    server.role('Members').permissions |= 1n << 36n;
    const thread = ana.startsThread(channel, 'Between us', { private: true });
    expect((await say(thread)).body.code).toBe(50001);
    const created = () => bot.shard.events('THREAD_CREATE').filter(({ d }) => d.id === thread.id);
    expect(created()).toEqual([]);
    const listed = await call('GET', `/guilds/${server.id}/threads/active`);
    expect(listed.body.threads).not.toContainEqual(expect.objectContaining({ id: thread.id }));
    ana.says(thread, `<@${discord.applicationId}> come in`);
    expect((await say(thread)).status).toBe(200);
    expect(created()).toHaveLength(1);
    const ben = server.person('Ben');
    expect(ben.messages(thread)).toEqual([]);
    expect(ana.messages(thread)).toHaveLength(2);
  });
});
