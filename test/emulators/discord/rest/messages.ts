import { Faults } from '../form/faults.ts';
import { isObject } from '../form/fields.ts';
import { checkMessage, type MessageForm } from '../form/message.ts';
import { NONCE_MEMORY } from '../limits/time.ts';
import { refuse } from '../refusal.ts';
import { flag, intent, type Json } from '../vocabulary.ts';
import { visibleTo } from '../world/message-payload.ts';
import { edit, isThread, post, remove } from '../world/messages.ts';
import { may } from '../world/permissions.ts';
import type { Channel, Message } from '../world/types.ts';
import { channelOf, messageOf, need, needToSpeak } from './access.ts';
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
function replyTo(channel: Channel, body: Json): Message | undefined {
  const reference = body.message_reference;
  if (!isObject(reference)) return undefined;
  const found = channel.messages.get(String(reference.message_id));
  if (found || reference.fail_if_not_exists === false) return found;
  const faults = new Faults();
  faults.add(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  faults.throwIfAny();
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
  if (body.enforce_nonce === true && nonce !== undefined && nonce !== null) {
    const since = world.clock.now() - NONCE_MEMORY;
    for (const message of channel.messages.values()) {
      const same = message.author === world.bot && String(message.nonce) === String(nonce);
      if (same && message.createdAt > since) return seen(call, message);
    }
  }
  const reply = replyTo(channel, body);
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
  if (isThread(before.channel) && before.channel.thread?.archived) refuse('threadArchived');
  const form = checkMessage(body, { before, flags, uploads, emojis: world.emojis });
  needForParts(call, before.channel, form);
  return seen(call, edit(world, before, form));
}

function withdraw(call: Call): undefined {
  const message = messageOf(call);
  const own = message.author === call.world.bot;
  if (!own) {
    if (!message.channel.guild) refuse('notOnDirectMessage');
    need(call, message.channel, 'ManageMessages');
  }
  remove(call.world, message);
}

function many(call: Call): Json[] {
  const channel = channelOf(call);
  const limit = Number(call.query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    const faults = new Faults();
    const side = limit < 1 ? 'MIN' : 'MAX';
    const than = limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100';
    faults.add(['limit'], `NUMBER_TYPE_${side}`, `int value should be ${than}.`);
    faults.throwIfAny();
  }
  // Without the permission to read history there is none.
  if (!may(call.world.bot, channel, 'ReadMessageHistory')) return [];
  const before = call.query.get('before');
  const after = call.query.get('after');
  const found = [...channel.messages.values()].filter(
    (message) =>
      !message.ephemeralFor &&
      (before === null || BigInt(message.id) < BigInt(before)) &&
      (after === null || BigInt(message.id) > BigInt(after)),
  );
  const newest = after === null ? found.slice(-limit) : found.slice(0, limit);
  return newest.reverse().map((message) => seen(call, message));
}

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
