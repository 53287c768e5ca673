import { describe, expect, test } from 'vitest';
import type { Channel } from './discord/index.ts';
import { faultsAt, type More, rest } from './discord/testing/rest.ts';
import { ana, channel, discord, server, setStage } from './discord/testing/stage.ts';
import type { Permission } from './discord/world/permissions.ts';

setStage([]);

const call = (method: string, path: string, body?: unknown, more?: More) =>
  rest(discord, method, path, body, more);
const say = (place: Channel, body: unknown = { content: 'a' }, more?: More) =>
  call('POST', `/channels/${place.id}/messages`, body, more);

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
    const channels = await call('GET', `${path}/channels`);
    expect(channels.body).toContainEqual(expect.objectContaining({ id: channel.id }));
    const roles = await call('GET', `${path}/roles`);
    expect(roles.body).toContainEqual(expect.objectContaining({ name: 'Students' }));
    expect(roles.body).toMatchObject({ 0: { id: server.id, name: '@everyone' } });
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
