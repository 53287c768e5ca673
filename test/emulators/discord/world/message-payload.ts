import { type Json, messageType } from '../vocabulary.ts';
import {
  attachmentPayload,
  channelPayload,
  rolePayload,
  timestamp,
  userPayload,
} from './payload.ts';
import type { Message, User } from './types.ts';

/** An `attachment://` address becomes the address of the file itself. */
function resolved(value: unknown, message: Message): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, message));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => {
    if (name !== 'url' || typeof item !== 'string' || !item.startsWith('attachment://')) {
      return [name, resolved(item, message)];
    }
    const file = message.attachments.find((one) => one.filename === item.slice(13));
    return [name, file?.url ?? item];
  });
  return Object.fromEntries(entries);
}

/** A message as the API gives it to the application. */
export function messagePayload(message: Message): Json {
  const reply = message.replyTo;
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channel.id,
    author: userPayload(message.author),
    content: message.content,
    timestamp: timestamp(message.createdAt),
    edited_timestamp: message.editedAt === undefined ? null : timestamp(message.editedAt),
    tts: false,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.users.map(userPayload),
    mention_roles: message.mentions.roles.map((role) => rolePayload(role, 1).id),
    attachments: message.attachments.map(attachmentPayload),
    embeds: (resolved(message.embeds, message) as Json[]).map((embed) => ({
      type: 'rich',
      ...embed,
    })),
    components: resolved(message.components, message),
    flags: message.flags,
    pinned: false,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(message.applicationId ? { application_id: message.applicationId } : {}),
    ...(message.webhookId ? { webhook_id: message.webhookId } : {}),
    ...(message.metadata ? { interaction_metadata: message.metadata } : {}),
    ...(message.thread ? { thread: channelPayload(message.thread) } : {}),
    ...(reply && message.type === messageType.reply
      ? {
          message_reference: { type: 0, channel_id: reply.channel.id, message_id: reply.id },
          referenced_message: messagePayload({ ...reply, type: messageType.default }),
        }
      : {}),
  };
}

/**
 * The same as a bot without the message content intent is given it: of other people's messages
 * that do not mention it, outside direct messages, only the shell.
 */
export function visibleTo(bot: User, message: Message, contentIntent: boolean): Json {
  const payload = messagePayload(message);
  const own = message.author === bot || message.mentions.users.includes(bot);
  if (own || contentIntent || !message.channel.guild) return payload;
  return { ...payload, content: '', embeds: [], attachments: [], components: [] };
}
