import { checkCommand } from '../form/command.ts';
import { Faults } from '../form/faults.ts';
import { isObject } from '../form/fields.ts';
import { type Command, commandPayload, type Option } from '../interaction/command.ts';
import * as limits from '../limits/command.ts';
import { refuse } from '../refusal.ts';
import { commandType, type Json } from '../vocabulary.ts';
import type { World } from '../world/world.ts';
import { type Call, Reply, type Route } from './types.ts';

/** Where the commands of the path belong: everywhere, or one server. */
function scope({ world, params }: Call): string | undefined {
  if (params.app !== world.bot.id) refuse('notYourApplication');
  if (params.guild === undefined) return undefined;
  const guild = world.guilds.get(params.guild);
  if (!guild?.hasBot) refuse('missingAccess');
  return params.guild;
}

const within = (world: World, guildId: string | undefined): Command[] =>
  world.commands.filter((command) => command.guildId === guildId);

function build(world: World, given: Json, guildId: string | undefined, id?: string): Command {
  return {
    id: id ?? world.ids.next(),
    version: world.ids.next(),
    type: Number(given.type ?? commandType.chatInput),
    name: String(given.name),
    description: String(given.description ?? ''),
    options: (given.options ?? []) as Option[],
    contexts: (given.contexts ?? null) as number[] | null,
    integrationTypes: (given.integration_types ?? [0]) as number[],
    memberPermissions: (given.default_member_permissions ?? null) as string | null,
    given,
    ...(guildId === undefined ? {} : { guildId }),
  };
}

const same = (a: { type: number; name: string }, b: Command): boolean =>
  a.type === b.type && a.name === b.name;

function refuseTooMany(commands: readonly Command[]): void {
  for (const [type, most] of Object.entries(limits.command.perType)) {
    if (commands.filter((command) => command.type === Number(type)).length > most) {
      refuse('tooManyCommands');
    }
  }
}

/** Replaces all commands of a scope; one that keeps its name keeps its id. */
function overwrite(call: Call): Json[] {
  const { world, body } = call;
  const guildId = scope(call);
  const faults = new Faults();
  if (!Array.isArray(body)) {
    faults.add([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    faults.throwIfAny();
  }
  const given = body as Json[];
  given.forEach((item, index) => {
    checkCommand(item, [index], faults);
    const twin = (other: Json) =>
      isObject(other) && other.name === item?.name && (other.type ?? 1) === (item?.type ?? 1);
    if (isObject(item) && given.findIndex(twin) !== index) {
      const message = 'Application command names must be unique';
      faults.add([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
    }
  });
  faults.throwIfAny();
  const before = within(world, guildId);
  const next = given.map((item) => {
    const type = Number(item.type ?? commandType.chatInput);
    const found = before.find((one) => same({ type, name: String(item.name) }, one));
    return build(world, item, guildId, found?.id);
  });
  refuseTooMany(next);
  const others = world.commands.filter((command) => command.guildId !== guildId);
  world.commands.splice(0, world.commands.length, ...others, ...next);
  return next.map((command) => commandPayload(command, world.bot.id));
}

/** Adds one command, or replaces the one of its name. */
function create(call: Call): Reply {
  const { world, body } = call;
  const guildId = scope(call);
  const faults = new Faults();
  checkCommand(body, [], faults);
  faults.throwIfAny();
  const mine = within(world, guildId);
  const fresh = build(world, body as Json, guildId);
  const found = mine.find((one) => same(fresh, one));
  if (found) fresh.id = found.id;
  else refuseTooMany([...mine, fresh]);
  if (found) world.commands.splice(world.commands.indexOf(found), 1, fresh);
  else world.commands.push(fresh);
  return new Reply(found ? 200 : 201, commandPayload(fresh, world.bot.id));
}

function commandOf(call: Call): Command {
  const guildId = scope(call);
  const found = within(call.world, guildId).find((one) => one.id === call.params.command);
  return found ?? refuse('unknownCommand');
}

function change(call: Call): Json {
  const { world } = call;
  const before = commandOf(call);
  const merged = { ...before.given, ...(isObject(call.body) ? call.body : {}), type: before.type };
  const faults = new Faults();
  checkCommand(merged, [], faults);
  faults.throwIfAny();
  const next = build(world, merged, before.guildId, before.id);
  const others = within(world, before.guildId).filter((one) => one !== before);
  if (others.some((one) => same(next, one))) refuse('commandExists');
  world.commands.splice(world.commands.indexOf(before), 1, next);
  return commandPayload(next, world.bot.id);
}

function remove(call: Call): undefined {
  const { commands } = call.world;
  commands.splice(commands.indexOf(commandOf(call)), 1);
}

const get = (call: Call) => commandPayload(commandOf(call), call.world.bot.id);
const all = (call: Call) => {
  const guildId = scope(call);
  return within(call.world, guildId).map((one) => commandPayload(one, call.world.bot.id));
};

const family = (name: (verb: string) => string, path: string): Route[] => [
  { name: `${name('get')}s`, method: 'GET', path, handle: all },
  { name: `${name('put')}s`, method: 'PUT', path, handle: overwrite },
  { name: name('create'), method: 'POST', path, handle: create },
  { name: name('get'), method: 'GET', path: `${path}/:command`, handle: get },
  { name: name('edit'), method: 'PATCH', path: `${path}/:command`, handle: change },
  { name: name('delete'), method: 'DELETE', path: `${path}/:command`, handle: remove },
];

export const commandRoutes: readonly Route[] = [
  ...family((verb) => `${verb}Command`, '/applications/:app/commands'),
  ...family((verb) => `${verb}GuildCommand`, '/applications/:app/guilds/:guild/commands'),
];
