import type { MessageForm } from '../form/message.ts';
import { numbered } from '../form/tree.ts';
import { channelType, flag, intent, type Json, messageType } from '../vocabulary.ts';
import { addToThread, changeThread } from './channels.ts';
import { mentioningText, mentionsOf, pinged } from './mentions.ts';
import { visibleTo } from './message-payload.ts';
import { may } from './permissions.ts';
import type { Attachment, Channel, Message, User } from './types.ts';
import type { World } from './world.ts';

export interface Posting {
  type?: number;
  replyTo?: Message;
  nonce?: string | number;
  ephemeralFor?: User;
  metadata?: Json;
  /** Whether it answers an interaction. */
  application?: boolean;
}

function announce(world: World, name: string, message: Message): void {
  world.changes.changed();
  const { channel } = message;
  // What only one person sees is not announced; the application knows it from its own request.
  if (message.ephemeralFor) return;
  if (!channel.guild && !channel.recipients.includes(world.bot)) return;
  const guild = channel.guild;
  const payload = (intents: number): Json =>
    name === 'MESSAGE_DELETE'
      ? { id: message.id, channel_id: channel.id, ...(guild ? { guild_id: guild.id } : {}) }
      : {
          ...visibleTo(world.bot, message, (intents & intent.messageContent) !== 0),
          ...(guild ? { guild_id: guild.id } : {}),
        };
  const wanted = guild ? intent.guildMessages : intent.directMessages;
  if (!guild || may(world.bot, channel, 'ViewChannel'))
    world.publish({ name, payload, guild, intent: wanted });
}

function hang(world: World, message: Message, form: MessageForm): void {
  const ephemeral = message.ephemeralFor !== undefined;
  message.attachments = form.hanging.map((hanging): Attachment => {
    const { attachment, upload, filename, description } = hanging;
    const described = description === undefined ? {} : { description };
    if (attachment) return Object.assign(attachment, described);
    const contentType = upload?.contentType ?? 'application/octet-stream';
    const data = upload?.data ?? Buffer.alloc(0);
    return world.files.add(message.channel, {
      filename,
      contentType,
      data,
      ephemeral,
      ...described,
    });
  });
}

function mention(message: Message, form: MessageForm): void {
  const text = mentioningText(message);
  message.mentions = mentionsOf(text, message.author, message.channel, form.allowedMentions);
  const { users } = message.mentions;
  const answered = message.replyTo?.author;
  // Who is answered is notified as well, unless the author says whom to notify and not them.
  const told = form.allowedMentions?.replied_user ?? form.allowedMentions === undefined;
  if (answered && told && answered !== message.author && !users.includes(answered)) {
    users.push(answered);
  }
  message.pinged = pinged(message);
}

/** Whoever says something in a thread is in it from then on, and who is mentioned there. */
function join(world: World, message: Message): void {
  const { channel, author, mentions, ephemeralFor } = message;
  if (!channel.thread || ephemeralFor) return;
  if (channel.thread.archived) changeThread(world, channel, { archived: false });
  for (const user of [author, ...mentions.users]) addToThread(world, channel, user);
  for (const { user, roles } of channel.guild?.members.values() ?? []) {
    if (roles.some((role) => mentions.roles.includes(role))) addToThread(world, channel, user);
  }
}

/** Puts a message that is in order into a channel. */
export function post(
  world: World,
  channel: Channel,
  author: User,
  form: MessageForm,
  posting: Posting = {},
): Message {
  const message: Message = {
    id: world.ids.next(),
    type: posting.type ?? (posting.replyTo ? messageType.reply : messageType.default),
    channel,
    author,
    content: form.content ?? '',
    embeds: form.embeds ?? [],
    components: numbered(form.components ?? []),
    attachments: [],
    flags: form.flags | (posting.ephemeralFor ? flag.ephemeral : 0),
    createdAt: world.clock.now(),
    vanished: false,
    pinged: [],
    mentions: { everyone: false, users: [], roles: [] },
    ...(posting.replyTo ? { replyTo: posting.replyTo } : {}),
    ...(posting.nonce === undefined ? {} : { nonce: posting.nonce }),
    ...(posting.ephemeralFor ? { ephemeralFor: posting.ephemeralFor } : {}),
    ...(posting.metadata ? { metadata: posting.metadata } : {}),
    ...(posting.application ? { applicationId: world.bot.id, webhookId: world.bot.id } : {}),
  };
  hang(world, message, form);
  mention(message, form);
  channel.messages.set(message.id, message);
  if (channel.thread) join(world, message);
  announce(world, 'MESSAGE_CREATE', message);
  return message;
}

/** Changes what the form names. Filling a message that was loading notifies; an edit does not. */
export function edit(world: World, message: Message, form: MessageForm): Message {
  const loading = (message.flags & flag.loading) !== 0;
  if (form.content !== undefined) message.content = form.content;
  if (form.embeds !== undefined) message.embeds = form.embeds;
  if (form.components !== undefined) message.components = numbered(form.components);
  hang(world, message, form);
  const kept = message.flags & ~flag.loading;
  message.flags = kept | (form.flags & (flag.componentsV2 | flag.suppressEmbeds));
  if (loading) mention(message, form);
  else message.editedAt = world.clock.now();
  announce(world, 'MESSAGE_UPDATE', message);
  return message;
}

export function remove(world: World, message: Message): void {
  message.channel.messages.delete(message.id);
  world.files.remove(message.attachments);
  message.vanished = true;
  announce(world, 'MESSAGE_DELETE', message);
}

/** Whether the app is there with its bot: only then it can read and post by itself. */
export const hasBot = (world: World, channel: Channel): boolean =>
  channel.guild ? channel.guild.hasBot : channel.recipients.includes(world.bot);

export const isThread = (channel: Channel): boolean =>
  channel.type === channelType.publicThread || channel.type === channelType.privateThread;
