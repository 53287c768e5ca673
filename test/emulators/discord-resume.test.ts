import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Discord, startDiscord } from './discord/index.ts';
import { connect, type Shard } from './discord/testing/shard.ts';
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
describe('a lost connection', () => {
  const resume = async (sessionId: unknown, seq: number, token = discord.token) => {
    const shard = await join(null);
    shard.send(opcode.resume, { token, session_id: sessionId, seq });
    return shard;
  };

  test('is resumed, and everything after the last number is told once more', async () => {
    const first = await join();
    const ready = await first.event('READY');
    discord.disconnect('resumable');
    expect(await first.ended()).toBe(4000);
    const server = discord.server('New');
    const again = await resume(ready.d.session_id, 1);
    await again.event('RESUMED');
    expect(again.events('GUILD_CREATE').map((one) => one.d.id)).toEqual([server.id]);
    again.drop();
    // A shard that noted less than it was told is told it twice.
    const twice = await resume(ready.d.session_id, 1);
    await twice.event('RESUMED');
    expect(twice.events('GUILD_CREATE')).toHaveLength(1);
  });

  test('is not resumed by anybody else, nor after a goodbye', async () => {
    const first = await join();
    const { session_id: id } = (await first.event('READY')).d;
    expect(await (await resume(id, 1, 'wrong')).ended()).toBe(4004);
    expect(await (await resume(id, 99)).ended()).toBe(4007);
    expect((await (await resume('unknown', 1)).op(opcode.invalidSession)).d).toBe(false);
    await first.close();
    await discord.until('it is gone', () => discord.connections.length === 0);
    expect((await (await resume(id, 1)).op(opcode.invalidSession)).d).toBe(false);
  });

  test('is asked for by the gateway', async () => {
    const shard = await join();
    discord.disconnect('reconnect');
    await shard.op(opcode.reconnect);
    discord.disconnect('invalid');
    expect((await shard.op(opcode.invalidSession)).d).toBe(false);
  });
});
