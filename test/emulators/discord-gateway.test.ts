import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Discord, startDiscord } from './discord/index.ts';
import { many } from './discord/testing/forms.ts';
import { connect, gatewayUrl, identity, Shard } from './discord/testing/shard.ts';
import { opcode } from './discord/vocabulary.ts';

let discord: Discord;
const shards: Shard[] = [];

beforeEach(async () => {
  discord = await startDiscord();
  discord.holdTime();
});
afterEach(async () => {
  for (const shard of shards.splice(0)) shard.drop();
  await discord.close();
});

const join = async (
  ...how: Parameters<typeof connect> extends [Discord, ...infer R] ? R : never
) => {
  const shard = await connect(discord, ...how);
  shards.push(shard);
  return shard;
};
/** Connects, says one thing and gives how it ends. */
async function said(op: number, d: unknown): Promise<number> {
  const shard = await join(null);
  shard.send(op, d);
  return shard.ended();
}

describe('a shard is let in', () => {
  test('with the token, and told of its servers', async () => {
    const server = discord.server('Advising');
    server.channel('advising');
    const elsewhere = discord.server('Elsewhere', { bot: false });
    const shard = await join();
    expect((await shard.op(opcode.hello)).d.heartbeat_interval).toBe(41_250);
    const guild = await shard.event('GUILD_CREATE');
    expect(guild.d).toMatchObject({ id: server.id, channels: [{ name: 'advising' }] });
    const ready = await shard.event('READY');
    expect(ready.d.guilds).toEqual([{ id: server.id, unavailable: true }]);
    expect(ready.d.application).toMatchObject({ id: discord.applicationId });
    expect(JSON.stringify(shard.received)).not.toContain(elsewhere.id);
    shard.send(opcode.heartbeat, 1);
    await shard.op(opcode.ack);
  });

  test.each([
    ['a wrong token', { token: 'wrong' }, 4004],
    ['a shard beyond the last', { shard: [1, 1] }, 4010],
    ['no shard', { shard: ['a', 'b'] }, 4010],
    ['intents that are no number', { intents: 'all' }, 4013],
    ['intents that do not exist', { intents: 1 << 29 }, 4013],
    ['the intent for members', { intents: 1 | 2 }, 4014],
    ['the intent for content', { intents: 1 | 32768 }, 4014],
  ])('but not with %s', async (_what, more, code) => {
    expect(await said(opcode.identify, identity(discord, more))).toBe(code);
    expect(discord.connections).toEqual([]);
  });

  test('and told in compressed form where it asks for that', async () => {
    const shard = await join({ compress: true });
    expect((await shard.event('READY')).d.v).toBe(10);
  });

  test('with privileged intents that were approved', async () => {
    await discord.close();
    discord = await startDiscord({ privilegedIntents: 2 });
    await join({ intents: 3 });
    expect(discord.connections).toMatchObject([{ intents: 3 }]);
  });

  test('once, by the rules of the protocol', async () => {
    expect(await said(opcode.presence, {})).toBe(4003);
    expect(await said(99, {})).toBe(4001);
    const twice = await join();
    twice.send(opcode.identify, identity(discord));
    expect(await twice.ended()).toBe(4005);
    const garbled = await join(null);
    garbled.sendRaw('{');
    expect(await garbled.ended()).toBe(4002);
    const large = await join(null);
    large.send(opcode.heartbeat, 'x'.repeat(4096));
    expect(await large.ended()).toBe(4002);
    const chatty = await join();
    for (const _ of many(120, () => 0)) chatty.send(opcode.heartbeat, 1);
    expect(await chatty.ended()).toBe(4008);
  });

  test('in version 10 and JSON', async () => {
    for (const [query, code] of [
      ['?v=9&encoding=json', 4012],
      ['?v=10&encoding=etf', 4002],
    ] as const) {
      const shard = new Shard(gatewayUrl(discord) + query);
      shards.push(shard);
      expect(await shard.ended()).toBe(code);
    }
  });

  test('as often as its session starts last, and one bucket in five seconds', async () => {
    await discord.close();
    discord = await startDiscord({ maxConcurrency: 1 });
    discord.holdTime();
    await join();
    const early = await join(null);
    early.send(opcode.identify, identity(discord));
    expect((await early.op(opcode.invalidSession)).d).toBe(false);
    discord.advance(5_000);
    await join();
    expect(discord.sessionStarts.remaining).toBe(998);
    discord.sessionStarts.remaining = 0;
    discord.advance(5_000);
    const none = await join(null);
    none.send(opcode.identify, identity(discord));
    expect((await none.op(opcode.invalidSession)).d).toBe(false);
  });

  test('no longer once intents are disallowed or the token is revoked', async () => {
    const one = await join();
    discord.disallowIntents();
    expect(await one.ended()).toBe(4014);
    expect(await said(opcode.identify, identity(discord))).toBe(4014);
    await discord.close();
    discord = await startDiscord();
    const token = discord.token;
    const other = await join();
    discord.revokeToken();
    expect(await other.ended()).toBe(4004);
    expect(await said(opcode.identify, identity(discord, { token }))).toBe(4004);
  });
});

describe('events', () => {
  test('go to those who asked for them', async () => {
    const server = discord.server('Advising');
    const channel = server.channel('advising');
    const ana = server.person('Ana');
    const quiet = await join({ intents: 1 });
    const curious = await join({ intents: 1 | 512 | 4096 });
    ana.says(channel, 'hello');
    ana.says(ana.directMessageChannel, 'just you');
    const [said, direct] = await curious.find(() => {
      const events = curious.events('MESSAGE_CREATE');
      return events.length === 2 ? events : undefined;
    });
    // Without the intent for it, what people say to each other is not for bots.
    expect(said?.d).toMatchObject({ content: '', guild_id: server.id });
    expect(direct?.d).toMatchObject({ content: 'just you' });
    expect(quiet.events('MESSAGE_CREATE')).toEqual([]);
  });

  test('of a server go to its shard, and conversations to the first', async () => {
    const servers = many(4, (index) => discord.server(`S${index}`));
    const pair = [await join({ shard: [0, 2] }), await join({ shard: [1, 2] })];
    const told = pair.map((shard) => shard.events('GUILD_CREATE').map((one) => one.d.id));
    await pair[1]?.find(() => pair[1]?.events('GUILD_CREATE')[1]);
    const [even, odd] = pair.map((shard) => shard.events('GUILD_CREATE').map((one) => one.d.id));
    expect(told).toHaveLength(2);
    expect(even).toEqual([servers[0]?.id, servers[2]?.id]);
    expect(odd).toEqual([servers[1]?.id, servers[3]?.id]);
  });

  test('tell of new threads and channels', async () => {
    const server = discord.server('Advising');
    const shard = await join();
    const channel = server.channel('late');
    await shard.event('CHANNEL_CREATE');
    const hers = server.person('Ana').says(channel, 'hello', { thread: 'Advice' });
    expect((await shard.event('THREAD_CREATE')).d).toMatchObject({ id: hers.id, name: 'Advice' });
  });
});
