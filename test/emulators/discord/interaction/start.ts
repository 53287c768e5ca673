import { randomBytes } from 'node:crypto';
import { FIRST_ANSWER } from '../limits/time.ts';
import { context, interaction, type Json } from '../vocabulary.ts';
import { visibleTo } from '../world/message-payload.ts';
import { guildPayload, memberPayload, partialChannel, userPayload } from '../world/payload.ts';
import { type Permission, permissionsOf, sum } from '../world/permissions.ts';
import type { Channel, Message, User } from '../world/types.ts';
import type { World } from '../world/world.ts';
import type { Command } from './command.ts';
import { complaints, type Interaction } from './types.ts';

/** Where something is done: in a server, with the bot alone, or among other people. */
export function contextOf(world: World, channel: Channel): number {
  if (channel.guild) return context.guild;
  return channel.recipients.includes(world.bot) && channel.recipients.length === 2
    ? context.botDm
    : context.privateChannel;
}

/** By which installations the app may act here: the server's, the person's, or both. */
export function owners(world: World, channel: Channel, user: User, command?: Command): Json {
  const types = command?.integrationTypes ?? [0, 1];
  const byGuild = channel.guild
    ? channel.guild.hasBot
    : contextOf(world, channel) === context.botDm;
  return {
    ...(byGuild && types.includes(0) ? { 0: channel.guild?.id ?? '0' } : {}),
    ...(user.installed && types.includes(1) ? { 1: user.id } : {}),
  };
}

/** What an app may do without being a member. */
const visiting: readonly Permission[] = ['AttachFiles', 'EmbedLinks', 'MentionEveryone'];

/** Where its bot is no member, an app may do little, and in a server no more than its person. */
function appPermissions(world: World, channel: Channel, user: User): bigint {
  const { guild } = channel;
  if (guild?.hasBot) return permissionsOf(world.bot, channel);
  if (guild) return sum(visiting) & permissionsOf(user, channel);
  const alone = contextOf(world, channel) === context.botDm;
  return sum(alone ? [...visiting, 'UseExternalEmojis'] : visiting);
}

export interface Start {
  type: number;
  user: User;
  channel: Channel;
  data: Json;
  command?: Command | undefined;
  source?: Message | undefined;
}

/**
 * Sends an interaction to the application. The promise is kept once it is answered, and broken
 * with what the person would be told when no answer comes in time.
 */
export function start(world: World, given: Start): { sent: Interaction; answer: Promise<void> } {
  const { type, user, channel, data, source, command } = given;
  const { promise: answer, resolve, reject } = withResolvers();
  const installedBy = owners(world, channel, user, command);
  const sent: Interaction = {
    id: world.ids.next(),
    token: randomBytes(64).toString('base64url'),
    type,
    user,
    channel,
    createdAt: world.clock.now(),
    payload: {},
    failed: false,
    fillsOriginal: false,
    followups: new Set(),
    userInstalled: !('0' in installedBy),
    ...(command ? { command } : {}),
    ...(source ? { source } : {}),
    settle: (failure) => {
      callOff();
      if (failure === undefined) return resolve();
      sent.failed = true;
      reject(new Error(failure));
    },
  };
  const complaint = complaints[type] ?? 'This interaction failed';
  const callOff = world.clock.after(FIRST_ANSWER, () => {
    sent.settle(complaint);
    world.changes.changed();
  });
  sent.payload = payload(world, sent, data, installedBy);
  world.interactions.set(sent.id, sent);
  world.tokens.set(sent.token, sent);
  if (!deliver(world, sent)) sent.settle(complaint);
  return { sent, answer };
}

/** Tells the application of an interaction; once more, too, when a test wants it redelivered. */
export function deliver(world: World, sent: Interaction): boolean {
  const { guild } = sent.channel;
  const known = guild?.hasBot ? guild : undefined;
  return world.publish({ name: 'INTERACTION_CREATE', payload: () => sent.payload, guild: known });
}

function payload(world: World, sent: Interaction, data: Json, installedBy: Json): Json {
  const { user, channel, source } = sent;
  const guild = channel.guild;
  const member = guild?.members.get(user.id);
  const who =
    guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: 'en-US', features: guildPayload(guild).features },
          guild_locale: 'en-US',
          member: {
            ...memberPayload(member),
            permissions: String(permissionsOf(user, channel)),
          },
        }
      : { user: userPayload(user) };
  return {
    id: sent.id,
    application_id: world.bot.id,
    type: sent.type,
    token: sent.token,
    version: 1,
    data,
    ...who,
    channel: partialChannel(channel, user),
    channel_id: channel.id,
    app_permissions: String(appPermissions(world, channel, user)),
    locale: user.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: installedBy,
    context: contextOf(world, channel),
    attachment_size_limit: 10 * 1024 * 1024,
    // The message is the application's own, and shown whole.
    ...(source ? { message: visibleTo(world.bot, source, true) } : {}),
  };
}

/** What the message that answers an interaction tells of it. */
export function metadata(sent: Interaction): Json {
  const { source, type } = sent;
  return {
    id: sent.id,
    type,
    user: userPayload(sent.user),
    authorizing_integration_owners: sent.payload.authorizing_integration_owners,
    ...(type === interaction.component && source ? { interacted_message_id: source.id } : {}),
  };
}

function withResolvers() {
  let resolve: () => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // A test may look at the answer later; until then a failure is nobody's unhandled rejection.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
