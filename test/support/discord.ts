import {
  createDiscord,
  type Discord as DiscordAdapter,
  type Invites,
} from '../../adapters/discord/app.ts';
import type { Policies } from '../../src/policy/policies.ts';
import { loadWords, type Words } from '../../src/render/words.ts';
import type { OpenStore } from '../../src/store/installations.ts';
import { openStore } from '../../src/store/open.ts';
import type { Discord } from '../emulators/discord/index.ts';
import { botOver } from './web.ts';

/** The real adapter over the real discord.js, connected to the emulator. */
export interface BotInDiscord {
  readonly adapter: DiscordAdapter;
  readonly store: OpenStore;
  /** What the operator was told of. */
  readonly faults: unknown[];
  readonly invites: Invites;
  stop(): Promise<void>;
}

export interface BotOptions {
  readonly store?: OpenStore;
  readonly words?: Words;
  readonly policies?: Policies;
  /** The bot's clock; it stands where none is given. */
  readonly now?: () => Date;
  readonly guildId?: string;
  readonly shards?: number | 'auto';
}

/** Starts the bot and waits until Discord has it. */
export async function botInDiscord(
  discord: Discord,
  { words = loadWords(), guildId, shards = 1, ...options }: BotOptions = {},
): Promise<BotInDiscord> {
  const store = options.store ?? (await openStore({ dataDir: null }));
  const faults: unknown[] = [];
  const adapter = createDiscord({
    config: { token: discord.token, guildId: guildId ?? null, shards, apiUrl: discord.apiUrl },
    bot: botOver(store, words, options.policies, options.now),
    words,
    onFault: (error) => {
      faults.push(error);
      return `ref${faults.length}`;
    },
  });
  const invites = await adapter.start();
  return {
    adapter,
    store,
    faults,
    invites,
    async stop() {
      await adapter.stop();
      if (!options.store) await store.close();
    },
  };
}
