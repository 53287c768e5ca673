import type { Upload } from '../form/attachments.ts';
import { Faults } from '../form/faults.ts';
import { isObject } from '../form/fields.ts';
import { checkMessage } from '../form/message.ts';
import { checkModal } from '../form/modal.ts';
import { numbered } from '../form/tree.ts';
import { FIRST_ANSWER } from '../limits/time.ts';
import { refuse } from '../refusal.ts';
import { callback, commandType, flag, interaction, type Json, messageType } from '../vocabulary.ts';
import { edit, post } from '../world/messages.ts';
import { bit, permissionsOf } from '../world/permissions.ts';
import type { Message } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { checkChoices } from './choices.ts';
import { keptPrivate, refuseShut } from './shut.ts';
import { metadata } from './start.ts';
import type { Interaction } from './types.ts';

/** Which answers each kind of interaction accepts. */
const answers: Readonly<Record<number, readonly number[]>> = {
  [interaction.command]: [callback.message, callback.deferredMessage, callback.modal],
  [interaction.autocomplete]: [callback.choices],
  [interaction.component]: [
    callback.message,
    callback.deferredMessage,
    callback.deferredUpdate,
    callback.update,
    callback.modal,
  ],
  [interaction.modalSubmit]: [
    callback.message,
    callback.deferredMessage,
    callback.deferredUpdate,
    callback.update,
  ],
};

/** The flags that an answer may set. */
export const answerFlags =
  flag.ephemeral | flag.suppressEmbeds | flag.suppressNotifications | flag.componentsV2;

/** The interaction that a callback is for, if it may still be answered. */
export function awaiting(world: World, id: string, token: string): Interaction {
  const sent = world.interactions.get(id);
  if (!sent || sent.token !== token) return refuse('unknownInteraction');
  if (sent.answered !== undefined) return refuse('acknowledged');
  if (world.clock.now() >= sent.createdAt + FIRST_ANSWER) return refuse('unknownInteraction');
  return sent;
}

/** Carries out the one answer that an interaction may be given. */
export function answer(world: World, sent: Interaction, given: unknown, uploads: Upload[]): void {
  const body = isObject(given) ? given : {};
  const type = Number(body.type);
  const allowed = answers[sent.type] ?? [];
  const faults = new Faults();
  if (body.type === undefined) {
    faults.add(['type'], 'BASE_TYPE_REQUIRED', 'This field is required');
  } else if (!allowed.includes(type)) {
    const message = `Value must be one of {${allowed.join(', ')}}.`;
    faults.add(['type'], 'BASE_TYPE_CHOICES', message);
  }
  faults.throwIfAny();
  carryOut[type]?.(world, sent, body.data ?? {}, uploads);
  sent.answered = type;
  sent.settle();
  world.changes.changed();
}

type CarryOut = (world: World, sent: Interaction, data: unknown, uploads: Upload[]) => void;

const carryOut: Readonly<Record<number, CarryOut>> = {
  [callback.message]: (world, sent, data, uploads) => {
    const form = checkMessage(data, {
      flags: answerFlags,
      uploads,
      emojis: world.emojis,
      under: ['data'],
    });
    sent.original = answerMessage(world, sent, form);
  },
  [callback.deferredMessage]: (world, sent, data) => {
    const flags = isObject(data) ? Number(data.flags ?? 0) : 0;
    // Nothing to see yet but that the application is thinking; private if it says so now.
    const form = { flags: (flags & flag.ephemeral) | flag.loading, hanging: [] };
    sent.original = answerMessage(world, sent, form);
    sent.fillsOriginal = true;
  },
  [callback.deferredUpdate]: (_world, sent) => {
    sent.original = sourceOf(sent);
  },
  [callback.update]: (world, sent, data, uploads) => {
    const before = sourceOf(sent);
    refuseShut(sent, before);
    const form = checkMessage(data, {
      before,
      flags: answerFlags,
      uploads,
      emojis: world.emojis,
      under: ['data'],
    });
    sent.original = edit(world, before, form);
  },
  [callback.choices]: (_world, sent, data) => {
    sent.choices = checkChoices(data, sent);
  },
  [callback.modal]: (world, sent, data) => {
    const faults = new Faults(['data']);
    checkModal(data, world.emojis, faults);
    faults.throwIfAny();
    const modal = data as Json;
    const components = numbered(modal.components);
    world.modals.set(sent.user.id, { data: { ...modal, components }, from: sent });
  },
};

/** The message to update: there is one only where a component of it was used. */
function sourceOf(sent: Interaction): Message {
  const { source } = sent;
  if (!source?.channel.messages.has(source.id)) return refuse('unknownMessage');
  return source;
}

/** A new message of the application in answer to an interaction. */
export function answerMessage(
  world: World,
  sent: Interaction,
  form: Parameters<typeof post>[3],
): Message {
  const { user, channel, source, type } = sent;
  // Where only the person has installed the app, the server may keep its answers private.
  const kept =
    sent.userInstalled &&
    channel.guild !== undefined &&
    (permissionsOf(user, channel) & bit('UseExternalApps')) === 0n;
  const shut = keptPrivate(world, sent);
  const ephemeral = (form.flags & flag.ephemeral) !== 0 || kept || shut;
  const clicked = sent.command !== undefined && sent.command.type !== commandType.chatInput;
  const kind = clicked ? messageType.contextMenu : messageType.chatInput;
  return post(world, channel, world.bot, form, {
    ...(type === interaction.component && source
      ? { type: messageType.reply, replyTo: source }
      : { type: type === interaction.command ? kind : messageType.default }),
    ...(ephemeral ? { ephemeralFor: user } : {}),
    metadata: metadata(sent),
    application: true,
  });
}
