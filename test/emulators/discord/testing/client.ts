import {
  Client,
  type ClientOptions,
  Events,
  GatewayIntentBits,
  type Interaction,
} from 'discord.js';
import type { Discord } from '../index.ts';
import type { Json } from '../vocabulary.ts';

/** What the handlers of a test's bot have thrown, for the test to look at. */
export interface Clients {
  /** Logs a discord.js client in, with these commands and this one handler. */
  login: (
    discord: Discord,
    commands: Json[],
    handle: (interaction: Interaction) => Promise<unknown>,
    options?: Partial<ClientOptions>,
  ) => Promise<Client>;
  thrown: Error[];
  /** The first thing that was thrown, now or later. */
  failure: () => Promise<Error>;
  end: () => Promise<void>;
}

/** The clients of one test file; `end` is to be called after each test. */
export function clients(): Clients {
  const open: Client[] = [];
  const thrown: Error[] = [];
  const waiting: ((error: Error) => void)[] = [];
  const fail = (error: Error) => {
    thrown.push(error);
    for (const tell of waiting.splice(0)) tell(error);
  };
  return {
    thrown,
    failure: () =>
      thrown[0] ? Promise.resolve(thrown[0]) : new Promise((resolve) => waiting.push(resolve)),
    login: async (discord, commands, handle, options = {}) => {
      const client = new Client({
        intents: [GatewayIntentBits.Guilds],
        ...options,
        rest: { api: discord.apiUrl, ...options.rest },
      });
      open.push(client);
      client.on(Events.Error, fail);
      client.on(Events.InteractionCreate, (interaction) => {
        handle(interaction).catch(fail);
      });
      await client.login(discord.token);
      await discord.ready();
      if (commands.length > 0) await client.application?.commands.set(commands as never);
      return client;
    },
    end: async () => {
      for (const client of open.splice(0)) await client.destroy();
      thrown.length = 0;
    },
  };
}
