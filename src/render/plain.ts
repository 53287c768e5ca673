import type { Bar, Block, Choice, Screen } from '../screen.ts';
import { runsOf } from './markdown.ts';

/** How a plain text sets off what a richer platform would show in bold or grey. */
export interface PlainStyle {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

const unstyled: PlainStyle = { strong: (text) => text, faint: (text) => text };

/** Characters of a full bar. */
const barLength = 30;

/** What there is to read on a screen; without its title where something else shows that. */
export type Readable = Pick<Screen, 'notices' | 'progress' | 'body'> & {
  readonly title: string | null;
  /** The answers to choose from, where nothing else shows them. */
  readonly choices?: readonly Choice[];
  /** The body holds them already. */
  readonly listed?: boolean;
};

/** A screen as complete plain text: everything there is to read, without what can be clicked. */
export function plainText(
  { notices, progress, title, body, choices = [], listed = false }: Readable,
  style: PlainStyle = unstyled,
): string {
  return [
    ...notices.map(({ tone, text }) => (tone === 'fault' ? `! ${text}` : text)),
    ...(progress === null ? [] : [style.faint(progress)]),
    ...(title === null ? [] : [style.strong(title)]),
    ...body.map((block) => blockText(block, style)),
    ...(choices.length > 0 && !listed ? [choices.map(choiceText).join('\n')] : []),
  ].join('\n\n');
}

function choiceText({ label, hint }: Choice): string {
  return hint === null ? `- ${label}` : `- ${label}: ${hint}`;
}

function blockText(block: Block, style: PlainStyle): string {
  switch (block.kind) {
    case 'text':
      return inline(block.text, style);
    case 'warning':
      return style.strong(`! ${inline(block.text, unstyled)}`);
    case 'heading':
      return style.strong(block.text.toUpperCase());
    case 'list':
      return listText(block.items, block.style === 'steps', style);
    case 'chart':
      return chartText(block.bars, style);
    case 'path':
      return listText(block.steps, true, style);
    case 'copy':
      return block.text;
    case 'person':
      return block.plain;
    case 'link':
      return `${block.text}: ${block.url}`;
  }
}

function listText(items: readonly string[], numbered: boolean, style: PlainStyle): string {
  return items
    .map((item, at) => `${numbered ? `${at + 1}.` : '-'} ${inline(item, style)}`)
    .join('\n');
}

function chartText(bars: readonly Bar[], style: PlainStyle): string {
  const widest = Math.max(...bars.map(({ label }) => label.length));
  return bars
    .map(({ label, percent, here }) => {
      const bar = '█'.repeat(Math.round((percent * barLength) / 100)).padEnd(barLength, '░');
      const line = `${label.padEnd(widest)}  ${bar} ${String(percent).padStart(3)} %`;
      return here === null ? style.faint(line) : `${line} ← ${here}`;
    })
    .join('\n');
}

function inline(markdown: string, style: PlainStyle): string {
  return runsOf(markdown)
    .map((run) => (run.style === 'strong' ? style.strong(run.text) : run.text))
    .join('');
}
