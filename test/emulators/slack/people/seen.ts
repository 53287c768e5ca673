import type { Message } from '../world/channel.ts';
import { asJson, copy, type Json, textIn } from '../world/json.ts';
import { elementsIn, type View } from '../world/view.ts';
import { labelOf } from './inputs.ts';
import { optionsOf, readable } from './readable.ts';

/** A message as somebody's client shows it at this moment. */
export interface SeenMessage {
  readonly kind: 'message';
  readonly ts: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly author: string;
  /** The top-level text: what notifications and screen readers say. */
  readonly text: string;
  readonly blocks: Json[];
  /** The whole message as it is read. */
  readonly shown: string;
  readonly ephemeral: boolean;
  readonly edited: boolean;
  readonly replies: number;
  readonly buttons: string[];
  readonly options: string[];
  readonly files: readonly { readonly name: string; readonly content: string }[];
}

/** A modal or the Home as somebody's client shows it at this moment. */
export interface SeenView {
  readonly kind: 'modal' | 'home';
  readonly id: string;
  readonly title: string;
  readonly blocks: Json[];
  readonly shown: string;
  readonly labels: string[];
  readonly buttons: string[];
  readonly options: string[];
  readonly submitLabel: string;
  readonly closeLabel: string;
  readonly callbackId: string;
  readonly privateMetadata: string;
  /** By label, what the app (or the client) said is wrong. */
  readonly errors: Record<string, string>;
}

export type Surface = SeenMessage | SeenView;

const controls = (blocks: Json[]): Json[] => blocks.flatMap(elementsIn);

const buttonsOf = (blocks: Json[]): string[] =>
  controls(blocks)
    .filter(({ type }) => type === 'button')
    .map(({ text }) => textIn(text));

const optionTextsOf = (blocks: Json[]): string[] =>
  controls(blocks).flatMap((element) => optionsOf(element).map(({ text }) => textIn(text)));

export function seeMessage(message: Message): SeenMessage {
  const blocks = copy(message.blocks);
  const ephemeral = message.ephemeralTo !== undefined;
  return {
    kind: 'message',
    ts: message.ts,
    channel: message.channel.id,
    threadTs: message.threadTs,
    author: message.author,
    text: message.text,
    blocks,
    shown: readable({ blocks, text: message.text, ephemeral }),
    ephemeral,
    edited: message.edited !== undefined,
    replies: message.channel.replies(message.ts).length,
    buttons: buttonsOf(blocks),
    options: optionTextsOf(blocks),
    files: message.files ?? [],
  };
}

export function seeView(view: View): SeenView {
  const blocks = copy(view.blocks);
  const labels = new Map(blocks.map((block) => [String(block.block_id), labelOf(block)]));
  const errors = Object.fromEntries(
    Object.entries(view.errors).map(([blockId, error]) => [labels.get(blockId) ?? blockId, error]),
  );
  const { title, submit, close, callback_id, private_metadata } = view.definition;
  const seen = { blocks, title: textIn(title), errors, submitLabel: textIn(submit) };
  return {
    kind: view.type === 'home' ? 'home' : 'modal',
    id: view.id,
    ...seen,
    shown: readable(seen),
    labels: blocks.filter(({ type }) => type === 'input').map(labelOf),
    buttons: buttonsOf(blocks),
    options: optionTextsOf(blocks),
    closeLabel: textIn(close) || 'Close',
    callbackId: String(callback_id ?? ''),
    privateMetadata: String(private_metadata ?? ''),
  };
}

/** The block and the element with an action id that a person means by what they read on it. */
export function controlNamed(
  blocks: Json[],
  fits: (element: Json) => boolean,
): { block: Json; element: Json } | undefined {
  for (const block of blocks) {
    const element = elementsIn(block).find(fits);
    if (element) return { block, element: asJson(element) };
  }
  return undefined;
}
