import { type Command, commandPayload, type Option } from '../interaction/command.ts';
import { contextOf, owners } from '../interaction/start.ts';
import { type Json, option as type } from '../vocabulary.ts';
import { may, permissionsOf } from '../world/permissions.ts';
import type { Channel, User } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { checkOption, type Given, type Resolved } from './option-value.ts';

/** The commands that a person is offered here, those of the server before those of everywhere. */
export function offered(world: World, user: User, channel: Channel): Command[] {
  const here = contextOf(world, channel);
  const { guild } = channel;
  return world.commands
    .filter((command) => {
      if (command.guildId !== undefined && command.guildId !== guild?.id) return false;
      if (command.contexts && !command.contexts.includes(here)) return false;
      if (Object.keys(owners(world, channel, user, command)).length === 0) return false;
      if (!guild) return channel.recipients.includes(user);
      if (!may(user, channel, 'UseApplicationCommands')) return false;
      const needed = command.memberPermissions;
      if (needed === null) return true;
      if (needed === '0') return may(user, channel, 'Administrator');
      return (permissionsOf(user, channel) & BigInt(needed)) === BigInt(needed);
    })
    .sort((a, b) => Number(b.guildId !== undefined) - Number(a.guildId !== undefined));
}

/** What a person typed, taken apart by the registered command. */
export interface Typed {
  command: Command;
  data: Json;
}

/** The command, and the subcommand of it, that these words name. */
function find(world: World, user: User, channel: Channel, name: string) {
  const [first = '', ...rest] = name.split(' ');
  const all = offered(world, user, channel).filter((one) => one.type === 1);
  const command = all.find((one) => one.name === first);
  if (channel.thread?.locked && !may(user, channel, 'ManageThreads')) {
    throw new Error(`${user.name} may not write here`);
  }
  const names = all.map((one) => `/${one.name}`).join(', ');
  if (!command) throw new Error(`there is no /${first} here for ${user.name}; only: ${names}`);
  const path: Option[] = [];
  let options = command.options;
  for (const word of rest) {
    const found = options.find((one) => one.name === word && one.type <= type.group);
    const names = options.map((one) => one.name).join(', ');
    if (!found) throw new Error(`/${command.name} has no subcommand "${word}"; only: ${names}`);
    path.push(found);
    options = found.options ?? [];
  }
  const unfinished = options.some((one) => one.type <= type.group);
  if (unfinished) throw new Error(`/${name} cannot be used by itself: it has subcommands`);
  return { command, path, options };
}

function wrap(path: readonly Option[], options: Json[]): Json[] {
  return path.reduceRight<Json[]>(
    (inner, one) => [{ type: one.type, name: one.name, options: inner }],
    options,
  );
}

/**
 * What the client sends for a command typed with these options; it refuses what the registered
 * command does not allow. With `focus` the person is still typing that option.
 */
export function typed(
  world: World,
  user: User,
  channel: Channel,
  name: string,
  given: Readonly<Record<string, Given>>,
  focus?: string,
): Typed {
  const { command, path, options } = find(world, user, channel, name);
  const resolved: Resolved = {};
  const unknown = Object.keys(given).find((key) => !options.some((one) => one.name === key));
  if (unknown) throw new Error(`/${name} has no option "${unknown}"`);
  const sent: Json[] = [];
  for (const one of options) {
    const value = given[one.name];
    const typing = one.name === focus;
    if (value === undefined) {
      const message = `${one.name}: This option is required. Specify a value`;
      if (one.required && focus === undefined) throw new Error(message);
    } else if (typing) {
      if (!one.autocomplete) throw new Error(`${one.name} has no autocomplete`);
      sent.push({ type: one.type, name: one.name, value: String(value), focused: true });
    } else {
      const checked = checkOption(world, user, channel, one, value, resolved);
      sent.push({ type: one.type, name: one.name, value: checked });
    }
  }
  const wrapped = wrap(path, sent);
  const payload = commandPayload(command, world.bot.id);
  const data: Json = {
    id: payload.id,
    name: command.name,
    type: command.type,
    ...(wrapped.length > 0 ? { options: wrapped } : {}),
    ...(command.guildId ? { guild_id: command.guildId } : {}),
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
  return { command, data };
}
