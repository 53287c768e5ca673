import { checkMessage } from '../form/message.ts';
import { answerFlags, answerMessage } from '../interaction/answer.ts';
import { refuseShut } from '../interaction/shut.ts';
import type { Interaction } from '../interaction/types.ts';
import * as limits from '../limits/message.ts';
import { TOKEN_LIFE } from '../limits/time.ts';
import { refuse } from '../refusal.ts';
import { callback } from '../vocabulary.ts';
import { messagePayload } from '../world/message-payload.ts';
import { edit, remove } from '../world/messages.ts';
import type { Message } from '../world/types.ts';
import type { Call, Route } from './types.ts';

/** The interaction whose token is used, as long as it lives and once it has been answered. */
function interactionOf({ world, params }: Call): Interaction {
  if (params.app !== world.bot.id) refuse('unknownWebhook');
  const sent = world.tokens.get(params.token ?? '');
  if (!sent || world.clock.now() >= sent.createdAt + TOKEN_LIFE) {
    return refuse('invalidWebhookToken');
  }
  if (sent.answered === undefined || sent.answered === callback.choices) refuse('unknownWebhook');
  return sent;
}

/** `@original`, or a message that this interaction led to; others are not the token's. */
function messageOf(call: Call): Message {
  const { original, followups } = interactionOf(call);
  const id = call.params.message ?? '@original';
  const own = original ? [original, ...followups] : [...followups];
  const message = id === '@original' ? original : own.find((one) => one.id === id);
  if (!message?.channel.messages.has(message.id)) return refuse('unknownMessage');
  return message;
}

const context = (call: Call) => ({
  flags: answerFlags,
  uploads: call.uploads,
  emojis: call.world.emojis,
});

function follow(call: Call) {
  const sent = interactionOf(call);
  const { world } = call;
  const { original } = sent;
  // The first follow-up of a deferred answer fills the message that is loading, and stays as
  // private as that one is.
  if (sent.fillsOriginal && original) {
    const form = checkMessage(call.body, { ...context(call), before: original });
    refuseShut(sent, original);
    sent.fillsOriginal = false;
    return messagePayload(edit(world, original, form));
  }
  const form = checkMessage(call.body, context(call));
  if (sent.userInstalled && sent.followups.size >= limits.message.userInstalledFollowups) {
    refuse('tooManyFollowups');
  }
  const message = answerMessage(world, sent, form);
  sent.followups.add(message);
  return messagePayload(message);
}

function change(call: Call) {
  const before = messageOf(call);
  const form = checkMessage(call.body, { ...context(call), before });
  const sent = interactionOf(call);
  refuseShut(sent, before);
  if (before === sent.original) sent.fillsOriginal = false;
  return messagePayload(edit(call.world, before, form));
}

function withdraw(call: Call) {
  const message = messageOf(call);
  const sent = interactionOf(call);
  remove(call.world, message);
  if (message === sent.original) sent.fillsOriginal = false;
  return undefined;
}

const original = '/webhooks/:app/:token/messages/@original';
const other = '/webhooks/:app/:token/messages/:message';
const open = true;
const get = (call: Call) => messagePayload(messageOf(call));

export const webhookRoutes: readonly Route[] = [
  { name: 'followup', method: 'POST', path: '/webhooks/:app/:token', open, handle: follow },
  { name: 'getOriginal', method: 'GET', path: original, open, handle: get },
  { name: 'editOriginal', method: 'PATCH', path: original, open, handle: change },
  { name: 'deleteOriginal', method: 'DELETE', path: original, open, handle: withdraw },
  { name: 'getFollowup', method: 'GET', path: other, open, handle: get },
  { name: 'editFollowup', method: 'PATCH', path: other, open, handle: change },
  { name: 'deleteFollowup', method: 'DELETE', path: other, open, handle: withdraw },
];
