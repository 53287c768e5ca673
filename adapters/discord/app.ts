import {
  ApplicationIntegrationType,
  Client,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  OAuth2Scopes,
  Options,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { type Bot, languages, loadWords } from '../../src/bot.ts';
import type { DiscordConfig } from '../../src/config.ts';
import type { Words } from '../../src/oneshot.ts';
import { commandsIn } from './commands.ts';
import { createDesk } from './desk.ts';
import { listen } from './listeners.ts';
import { toPost } from './permissions.ts';
import { register } from './register.ts';
import { makeRequest } from './requests.ts';

/** What the Discord adapter needs from outside. */
export interface DiscordOptions {
  readonly config: DiscordConfig;
  readonly bot: Bot;
  readonly words: Words;
  /** Tells the operator of an error; returns the reference number that the person is told. */
  readonly onFault: (error: unknown) => string;
}

/** Links that add the bot: to a server, and to somebody's own account. */
export interface Invites {
  readonly server: string;
  readonly account: string;
}

/** The bot in Discord. */
export interface Discord {
  /**
   * Connects, registers the commands where they have changed, and is then ready for everybody.
   *
   * @returns the links by which servers and people get the bot
   * @throws DiscordRefused where Discord does not let the bot in
   */
  start(): Promise<Invites>;
  /** Takes no more, and lets what is under way come to its end. */
  stop(): Promise<void>;
}

/** Discord does not let the bot in. */
export class DiscordRefused extends Error {
  override name = 'DiscordRefused';
  /** Why, as templates/en/start.hbs names its sentences. */
  readonly why: 'discord-token' | 'discord-intents' | 'discord-away' | 'discord-commands';
  readonly reason: string;

  constructor(why: DiscordRefused['why'], reason: string, cause?: unknown) {
    super('Discord does not let the bot in.', { cause });
    this.why = why;
    this.reason = reason;
  }
}

export function createDiscord({ config, bot, words, onFault }: DiscordOptions): Discord {
  const client: Client = new Client({
    // To know which servers there are; what people write is none of the bot's business.
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    // Everything here is written as Discord's API names it already.
    jsonTransformer: (written) => written,
    rest: { api: config.apiUrl, retries: 2, makeRequest },
    // The store remembers; nothing that Discord tells needs to be kept beside it.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === client.user?.id },
      ThreadManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === client.user?.id },
    }),
    ...(config.shards === 'auto' ? { shards: 'auto' as const } : {}),
  });
  const underWay = new Set<Promise<void>>();
  let started = false;
  client.on(Events.Error, onFault);
  // What goes wrong while it starts is said once, in the sentence that refuses the start.
  client.on(Events.ShardError, (error) => started && onFault(error));
  client.on(Events.ShardDisconnect, ({ code }) => {
    if (started) onFault(Object.assign(new Error('A shard is out for good.'), { code }));
  });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, withoutComponents);
  guard(client, onFault);
  listen(client, createDesk({ bot, words, onFault }), bot, underWay, onFault);

  return {
    async start() {
      await connected(client, config.token);
      started = true;
      const commands = commandsIn(new Map(languages().map((name) => [name, loadWords(name)])));
      // Of several shards the first does it for all.
      if (client.ws.shards.has(0)) await registered(client, commands, config);
      return invitesOf(client);
    },

    async stop() {
      client.removeAllListeners(Events.InteractionCreate);
      await Promise.allSettled(underWay);
      await client.destroy();
    },
  };
}

/**
 * Discord sends the whole message that was clicked in, and the client would build an object for each of its components;
 * what was clicked, which is all that counts here, is named beside it. Called before the client looks at the event.
 */
function withoutComponents({ message }: { message?: { components?: unknown[] } }): void {
  if (message) message.components = [];
}

/**
 * An event as Discord never sends it can make discord.js throw while it builds its objects, where nobody would catch it:
 * it is told to the operator, and dropped.
 */
function guard(client: Client, onFault: (error: unknown) => void): void {
  const events = client.ws as unknown as { handlePacket: (...event: unknown[]) => boolean };
  const { handlePacket } = events;
  events.handlePacket = (...event) => {
    try {
      return Reflect.apply(handlePacket, events, event);
    } catch (error) {
      onFault(error);
      return false;
    }
  };
}

/** For a server and for an account the links differ: Discord takes one of the two ways to install by what they name. */
function invitesOf(client: Client): Invites {
  const { Bot, ApplicationsCommands } = OAuth2Scopes;
  const account = new URL(client.generateInvite({ scopes: [ApplicationsCommands] }));
  account.searchParams.set('integration_type', String(ApplicationIntegrationType.UserInstall));
  return {
    server: client.generateInvite({
      scopes: [Bot, ApplicationsCommands],
      permissions: [...toPost],
    }),
    account: account.href,
  };
}

async function registered(
  client: Client,
  commands: RESTPutAPIApplicationCommandsJSONBody,
  { guildId }: DiscordConfig,
): Promise<void> {
  try {
    await register(client, commands, guildId);
  } catch (error) {
    await client.destroy();
    throw new DiscordRefused('discord-commands', reasonOf(error), error);
  }
}

/** Resolves when the client is ready; what ends it before that is told by name. */
async function connected(client: Client, token: string): Promise<void> {
  let refusal: DiscordRefused | null = null;
  const ready = new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => resolve());
    client.once(Events.ShardDisconnect, ({ code }) => {
      refusal = refusalBy(code);
      reject(refusal);
    });
  });
  // Where the login itself fails, nobody waits for this any more.
  ready.catch(() => {});
  try {
    await client.login(token);
    await ready;
  } catch (error) {
    await client.destroy();
    if (refusal) throw refusal;
    if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) {
      throw new DiscordRefused('discord-token', 'TokenInvalid', error);
    }
    throw new DiscordRefused('discord-away', reasonOf(error), error);
  }
}

function refusalBy(code: number): DiscordRefused {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return new DiscordRefused('discord-token', String(code));
    case GatewayCloseCodes.DisallowedIntents:
    case GatewayCloseCodes.InvalidIntents:
      return new DiscordRefused('discord-intents', String(code));
    default:
      return new DiscordRefused('discord-away', String(code));
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  if (error instanceof Error && 'status' in error) return String(error.status);
  return error instanceof Error ? error.name : 'unknown';
}
