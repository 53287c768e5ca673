import { channelType, type Json } from '../vocabulary.ts';
import { permissionsOf } from './permissions.ts';
import type { Attachment, Channel, Guild, Member, Role, User } from './types.ts';

const iso = (time: number): string => new Date(time).toISOString().replace('Z', '000+00:00');
export const timestamp = iso;

export function userPayload(user: User): Json {
  return {
    id: user.id,
    username: user.name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_'),
    global_name: user.bot ? null : user.name,
    discriminator: '0',
    avatar: null,
    public_flags: 0,
    ...(user.bot ? { bot: true } : {}),
  };
}

export function rolePayload(role: Role, position: number): Json {
  return {
    id: role.id,
    name: role.name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position,
    permissions: String(role.permissions),
    managed: role.managed,
    mentionable: role.mentionable,
    flags: 0,
  };
}

export function memberPayload(member: Member): Json {
  return {
    user: userPayload(member.user),
    nick: null,
    avatar: null,
    banner: null,
    roles: member.roles.map((role) => role.id),
    joined_at: iso(member.joinedAt),
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    communication_disabled_until: null,
    flags: 0,
  };
}

export function channelPayload(channel: Channel): Json {
  const last = [...channel.messages.keys()].at(-1) ?? null;
  const common = { id: channel.id, type: channel.type, last_message_id: last, flags: 0 };
  if (channel.thread) {
    const { archived, locked, archiveAfter, owner } = channel.thread;
    return {
      ...common,
      guild_id: channel.guild?.id,
      parent_id: channel.parent?.id,
      name: channel.name,
      owner_id: owner.id,
      message_count: channel.messages.size,
      member_count: channel.thread.members.size,
      total_message_sent: channel.messages.size,
      rate_limit_per_user: 0,
      thread_metadata: {
        archived,
        locked,
        auto_archive_duration: archiveAfter,
        archive_timestamp: iso(Number(BigInt(channel.id) >> 22n) + 1_420_070_400_000),
      },
    };
  }
  if (!channel.guild) {
    const recipients = channel.recipients.map(userPayload);
    const group = channel.type === channelType.groupDm ? { name: channel.name, icon: null } : {};
    return { ...common, recipients, ...group };
  }
  return {
    ...common,
    guild_id: channel.guild.id,
    name: channel.name,
    position: [...channel.guild.channels.keys()].indexOf(channel.id),
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: channel.overwrites.map((item) => ({
      id: item.id,
      type: item.kind === 'role' ? 0 : 1,
      allow: String(item.allow),
      deny: String(item.deny),
    })),
  };
}

/** What an interaction says of a channel, with what the person may do there. */
export function partialChannel(channel: Channel, user: User): Json {
  return { ...channelPayload(channel), permissions: String(permissionsOf(user, channel)) };
}

export function guildPayload(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: '1',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: guild.roles.map(rolePayload),
    emojis: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    preferred_locale: 'en-US',
    public_updates_channel_id: null,
    nsfw_level: 0,
    stickers: [],
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
  };
}

export function attachmentPayload(file: Attachment): Json {
  const { url } = file;
  return {
    id: file.id,
    filename: file.filename,
    size: file.data.length,
    url,
    proxy_url: url,
    ...(file.contentType === '' ? {} : { content_type: file.contentType }),
    ...(file.description === undefined ? {} : { description: file.description }),
    ...(file.ephemeral ? { ephemeral: true } : {}),
  };
}
