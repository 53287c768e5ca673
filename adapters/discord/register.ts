import {
  type ApplicationCommandData,
  type Client,
  REST,
  type RESTGetCurrentApplicationResult,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { DiscordConfig } from '../../src/config.ts';

/**
 * Registers the commands where they are not as they should be: Discord counts registrations, and new ones take a while
 * to reach everybody.
 *
 * @param guildId the one server to register them in; null: everywhere
 * @returns whether anything had to be registered
 */
export async function register(
  client: Client,
  commands: RESTPutAPIApplicationCommandsJSONBody,
  guildId: string | null,
): Promise<boolean> {
  const manager = client.application?.commands;
  if (!manager) throw new Error('The client is not connected.');
  const where = guildId === null ? {} : { guildId };
  const found = await manager.fetch({ ...where, withLocalizations: true });
  const same =
    found.size === commands.length &&
    commands.every((command) =>
      found.some(
        (one) =>
          one.name === command.name &&
          one.equals(command as unknown as ApplicationCommandData, true),
      ),
    );
  if (same) return false;
  await (guildId === null ? manager.set(commands) : manager.set(commands, guildId));
  return true;
}

/** Registers the commands whatever is registered, without a connection to the gateway. */
export async function registerByHand(
  { token, guildId, apiUrl }: DiscordConfig,
  commands: RESTPutAPIApplicationCommandsJSONBody,
): Promise<void> {
  const rest = new REST({ api: apiUrl }).setToken(token);
  const { id } = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
  const route =
    guildId === null
      ? Routes.applicationCommands(id)
      : Routes.applicationGuildCommands(id, guildId);
  await rest.put(route, { body: commands });
}
