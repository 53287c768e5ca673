import type { ChatInputCommandInteraction, Client, Interaction } from 'discord.js';
import { afterEach, beforeEach } from 'vitest';
import { type Channel, type Discord, type Person, type Server, startDiscord } from '../index.ts';
import type { Json } from '../vocabulary.ts';
import { clients } from './client.ts';
import { command } from './command-forms.ts';

/** A Discord of each test's own, and real discord.js clients that talk to it. */
export const { login, end, thrown, failure } = clients();
export let discord: Discord;
export let server: Server;
export let channel: Channel;
export let ana: Person;

/** To be called once in a test file. */
export function setClientStage(): void {
  beforeEach(async () => {
    discord = await startDiscord();
    server = discord.server('Advising');
    channel = server.channel('advising');
    ana = server.person('Ana', { roles: ['Students'] });
  });
  afterEach(async () => {
    await end();
    await discord.close();
  });
}

/** A bot whose one command does this; everything else it does is `other`. */
export const does = (
  deed: (interaction: ChatInputCommandInteraction) => Promise<unknown>,
  other: (interaction: Interaction) => Promise<unknown> = async () => undefined,
): Promise<Client> =>
  login(discord, [command(), { type: 3, name: 'Look' }], (interaction) =>
    interaction.isChatInputCommand() ? deed(interaction) : other(interaction),
  );

export const parts = (...components: Json[]) => components as never;
