import { announce, changeThread, removeChannel } from '../world/channels.ts';
import type { Permission } from '../world/permissions.ts';
import { ofPeople, sum } from '../world/permissions.ts';
import type { Channel, Guild, Role } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { Person } from './person.ts';

/** A server, as those see it who set it up. */
export class Server {
  readonly guild: Guild;
  readonly #world: World;

  constructor(world: World, guild: Guild) {
    this.#world = world;
    this.guild = guild;
  }

  get id(): string {
    return this.guild.id;
  }

  get name(): string {
    return this.guild.name;
  }

  /** A text channel; `permissions` are all that the bot has in it. */
  channel(name: string, more: { permissions?: readonly Permission[] } = {}): Channel {
    return this.#world.textChannel(this.guild, name, more.permissions);
  }

  /** Takes permissions from the bot, or from a role, in one channel and its threads. */
  forbid(channel: Channel, permissions: readonly Permission[], role?: Role): void {
    this.#overwrite(channel, permissions, role, ['deny', 'allow']);
  }

  /** The opposite: what one channel allows whatever the server does. */
  allow(channel: Channel, permissions: readonly Permission[], role?: Role): void {
    this.#overwrite(channel, permissions, role, ['allow', 'deny']);
  }

  #overwrite(
    channel: Channel,
    permissions: readonly Permission[],
    role: Role | undefined,
    [to, from]: readonly ['allow' | 'deny', 'allow' | 'deny'],
  ): void {
    if (channel.thread) throw new Error('a thread has the permissions of its channel');
    const id = role?.id ?? this.#world.bot.id;
    let found = channel.overwrites.find((one) => one.id === id);
    if (!found) {
      found = { id, kind: role ? 'role' : 'member', allow: 0n, deny: 0n };
      channel.overwrites.push(found);
    }
    found[to] |= sum(permissions);
    found[from] &= ~sum(permissions);
    announce(this.#world, channel);
  }

  /** Removes a channel with all its threads, or a thread. */
  remove(channel: Channel): void {
    removeChannel(this.#world, channel);
  }

  archive(thread: Channel): void {
    changeThread(this.#world, thread, { archived: true });
  }

  /** From now on only moderators write in it, and wake it. */
  lock(thread: Channel): void {
    changeThread(this.#world, thread, { locked: true });
  }

  unlock(thread: Channel): void {
    changeThread(this.#world, thread, { locked: false });
  }

  /** A role by its name, made if there is none yet. */
  role(
    name: string,
    more: { permissions?: readonly Permission[]; mentionable?: boolean } = {},
  ): Role {
    const role = this.#world.role(this.guild, name, more.permissions);
    if (more.permissions) role.permissions = sum(more.permissions);
    if (more.mentionable !== undefined) role.mentionable = more.mentionable;
    return role;
  }

  /** A new member; `permissions` are all that they have, instead of the usual ones. */
  person(
    name: string,
    more: { roles?: readonly (string | Role)[]; permissions?: readonly Permission[] } = {},
  ): Person {
    const person = new Person(this.#world, this.#world.user(name));
    this.join(person, more);
    return person;
  }

  /** Somebody who is known from elsewhere becomes a member here too. */
  join(
    person: Person,
    more: { roles?: readonly (string | Role)[]; permissions?: readonly Permission[] } = {},
  ): void {
    const roles = (more.roles ?? []).map((role) =>
      typeof role === 'string' ? this.role(role) : role,
    );
    const usual = more.permissions
      ? this.role(`${person.user.name}'s`, { permissions: more.permissions })
      : this.role('Members', { permissions: ofPeople });
    this.#world.join(this.guild, person.user, [usual, ...roles]);
  }
}
