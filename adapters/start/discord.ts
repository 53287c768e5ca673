import { once } from 'node:events';
import { join } from 'node:path';
import type { DiscordConfig } from '../../src/config.ts';
import { root } from '../../src/root.ts';
import type { Ground } from './ground.ts';
import { StartRefused } from './refused.ts';

/** The bot in Discord, running. */
export interface RunningDiscord {
  /** The link by which servers and people get the bot; null where other processes hold the connection. */
  readonly invite: string | null;
  stop(): Promise<void>;
}

/** Whether this process was started for one shard, and has nothing else to do. */
export const isShard = () => process.env.SHARDING_MANAGER !== undefined;

/**
 * Starts the bot in Discord, where that is configured: in this process or, with several shards, in one process each.
 *
 * @throws StartRefused where Discord does not let the bot in
 */
export async function startDiscord(ground: Ground): Promise<RunningDiscord | null> {
  const { discord } = ground.config;
  if (!discord) return null;
  return typeof discord.shards === 'number' && discord.shards > 1 && !isShard()
    ? startShards(ground, discord, discord.shards)
    : startHere(ground, discord);
}

async function startHere(ground: Ground, config: DiscordConfig): Promise<RunningDiscord> {
  const { bot, words } = ground;
  // Discord's library takes half a second to load and a third of the memory.
  const { createDiscord, DiscordRefused } = await import('../discord/app.ts');
  const discord = createDiscord({ config, bot, words, onFault: ground.faultOf('discord') });
  try {
    return { invite: await discord.start(), stop: discord.stop };
  } catch (error) {
    if (!(error instanceof DiscordRefused)) throw error;
    const params = { reason: error.reason, address: config.apiUrl };
    throw new StartRefused(1, [words.text('start', params, error.why)], error);
  }
}

/** Each shard in a process of its own, which starts again when it ends. They share nothing but the store. */
async function startShards(
  { config, words, faultOf }: Ground,
  { token }: DiscordConfig,
  shards: number,
): Promise<RunningDiscord> {
  const { ShardingManager } = await import('discord.js');
  const manager = new ShardingManager(join(root, 'dist/adapters/step2.js'), {
    token,
    totalShards: shards,
    shardArgs: ['start', ...(config.policyFile ? ['--policy', config.policyFile] : [])],
  });
  manager.on('shardCreate', (shard) => shard.on('error', faultOf('discord')));
  const stop = async () => {
    manager.respawn = false;
    const ends = [...manager.shards.values()].map((shard) => {
      const ended = shard.process ? once(shard.process, 'exit') : null;
      shard.kill();
      return ended;
    });
    await Promise.all(ends);
  };
  try {
    await manager.spawn();
  } catch (error) {
    await stop();
    throw new StartRefused(1, [words.text('start', {}, 'discord-shard')], error);
  }
  return { invite: null, stop };
}
