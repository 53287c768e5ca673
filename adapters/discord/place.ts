import type { Client } from 'discord.js';
import type { Here, Where } from '../../src/bot.ts';
import type { Visit } from './answer.ts';
import type { Server } from './hands.ts';
import { lacking, permissionsIn } from './permissions.ts';

/** What can be shared from where somebody is: into the thread or the channel. Outside servers nothing can. */
export function hereOf({ guildId, channelId, channel }: Visit): Here {
  if (guildId === null || channelId === null) return { kind: 'direct' };
  const named = channel && 'name' in channel ? channel.name : null;
  const name = named === null ? null : `#${named}`;
  return channel?.isThread()
    ? { kind: 'thread', channel: channel.parentId ?? channelId, thread: channelId, name }
    : { kind: 'channel', channel: channelId, name };
}

/** The roles of whoever visits. */
export function rolesOf({ member }: Visit): readonly string[] {
  if (!member) return [];
  return Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()];
}

/** The server in which somebody visits, as far as posting needs to know it. */
export function serverOf(visit: Visit, now: () => number): Server {
  const { client, guildId } = visit;
  return {
    rest: client.rest,
    now,
    guildOf(channel) {
      const known = client.channels.cache.get(channel);
      return known && 'guildId' in known ? known.guildId : guildId;
    },
    lacks: (where) => lacksThere(client, visit, where),
  };
}

/** Of the place where somebody is Discord says itself what the bot may do there; of others it is known or not. */
function lacksThere(client: Client, visit: Visit, where: Where): readonly string[] {
  if (where.kind === 'link') return [];
  const place = where.kind === 'thread' ? where.thread : where.channel;
  const channel = client.channels.cache.get(place);
  const permissions =
    place === visit.channelId
      ? visit.appPermissions
      : permissionsIn(channel && !channel.isDMBased() ? channel : null);
  return permissions ? lacking(where, permissions) : [];
}
