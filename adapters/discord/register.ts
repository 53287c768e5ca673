import type {
  ApplicationCommandData,
  Client,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';

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
