import { runsOf } from '../../src/bot.ts';
import type { Block, Notice } from '../../src/screen.ts';
import { marks } from './limits.ts';

/** A text in the Markdown subset of screens, as Discord's Markdown. */
export function inline(markdown: string): string {
  return runsOf(markdown)
    .map(({ text, style }) => {
      const shown = escaped(text);
      if (style === 'strong') return `**${shown}**`;
      return style === 'emphasis' ? `*${shown}*` : shown;
    })
    .join('');
}

/** A text that shows as it is: nothing in it is set bold, linked or a mention. */
export function escaped(text: string): string {
  return text.replace(marks, '\\$&');
}

/** Something to say about the last event. */
export function noticeText({ tone, text }: Notice): string {
  return `${tone === 'fault' ? '⚠️' : 'ℹ️'} ${escaped(text)}`;
}

/** A block that is text, as Discord's Markdown; null for a picture. */
export function blockText(block: Block): string | null {
  switch (block.kind) {
    case 'text':
      return inline(block.text);
    case 'warning':
      return `> ⚠️ **${inline(block.text).replaceAll('**', '')}**`;
    case 'heading':
      return `### ${escaped(block.text)}`;
    case 'list':
      return listText(block.items, block.style === 'steps');
    case 'path':
      return listText(block.steps, true);
    case 'copy':
      return `\`\`\`\n${unfenced(block.text)}\n\`\`\``;
    case 'person':
      return `<@${block.person}> ${escaped(block.text)}${block.mention === null ? '' : ` <@&${block.mention}>`}`;
    case 'link':
      return `[${escaped(block.text)}](<${block.url}>)`;
    case 'chart':
      return null;
  }
}

/** A fence in the text would end the block: no such text is copied whole, so the fence is what gives way. */
function unfenced(text: string): string {
  return text.replaceAll('```', "'''");
}

function listText(items: readonly string[], numbered: boolean): string {
  return items.map((item, at) => `${numbered ? `${at + 1}.` : '-'} ${inline(item)}`).join('\n');
}
