import { asJson, type Json, listOf, textIn, textOf } from '../world/json.ts';

/** Names of people, groups and channels by id, to read mentions; ids are unique everywhere. */
export const namesById = new Map<string, string>();

/** What can be read: a message or view as a snapshot shows it. */
export interface Readable {
  blocks: readonly Json[];
  text?: string;
  title?: string;
  ephemeral?: boolean;
  errors?: Readonly<Record<string, string>>;
  submitLabel?: string;
}

/** A message or view as a person reads it: blocks drawn as text, buttons in [brackets]. */
export function readable(seen: Readable): string {
  const lines = seen.blocks.map((block) => readBlock(block)).filter((line) => line !== '');
  const head = seen.title ? [`== ${seen.title} ==`] : [];
  const mark = seen.ephemeral ? ['(only visible to you)'] : [];
  const body = lines.length > 0 ? lines : [plainly(seen.text ?? '')];
  const errors = Object.entries(seen.errors ?? {}).map(([label, error]) => `! ${label}: ${error}`);
  const foot = seen.submitLabel ? [`[${seen.submitLabel}]`] : [];
  return [...mark, ...head, ...body, ...errors, ...foot].join('\n');
}

function readBlock(block: Json): string {
  switch (block.type) {
    case 'section': {
      const fields = listOf(block.fields).map((field) => plainly(textIn(field)));
      const accessory = block.accessory ? readElement(asJson(block.accessory)) : '';
      return [plainly(textIn(block.text)), ...fields, accessory].filter(Boolean).join('\n');
    }
    case 'header':
      return `# ${textIn(block.text)}`;
    case 'divider':
      return '---';
    case 'image':
      return `(picture: ${textOf(block.alt_text)})`;
    case 'context':
      return listOf(block.elements)
        .map((one) =>
          one.type === 'image' ? `(picture: ${textOf(one.alt_text)})` : plainly(textOf(one.text)),
        )
        .join(' ');
    case 'actions':
      return listOf(block.elements).map(readElement).join(' ');
    case 'input': {
      const hint = block.hint ? ` (${textIn(block.hint)})` : '';
      return `${textIn(block.label)}${hint}: ${readElement(asJson(block.element))}`;
    }
    case 'markdown':
      return textOf(block.text);
    case 'rich_text':
      return listOf(block.elements).map(readRich).join('\n');
    default:
      return `(${String(block.type)})`;
  }
}

/** The texts of the options that an element offers. */
export function optionsOf(element: Json): Json[] {
  return [
    ...listOf(element.options),
    ...listOf(element.option_groups).flatMap((group) => listOf(group.options)),
  ];
}

function readElement(element: Json): string {
  if (element.type === 'button') return `[${textIn(element.text)}]`;
  if (element.type === 'image') return `(picture: ${textOf(element.alt_text)})`;
  const options = optionsOf(element).map((option) => plainly(textIn(option.text)));
  if (options.length > 0) return `<${options.join(' | ')}>`;
  return `____${element.placeholder ? ` ${textIn(element.placeholder)}` : ''}`;
}

function readRich(element: Json): string {
  const inner = listOf(element.elements);
  if (element.type === 'rich_text_list')
    return inner
      .map((item, index) => {
        const mark =
          element.style === 'ordered' ? `${Number(element.offset ?? 0) + index + 1}.` : '•';
        return `${'  '.repeat(Number(element.indent ?? 0))}${mark} ${readRich(item)}`;
      })
      .join('\n');
  const line = inner.map(readInline).join('');
  if (element.type === 'rich_text_preformatted') return `\`\`\`\n${line}\n\`\`\``;
  return element.type === 'rich_text_quote' ? `> ${line}` : line;
}

function readInline(one: Json): string {
  const id = one.user_id ?? one.usergroup_id ?? one.channel_id ?? one.team_id;
  if (id !== undefined) return `${one.type === 'channel' ? '#' : '@'}${nameOf(String(id))}`;
  if (one.type === 'emoji') return `:${textOf(one.name)}:`;
  if (one.type === 'broadcast') return `@${textOf(one.range)}`;
  if (one.type === 'date') return textOf(one.fallback) || textOf(one.format);
  return textOf(one.text) || textOf(one.url) || textOf(one.value);
}

const nameOf = (id: string): string => namesById.get(id) ?? id;

/** Markup read: mentions as names, links by their label, and the three escaped characters. */
function plainly(text: string): string {
  return text
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${nameOf(id)}`)
    .replace(/<!(here|channel|everyone)[^>]*>/g, '@$1')
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `@${nameOf(id)}`)
    .replace(/<#([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `#${nameOf(id)}`)
    .replace(/<([^|>\s]+)\|([^>]+)>/g, '$2')
    .replace(/<((?:https?|mailto):[^>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
