import { describe, expect, test } from 'vitest';
import { rest } from './discord/testing/rest.ts';
import { ana, arrives, bot, channel, discord, server, setStage } from './discord/testing/stage.ts';
import type { Json } from './discord/vocabulary.ts';

setStage([{ type: 3, name: 'Look', integration_types: [0, 1] }]);

const target = (sent: Json): Json => {
  const data = sent.data as { target_id: string; resolved: { messages: Record<string, Json> } };
  return data.resolved.messages[data.target_id] ?? {};
};
/** What Ben may: anything that matters here but attaching files. */
const usual = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'MentionEveryone',
  'UseApplicationCommands',
] as const;
const attaching = 1n << 15n;
const visiting = attaching | (1n << 14n) | (1n << 17n);

describe('a command on a message', () => {
  test('in a channel tells who said it, where, and of its thread', async () => {
    const ben = server.person('Ben');
    const his = ben.says(channel, 'My score is 251', {
      thread: 'Advice',
      files: [{ name: 'my plan.csv', data: 'a,b' }],
    });
    const one = await arrives(ana.messageCommand(his, 'Look'));
    expect(one).toMatchObject({ type: 2, member: { user: { id: ana.id } } });
    expect(target(one)).toMatchObject({
      id: his.id,
      channel_id: channel.id,
      author: { id: ben.id },
      content: 'My score is 251',
      attachments: [{ filename: 'my_plan.csv' }],
      thread: { id: his.id, name: 'Advice', parent_id: channel.id, type: 11 },
    });
  });

  test('in a thread tells of the thread', async () => {
    const thread = ana.startsThread(channel, 'Advice');
    const hers = ana.says(thread, 'My score is 251');
    const one = await arrives(ana.messageCommand(hers, 'Look'));
    expect(one).toMatchObject({
      channel_id: thread.id,
      channel: { id: thread.id, type: 11, parent_id: channel.id, thread_metadata: {} },
    });
    expect(target(one)).toMatchObject({ id: hers.id, channel_id: thread.id });
  });

  test('in a direct message is done with the bot alone', async () => {
    const hers = ana.inDirectMessage.says('My score is 251');
    const one = await arrives(ana.messageCommand(hers, 'Look'));
    expect(one).toMatchObject({ context: 1, user: { id: ana.id }, channel: { type: 1 } });
    expect(one.member).toBeUndefined();
    expect(target(one).content).toBe('My score is 251');
    expect(BigInt(String(one.app_permissions))).toBe(visiting | (1n << 18n));
  });

  test('where the bot is no member can be answered, and nothing else', async () => {
    const elsewhere = discord.server('Elsewhere', { bot: false });
    const place = elsewhere.channel('talk');
    const permissions = [...usual, 'UseExternalApps'] as const;
    const ben = elsewhere.person('Ben', { permissions });
    const eve = elsewhere.person('Eve');
    const hers = eve.says(place, 'My score is 251');
    await expect(ben.messageCommand(hers, 'Look')).rejects.toThrow('there is no "Look"');
    ben.installs();
    const done = ben.messageCommand(hers, 'Look');
    const one = await bot.next();
    expect(one).toMatchObject({
      guild_id: elsewhere.id,
      authorizing_integration_owners: { 1: ben.id },
      member: { user: { id: ben.id } },
    });
    expect(one.authorizing_integration_owners).not.toHaveProperty('0');
    expect(target(one)).toMatchObject({ content: 'My score is 251', author: { id: eve.id } });
    // As much as a visitor may, and no more than the person.
    expect(BigInt(String(one.app_permissions))).toBe(visiting & ~attaching);
    await bot.answer(one, 4, { content: 'a' });
    expect((await done)?.content).toBe('a');
    const path = `/channels/${place.id}`;
    const refused = [
      await rest(discord, 'GET', path),
      await rest(discord, 'POST', `${path}/messages`, { content: 'a' }),
      await rest(discord, 'GET', `${path}/messages/${hers.id}`),
      await rest(discord, 'POST', `${path}/messages/${hers.id}/threads`, { name: 'a' }),
    ];
    expect(refused.map(({ body }) => body.code)).toEqual([50001, 50001, 50001, 50001]);
  });
});
