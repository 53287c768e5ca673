import { Faults } from '../form/faults.ts';
import { isObject } from '../form/fields.ts';
import { checkMessage, type MessageForm } from '../form/message.ts';
import { NONCE_MEMORY } from '../limits/time.ts';
import { refuse } from '../refusal.ts';
import { flag, intent, type Json } from '../vocabulary.ts';
import { visibleTo } from '../world/message-payload.ts';
import { edit, post, remove } from '../world/messages.ts';
import { may } from '../world/permissions.ts';
import type { Channel, Message } from '../world/types.ts';
import { channelOf, messageOf, need, needAwake, needToSpeak } from './access.ts';
import { history } from './history.ts';
import type { Call, Route } from './types.ts';

/** The flags that a bot's own message may set: it cannot be ephemeral. */
const flags = flag.suppressEmbeds | flag.suppressNotifications | flag.componentsV2;

export function seen({ world, gateway }: Call, message: Message): Json {
  const approved = (gateway.settings.privileged & intent.messageContent) !== 0;
  return visibleTo(world.bot, message, approved);
}

function needForParts(call: Call, channel: Channel, form: MessageForm): void {
  if (!channel.guild) return;
  if (form.embeds?.length) need(call, channel, 'EmbedLinks');
  if (form.hanging.some((file) => file.upload)) need(call, channel, 'AttachFiles');
}

/** The message that this one answers, unless it is gone and the bot does not mind. */
function replyTo({ world }: Call, channel: Channel, body: Json): Message | undefined {
  const reference = body.message_reference;
  if (!isObject(reference)) return undefined;
  if (!may(world.bot, channel, 'ReadMessageHistory')) refuse('replyNeedsHistory');
  const found = channel.messages.get(String(reference.message_id));
  if (found || reference.fail_if_not_exists === false) return found;
  const faults = new Faults();
  faults.add(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  faults.throwIfAny();
  return undefined;
}

/** What the bot has said under this nonce within the past few minutes, wherever that was. */
function underNonce({ world }: Call, nonce: unknown): Message | undefined {
  if (nonce === undefined || nonce === null) return undefined;
  const since = world.clock.now() - NONCE_MEMORY;
  for (const { messages } of world.channels.values()) {
    for (const message of messages.values()) {
      const same = message.author === world.bot && String(message.nonce) === String(nonce);
      if (same && message.createdAt > since) return message;
    }
  }
  return undefined;
}

function create(call: Call): Json {
  const { world, uploads, body: given } = call;
  const channel = channelOf(call);
  needToSpeak(call, channel);
  const person = channel.recipients.find((user) => user !== world.bot);
  if (!channel.guild && person?.closed) refuse('cannotMessageUser');
  const form = checkMessage(given, { flags, uploads, emojis: world.emojis });
  needForParts(call, channel, form);
  const body = given as Json;
  const nonce = body.nonce as string | number | null | undefined;
  const first = body.enforce_nonce === true ? underNonce(call, nonce) : undefined;
  if (first) return seen(call, first);
  const reply = replyTo(call, channel, body);
  const posted = post(world, channel, world.bot, form, {
    ...(nonce === undefined || nonce === null ? {} : { nonce }),
    ...(reply ? { replyTo: reply } : {}),
  });
  return seen(call, posted);
}

function change(call: Call): Json {
  const { world, uploads, body } = call;
  const before = messageOf(call);
  if (before.author !== world.bot) refuse('notYourMessage');
  needAwake(before.channel);
  const form = checkMessage(body, { before, flags, uploads, emojis: world.emojis });
  needForParts(call, before.channel, form);
  return seen(call, edit(world, before, form));
}

function withdraw(call: Call): undefined {
  const message = messageOf(call);
  needAwake(message.channel);
  const own = message.author === call.world.bot;
  if (!own) {
    if (!message.channel.guild) refuse('notOnDirectMessage');
    need(call, message.channel, 'ManageMessages');
  }
  remove(call.world, message);
}

const many = (call: Call): Json[] => history(call).map((message) => seen(call, message));

function one(call: Call): Json {
  const message = messageOf(call);
  need(call, message.channel, 'ReadMessageHistory');
  return seen(call, message);
}

const all = '/channels/:channel/messages';
const single = `${all}/:message`;

export const messageRoutes: readonly Route[] = [
  { name: 'createMessage', method: 'POST', path: all, handle: create },
  { name: 'getMessages', method: 'GET', path: all, handle: many },
  { name: 'getMessage', method: 'GET', path: single, handle: one },
  { name: 'editMessage', method: 'PATCH', path: single, handle: change },
  { name: 'deleteMessage', method: 'DELETE', path: single, handle: withdraw },
];
