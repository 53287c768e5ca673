import * as limits from '../limits/message.ts';
import { refuse } from '../refusal.ts';
import { flag, type Json } from '../vocabulary.ts';
import type { Message } from '../world/types.ts';
import { checkAttachments, type Hanging, type Upload } from './attachments.ts';
import { checkEmbeds } from './embed.ts';
import { Faults, type Path } from './faults.ts';
import { characters, isObject, model, number, text, truth } from './fields.ts';
import { checkComponents } from './layout.ts';
import { checkMentions } from './mentions.ts';

export interface MessageContext {
  /** The message that is edited; without one the message is new. */
  before?: Message;
  /** The flags that may be set here. */
  flags: number;
  uploads: readonly Upload[];
  emojis: ReadonlySet<string>;
  under?: Path;
}

/** A message form that is in order. What it leaves out stays as it was. */
export interface MessageForm {
  content?: string;
  embeds?: Json[];
  components?: Json[];
  flags: number;
  hanging: Hanging[];
  allowedMentions?: Json;
}

const filled = (value: unknown): boolean =>
  typeof value === 'string' ? value !== '' : Array.isArray(value) && value.length > 0;

/** With components v2 there is nothing beside the components, nor left over from before. */
function legacyFields(body: Json, context: MessageContext, v2: boolean, faults: Faults): void {
  const before = context.before;
  const wasV2 = ((before?.flags ?? 0) & flag.componentsV2) !== 0;
  if (!v2 && !wasV2) return;
  for (const name of ['content', 'embeds', 'poll', 'sticker_ids'] as const) {
    const kept = name === 'content' || name === 'embeds' ? before?.[name] : undefined;
    const value = body[name] === undefined ? kept : body[name];
    const present = name === 'poll' ? isObject(value) : filled(value);
    if (!present) continue;
    const message = `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
    faults.add([name], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
  }
}

function checkNonce(value: unknown, faults: Faults): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'string' && !Number.isInteger(value)) {
    const message = 'This field must be a string or integer.';
    faults.add(['nonce'], 'NONCE_TYPE_INVALID_TYPE', message);
  } else if (characters(String(value)) > limits.message.nonce) {
    const message = `Must be ${limits.message.nonce} or fewer characters long.`;
    faults.add(['nonce'], 'NONCE_TYPE_TOO_LONG', message);
  }
}

function checkFlags(value: unknown, allowed: number, faults: Faults): void {
  if (value === undefined || value === null) return;
  const before = faults.any;
  number({ min: 0 })(value, ['flags'], faults);
  if (before === faults.any && (Number(value) & ~allowed) !== 0) {
    const message = `Only these flags can be set here: ${allowed}`;
    faults.add(['flags'], 'FLAG_TYPE_INVALID', message);
  }
}

const scalars = model({
  content: text({ max: limits.message.content }),
  tts: truth,
  enforce_nonce: truth,
});

/** Checks a message form, throws all that is wrong with it, and gives what it says. */
export function checkMessage(given: unknown, context: MessageContext): MessageForm {
  const faults = new Faults(context.under);
  const body = isObject(given) ? given : {};
  const flags = Number(body.flags ?? 0);
  const v2 = (flags & flag.componentsV2) !== 0;
  const before = context.before?.attachments ?? [];
  scalars(given, [], faults);
  checkFlags(body.flags, context.flags, faults);
  checkNonce(body.nonce, faults);
  checkMentions(body.allowed_mentions, faults);
  const hanging = checkAttachments(body.attachments, context.uploads, before, faults);
  const files = new Set(hanging.map((file) => file.filename));
  checkEmbeds(body.embeds, files, faults);
  checkComponents(body.components, v2, { emojis: context.emojis, files }, faults);
  legacyFields(body, context, v2, faults);
  faults.throwIfAny();
  const form: MessageForm = { flags, hanging };
  if (body.content !== undefined) form.content = String(body.content ?? '').trim();
  if (body.embeds !== undefined) form.embeds = (body.embeds ?? []) as Json[];
  if (body.components !== undefined) form.components = (body.components ?? []) as Json[];
  if (isObject(body.allowed_mentions)) form.allowedMentions = body.allowed_mentions;
  refuseEmpty(form, body, context.before);
  return form;
}

/** Nothing to see is no message; that is told apart from a form with faults. */
function refuseEmpty(form: MessageForm, body: Json, before?: Message): void {
  const content = form.content ?? before?.content ?? '';
  const embeds = form.embeds ?? before?.embeds ?? [];
  const components = form.components ?? before?.components ?? [];
  const parts = [content, embeds, components, form.hanging, body.sticker_ids];
  const shown = isObject(body.poll) || parts.some((part) => filled(part));
  // A message that was still loading may stay so; any other has to show something.
  if (!shown && !((before?.flags ?? 0) & flag.loading)) refuse('emptyMessage');
}
