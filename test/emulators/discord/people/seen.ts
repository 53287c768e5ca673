import { walk } from '../form/tree.ts';
import { component, flag, type Json } from '../vocabulary.ts';
import type { Attachment, Channel, Message } from '../world/types.ts';
import { type CodeBlock, codeBlocks } from './markdown.ts';

export interface SeenButton {
  label: string;
  emoji: string;
  style: number;
  disabled: boolean;
  customId?: string;
  url?: string;
}

export interface SeenOption {
  label: string;
  value: string;
  description?: string;
  /** Whether it is chosen beforehand. */
  default: boolean;
}

export interface SeenSelect {
  type: number;
  customId: string;
  placeholder: string;
  disabled: boolean;
  minValues: number;
  maxValues: number;
  options: SeenOption[];
}

export interface SeenFile {
  filename: string;
  contentType: string;
  description: string;
  url: string;
  data: Buffer;
}

/** A message as a person's client shows it, at the moment it was looked at. */
export interface Seen {
  id: string;
  channel: Channel;
  author: string;
  content: string;
  /** Everything there is to read: content, text displays, embeds. */
  text: string;
  /** The blocks of code in it, which the client shows as they stand and copies at a press. */
  code: CodeBlock[];
  embeds: Json[];
  components: Json[];
  attachments: SeenFile[];
  buttons: SeenButton[];
  selects: SeenSelect[];
  ephemeral: boolean;
  /** Whether it only says that the application is thinking. */
  thinking: boolean;
  edited: boolean;
  pinged: string[];
  thread?: Channel;
  /** The message that it answers. */
  replyTo?: string;
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

function embedText(embed: Json): string[] {
  const fields = (embed.fields ?? []) as Json[];
  return [
    words((embed.author as Json | undefined)?.name),
    words(embed.title),
    words(embed.description),
    ...fields.flatMap((field) => [words(field.name), words(field.value)]),
    words((embed.footer as Json | undefined)?.text),
  ];
}

export function option(given: Json): SeenOption {
  return {
    label: words(given.label),
    value: words(given.value),
    default: given.default === true,
    ...(given.description ? { description: words(given.description) } : {}),
  };
}

function button(given: Json): SeenButton {
  return {
    label: words(given.label),
    emoji: words((given.emoji as Json | undefined)?.name),
    style: Number(given.style),
    disabled: given.disabled === true,
    ...(given.custom_id ? { customId: words(given.custom_id) } : {}),
    ...(given.url ? { url: words(given.url) } : {}),
  };
}

function select(given: Json): SeenSelect {
  return {
    type: Number(given.type),
    customId: words(given.custom_id),
    placeholder: words(given.placeholder),
    disabled: given.disabled === true,
    minValues: Number(given.min_values ?? 1),
    maxValues: Number(given.max_values ?? 1),
    options: ((given.options ?? []) as Json[]).map(option),
  };
}

const selects: readonly unknown[] = [
  component.stringSelect,
  component.userSelect,
  component.roleSelect,
  component.mentionableSelect,
  component.channelSelect,
];

const file = (attachment: Attachment): SeenFile => ({
  filename: attachment.filename,
  contentType: attachment.contentType,
  description: attachment.description ?? '',
  url: attachment.url,
  data: attachment.data,
});

export function look(message: Message): Seen {
  const items = [...walk(message.components, [])].map(([item]) => item);
  const displays = items.filter((item) => item.type === component.textDisplay);
  const texts = [
    message.content,
    ...displays.map((item) => words(item.content)),
    ...message.embeds.flatMap(embedText),
  ];
  return {
    id: message.id,
    channel: message.channel,
    author: message.author.name,
    content: message.content,
    text: texts.filter((part) => part !== '').join('\n'),
    // No block goes on in another component.
    code: texts.flatMap(codeBlocks),
    embeds: structuredClone(message.embeds),
    components: structuredClone(message.components),
    attachments: message.attachments.map(file),
    buttons: items.filter((item) => item.type === component.button).map(button),
    selects: items.filter((item) => selects.includes(item.type)).map(select),
    ephemeral: message.ephemeralFor !== undefined,
    thinking: (message.flags & flag.loading) !== 0,
    edited: message.editedAt !== undefined,
    pinged: [...message.pinged],
    ...(message.thread ? { thread: message.thread } : {}),
    ...(message.replyTo ? { replyTo: message.replyTo.id } : {}),
  };
}
