import { randomBytes } from 'node:crypto';
import { Changes } from '../changes.ts';
import { Clock } from '../clock.ts';
import type { Command } from '../interaction/command.ts';
import type { Interaction, OpenModal } from '../interaction/types.ts';
import { Snowflakes } from '../snowflake.ts';
import { channelType, intent, type Json } from '../vocabulary.ts';
import { Files } from './files.ts';
import { channelPayload, guildPayload, memberPayload } from './payload.ts';
import { everything, may, ofBot, ofPeople, type Permission, sum } from './permissions.ts';
import type { Channel, Guild, Member, Role, User } from './types.ts';

/** Something that happened, for those connections that asked for such things. */
export interface Event {
  name: string;
  /** What is said of it; `intents` are those of the connection. */
  payload: (intents: number) => Json;
  guild?: Guild | undefined;
  /** Without one, everybody is told. */
  intent?: number;
}

/** Everything that exists on the platform, and the application that it is run for. */
export class World {
  readonly clock = new Clock();
  readonly changes = new Changes();
  readonly ids = new Snowflakes(this.clock);
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly files = new Files(this);
  readonly interactions = new Map<string, Interaction>();
  /** The same by their tokens. */
  readonly tokens = new Map<string, Interaction>();
  /** By the person who has it open. */
  readonly modals = new Map<string, OpenModal>();
  readonly commands: Command[] = [];
  readonly emojis = new Set<string>();
  /** What was changed of the application on its settings pages. */
  readonly application: Json = {};
  readonly bot: User;
  token: string;
  /** Where files are served; known once the emulator listens. */
  origin = '';
  /** Set by the gateway; gives whether any connection will hear of it. */
  publish: (event: Event) => boolean = () => false;

  constructor() {
    this.bot = this.user('Bot', true);
    const part = (bytes: number) => randomBytes(bytes).toString('base64url');
    this.token = `${Buffer.from(this.bot.id).toString('base64url')}.${part(4)}.${part(27)}`;
  }

  user(name: string, bot = false): User {
    const id = this.ids.next();
    const user: User = { id, name, bot, locale: 'en-US', closed: false, installed: false };
    this.users.set(id, user);
    return user;
  }

  guild(name: string, hasBot: boolean, permissions: readonly Permission[] = ofBot): Guild {
    const id = this.ids.server();
    const roles: Role[] = [];
    const members = new Map<string, Member>();
    const guild: Guild = { id, name, roles, members, channels: new Map(), hasBot };
    this.guilds.set(id, guild);
    // Everyone may nothing; what people may do comes from a role, so that a bot's own permissions
    // are all that it has.
    roles.push({ id, name: '@everyone', permissions: 0n, mentionable: false, managed: false });
    this.role(guild, 'Members', ofPeople);
    if (hasBot) {
      const managed = this.role(guild, this.bot.name, permissions);
      managed.managed = true;
      this.join(guild, this.bot, [managed]);
    }
    this.publish({
      name: 'GUILD_CREATE',
      payload: () => this.guildCreate(guild),
      guild,
      intent: 1,
    });
    return guild;
  }

  role(guild: Guild, name: string, permissions: readonly Permission[] = []): Role {
    const found = guild.roles.find((role) => role.name === name);
    if (found) return found;
    const id = this.ids.next();
    const role: Role = {
      id,
      name,
      permissions: sum(permissions),
      mentionable: false,
      managed: false,
    };
    guild.roles.push(role);
    return role;
  }

  join(guild: Guild, user: User, roles: Role[]): Member {
    const member: Member = { user, roles, joinedAt: this.clock.now() };
    guild.members.set(user.id, member);
    return member;
  }

  /** A text channel; `permissions` are all that the bot has in it. */
  textChannel(guild: Guild, name: string, permissions?: readonly Permission[]): Channel {
    const channel = this.newChannel(channelType.text, name);
    channel.guild = guild;
    if (permissions) {
      const allow = sum(permissions);
      channel.overwrites.push({
        id: this.bot.id,
        kind: 'member',
        allow,
        deny: everything & ~allow,
      });
    }
    guild.channels.set(channel.id, channel);
    this.publish({
      name: 'CHANNEL_CREATE',
      payload: () => channelPayload(channel),
      guild,
      intent: intent.guilds,
    });
    return channel;
  }

  /** The conversation of these people outside any server; the same one whenever asked for. */
  conversation(people: readonly User[]): Channel {
    for (const channel of this.channels.values()) {
      const { guild, recipients } = channel;
      if (guild || recipients.length !== people.length) continue;
      if (people.every((user) => recipients.includes(user))) return channel;
    }
    const type = people.length > 2 ? channelType.groupDm : channelType.dm;
    const channel = this.newChannel(type, people.map((user) => user.name).join(', '));
    channel.recipients = [...people];
    return channel;
  }

  /** A server as the gateway introduces it. */
  guildCreate(guild: Guild): Json {
    const threads = [...this.channels.values()].filter(
      (channel) =>
        channel.guild === guild &&
        channel.thread?.archived === false &&
        may(this.bot, channel, 'ViewChannel'),
    );
    const bot = guild.members.get(this.bot.id);
    return {
      ...guildPayload(guild),
      joined_at: new Date(this.clock.now()).toISOString(),
      large: false,
      unavailable: false,
      member_count: guild.members.size,
      voice_states: [],
      members: bot ? [memberPayload(bot)] : [],
      channels: [...guild.channels.values()].map(channelPayload),
      threads: threads.map(channelPayload),
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    };
  }

  /** A channel of any kind that nobody has been told of yet. */
  newChannel(type: number, name: string, id = this.ids.next()): Channel {
    const channel: Channel = {
      id,
      type,
      name,
      overwrites: [],
      recipients: [],
      messages: new Map(),
    };
    this.channels.set(id, channel);
    return channel;
  }
}
