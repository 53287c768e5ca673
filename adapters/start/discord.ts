import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DiscordConfig } from '../../src/config.ts';
import { root } from '../../src/root.ts';
import type { Ground } from './ground.ts';
import { StartRefused } from './refused.ts';

/** The bot in Discord, running. */
export interface RunningDiscord {
  /** The links by which servers and people get the bot; null where other processes hold the connection. */
  readonly invites: { readonly server: string; readonly account: string } | null;
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
    return { invites: await discord.start(), stop: discord.stop };
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
      const { process } = shard;
      shard.kill();
      return process && endOf(process);
    });
    await Promise.all(ends);
  };
  try {
    await manager.spawn();
  } catch (error) {
    await stop();
    throw new StartRefused(1, [words.text('start', {}, 'discord-shard')], error);
  }
  return { invites: null, stop };
}

/** A process that has been told to end has this long for it. In milliseconds. */
const longestGoodbye = 8_000;

async function endOf(process: ChildProcess): Promise<void> {
  const timer = setTimeout(() => process.kill('SIGKILL'), longestGoodbye);
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
  clearTimeout(timer);
}
