import type { types } from '@slack/bolt';
import { runsOf } from '../../src/bot.ts';
import type { Bar, Block, Notice, PathBlock } from '../../src/screen.ts';

/**
 * Texts are rich text, never Slack's Markdown: nothing in it is parsed, so that what somebody typed can mention nobody
 * and link nowhere, and lists are real lists to a screen reader.
 */
type Element = types.RichTextBlockElement;
type Run = types.RichTextElement;
type Style = { bold?: boolean; italic?: boolean };

/** Characters of a full bar; more would wrap on a phone. */
const barLength = 20;

/** One block of a screen's body. */
export function richElements(block: Block): Element[] {
  switch (block.kind) {
    case 'text':
      return [section(...runs(block.text))];
    case 'warning':
      return [section(emoji('warning'), plain(' '), ...runs(block.text, { bold: true }))];
    case 'heading':
      return [section(plain(block.text, { bold: true }))];
    case 'list':
      return [
        list(
          block.style === 'steps' ? 'ordered' : 'bullet',
          block.items.map((item) => runs(item)),
        ),
      ];
    case 'chart':
      return [section(...block.bars.flatMap(barRuns))];
    case 'path':
      return pathElements(block);
    case 'copy':
      return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: block.text }] }];
    case 'person': {
      const { person, text, mention } = block;
      return [
        section(
          { type: 'user', user_id: person },
          plain(` ${text}`),
          ...(mention === null
            ? []
            : [plain(' '), { type: 'usergroup', usergroup_id: mention } as const]),
        ),
      ];
    }
    case 'link':
      return [section({ type: 'link', url: block.url, text: block.text })];
  }
}

/** Something to say about the last event. */
export function noticeElement({ tone, text }: Notice): Element {
  const sign = emoji(tone === 'fault' ? 'warning' : 'information_source');
  return section(sign, plain(` ${text}`));
}

/** A bar as text: the label, the bar, and where the person is. */
function barRuns({ label, percent, here }: Bar, at: number): Run[] {
  const full = Math.round((percent * barLength) / 100);
  const style = here === null ? {} : { bold: true };
  const bar = '█'.repeat(full) + '░'.repeat(barLength - full);
  return [
    plain(`${at === 0 ? '' : '\n'}${label}`, style),
    ...(here === null ? [] : [plain(` ← ${here}`, style)]),
    plain(`\n${bar} ${percent} %`),
  ];
}

/** The whole path, each rule marked: asked and passed by, decided here, never asked. */
function pathElements({ sections }: PathBlock): Element[] {
  return sections.flatMap(({ title, rows }, at) => [
    section(plain(`${at === 0 ? '' : '\n'}${title}`, { bold: true })),
    list('bullet', rows.map(pathRow)),
  ]);
}

function pathRow({ asks, answer, mark }: PathBlock['sections'][number]['rows'][number]): Run[] {
  switch (mark) {
    case 'taken':
      return [emoji('white_check_mark'), plain(` ${asks} → ${answer}`, { bold: true })];
    case 'passed':
      return [emoji('heavy_multiplication_x'), plain(` ${asks}`)];
    case 'open':
      return [plain(`${asks} → ${answer}`, { italic: true })];
  }
}

function list(style: 'bullet' | 'ordered', items: readonly Run[][]): Element {
  const elements = items.map((item) => section(...item));
  return { type: 'rich_text_list', style, elements };
}

function section(...elements: Run[]): types.RichTextSection {
  return { type: 'rich_text_section', elements };
}

/** A text in the Markdown subset of screens. */
function runs(markdown: string, style: Style = {}): Run[] {
  return runsOf(markdown).map((run) =>
    plain(run.text, {
      ...style,
      ...(run.style === 'strong' ? { bold: true } : {}),
      ...(run.style === 'emphasis' ? { italic: true } : {}),
    }),
  );
}

function plain(text: string, style: Style = {}): Run {
  return { type: 'text', text, ...(Object.keys(style).length > 0 ? { style } : {}) };
}

function emoji(name: string): Run {
  return { type: 'emoji', name };
}
