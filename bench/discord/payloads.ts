import { randomBytes } from 'node:crypto';
import { type Application, type Component, channel, guild, type Message } from './names.ts';

const permissions = '2248473465835073';

/** Ephemeral, and made of components. */
const flags = 64 | 32_768;

export function userOf(id: string, username: string): object {
  return {
    id,
    username,
    global_name: username,
    discriminator: '0',
    avatar: null,
    avatar_decoration_data: null,
    collectibles: null,
    clan: null,
    primary_guild: null,
    public_flags: 0,
  };
}

/** What Discord tells of every interaction, whatever it is about. */
export function interactionOf(
  application: Application,
  id: string,
  person: string,
  about: object,
): object {
  return {
    id,
    application_id: application.id,
    token: randomBytes(120).toString('base64url'),
    version: 1,
    ...about,
    guild_id: guild,
    guild: { id: guild, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    member: {
      user: userOf(person, `person${person}`),
      nick: null,
      avatar: null,
      banner: null,
      roles: [],
      joined_at: '2026-01-01T00:00:00.000000+00:00',
      premium_since: null,
      deaf: false,
      mute: false,
      pending: false,
      communication_disabled_until: null,
      unusual_dm_activity_until: null,
      flags: 0,
      permissions,
    },
    channel: {
      id: channel,
      type: 0,
      guild_id: guild,
      name: 'bench',
      position: 0,
      parent_id: null,
      topic: null,
      nsfw: false,
      rate_limit_per_user: 0,
      last_message_id: null,
      flags: 0,
      permissions,
    },
    channel_id: channel,
    app_permissions: permissions,
    locale: 'en-US',
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: { 0: guild },
    context: 0,
    attachment_size_limit: 10_485_760,
  };
}

/** A private message of a bot, as Discord gives it back with every click in it. */
export function messageOf(
  { id: application }: Application,
  id: string,
  person: string,
  { components }: Message,
): object {
  return {
    id,
    type: 20,
    channel_id: channel,
    author: { ...userOf(application, 'step2'), bot: true },
    content: '',
    timestamp: '2026-01-01T00:00:00.000000+00:00',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: numbered(components, { last: 0 }),
    flags,
    pinned: false,
    application_id: application,
    webhook_id: application,
    interaction_metadata: {
      id,
      type: 2,
      user: userOf(person, `person${person}`),
      authorizing_integration_owners: { 0: guild },
      name: 'step2',
      command_type: 1,
    },
  };
}

/** Discord numbers all components of a message. */
function numbered(components: readonly Component[], counted: { last: number }): object[] {
  return components.map((one) => {
    const id = ++counted.last;
    return one.components
      ? { ...one, id, components: numbered(one.components, counted) }
      : { ...one, id };
  });
}
