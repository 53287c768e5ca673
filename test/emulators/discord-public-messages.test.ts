import { describe, expect, test } from 'vitest';
import type { Channel } from './discord/index.ts';
import { faultsAt, rest } from './discord/testing/rest.ts';
import { connect } from './discord/testing/shard.ts';
import {
  ana,
  arrives,
  bot,
  channel,
  discord,
  posted,
  pressable,
  server,
  setStage,
} from './discord/testing/stage.ts';
import type { Json } from './discord/vocabulary.ts';

setStage([]);

const all = (place: Channel = channel) => `/channels/${place.id}/messages`;
const list = async (query: string): Promise<unknown[]> => {
  const { body } = await rest(discord, 'GET', `${all()}?${query}`);
  return (body as unknown as Json[]).map((one) => one.content);
};

describe('a public message', () => {
  test('is pressed by anybody, and answered to them alone', async () => {
    const seen = await posted(pressable());
    const ben = server.person('Ben', { roles: ['Advisors'] });
    const done = ben.click(seen, 'Go');
    const one = await bot.next();
    expect(one).toMatchObject({
      type: 3,
      channel_id: channel.id,
      member: { user: { id: ben.id }, roles: expect.arrayContaining([server.role('Advisors').id]) },
      message: { id: seen.id, content: 'a', channel_id: channel.id, flags: 0, components: [{}] },
    });
    await bot.answer(one, 4, { content: 'for you', flags: 64 });
    expect(await done).toMatchObject({ content: 'for you', ephemeral: true, replyTo: seen.id });
    await bot.webhook(one, 'POST', '', { content: 'more', flags: 64 });
    expect(ben.messages(channel).map((each) => each.content)).toEqual(['a', 'for you', 'more']);
    expect(ana.messages(channel).map((each) => each.content)).toEqual(['a']);
  });

  test('is changed for everybody', async () => {
    const seen = await posted(pressable());
    const ben = server.person('Ben');
    const done = ben.click(seen, 'Go');
    const one = await bot.next();
    await bot.answer(one, 7, { content: 'seen by Ben', components: [] });
    expect(await done).toMatchObject({ id: seen.id, ephemeral: false });
    expect(ana.again(seen)).toMatchObject({ content: 'seen by Ben', buttons: [] });
    await bot.webhook(one, 'POST', '', { content: 'more' });
    expect(ana.messages(channel).map((each) => each.content)).toEqual(['seen by Ben', 'more']);
  });

  test('in a thread tells of the thread', async () => {
    const thread = ana.startsThread(channel, 'Advice');
    server.forbid(channel, ['AttachFiles']);
    await rest(discord, 'POST', all(thread), pressable());
    const [seen] = ana.messages(thread);
    if (!seen) throw new Error('nothing is shown');
    const one = await arrives(ana.click(seen, 'Go'));
    expect(one).toMatchObject({
      channel_id: thread.id,
      channel: {
        id: thread.id,
        type: 11,
        parent_id: channel.id,
        thread_metadata: { archived: false, locked: false },
      },
    });
    const may = BigInt(String(one.app_permissions));
    expect([may & (1n << 38n), may & (1n << 15n)]).toEqual([1n << 38n, 0n]);
    const member = one.member as { permissions: string };
    expect(BigInt(member.permissions) & (1n << 15n)).toBe(1n << 15n);
  });
});

describe('what was said', () => {
  test('is listed around, before and after a message', async () => {
    const [, b, c] = ['a', 'b', 'c', 'd'].map((text) =>
      ana.says(channel, `${text} <@${discord.applicationId}>`),
    );
    const letters = async (query: string) =>
      (await list(query)).map((content) => String(content)[0]).join('');
    expect(await letters('')).toBe('dcba');
    expect(await letters('limit=2')).toBe('dc');
    expect(await letters(`before=${c?.id}`)).toBe('ba');
    expect(await letters(`before=${c?.id}&limit=1`)).toBe('b');
    expect(await letters(`after=${b?.id}&limit=1`)).toBe('c');
    expect(await letters(`around=${b?.id}&limit=3`)).toBe('cba');
    const bad = await rest(discord, 'GET', `${all()}?after=latest`);
    expect(faultsAt(bad, 'after')).toEqual(['NUMBER_TYPE_COERCE']);
  });

  test('is not read without the permission', async () => {
    const seen = await posted({ content: 'a' });
    server.forbid(channel, ['ReadMessageHistory']);
    expect((await rest(discord, 'GET', `${all()}/${seen.id}`)).body.code).toBe(50013);
    expect(await list('')).toEqual([]);
  });

  test('is said once under a nonce, in whichever channel', async () => {
    const body = { content: 'a', nonce: 'case-1', enforce_nonce: true };
    const first = await rest(discord, 'POST', all(), body);
    const other = server.channel('other');
    const second = await rest(discord, 'POST', all(other), body);
    expect(second.body).toMatchObject({ id: first.body.id, channel_id: channel.id });
    expect(ana.messages(other)).toEqual([]);
    const odd = await rest(discord, 'POST', all(), { ...body, enforce_nonce: 'yes' });
    expect(faultsAt(odd, 'enforce_nonce')).toEqual(['BOOLEAN_TYPE_CONVERT']);
  });

  test('where the bot may not look it is not told of', async () => {
    const curious = await connect(discord, { intents: 1 | 512 });
    server.forbid(channel, ['ViewChannel']);
    ana.says(channel, 'psst');
    ana.startsThread(channel, 'Secret');
    expect((await rest(discord, 'POST', all(), { content: 'a' })).body.code).toBe(50001);
    const open = server.channel('open');
    const said = ana.says(open, 'hello');
    const thread = ana.startsThread(open, 'Advice');
    await curious.event('THREAD_CREATE');
    const told = (name: string) => curious.events(name).map(({ d }) => d.id);
    expect(told('MESSAGE_CREATE')).toEqual([said.id]);
    expect(told('THREAD_CREATE')).toEqual([thread.id]);
    await curious.close();
  });
});
