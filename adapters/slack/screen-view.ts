import type { types } from '@slack/bolt';
import { clickOf, plainText } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Block, Screen } from '../../src/screen.ts';
import { buttonView } from './button-view.ts';
import { blockIdOf, carriedClick, clickId } from './carried.ts';
import { choicesView } from './choice-view.ts';
import { longestText } from './limits.ts';
import { noticeElement, richElements } from './rich-text.ts';

/** A screen as a message: its blocks, and all of it as one text for notifications and screen readers. */
export interface Message {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** A screen as a message. It must have been laid out within Slack's limits. */
export function messageOf(words: Words, screen: Screen): Message {
  return {
    text: escaped(plainText(screen)).slice(0, longestText),
    blocks: blocksOf(words, screen),
  };
}

/** A screen as App Home. */
export function homeOf(words: Words, screen: Screen): types.HomeView {
  return { type: 'home', blocks: blocksOf(words, screen) };
}

function blocksOf(words: Words, screen: Screen): types.KnownBlock[] {
  const { notices, progress, title, body, choices, actions, token } = screen;
  return [
    ...notices.map((notice): types.RichTextBlock => richBlock([noticeElement(notice)])),
    ...(progress === null ? [] : [progressView(progress)]),
    { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
    ...paragraphs(body),
    ...(choices.length > 0 ? [choicesView(words, screen)] : []),
    ...(actions.length > 0
      ? [
          {
            type: 'actions' as const,
            block_id: blockIdOf(token, 'actions'),
            elements: actions.map((action, at) =>
              buttonView(
                `${clickId}/action/${at}`,
                action.label,
                carriedClick(clickOf(action)),
                action.main,
              ),
            ),
          },
        ]
      : []),
  ];
}

function progressView(progress: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text: progress, emoji: false }] };
}

/** One block a paragraph, which sets them apart; a heading stays with what follows it. */
function paragraphs(body: readonly Block[]): types.RichTextBlock[] {
  const blocks: types.RichTextBlock[] = [];
  let heading: types.RichTextBlockElement[] = [];
  for (const block of body) {
    const elements = [...heading, ...richElements(block)];
    heading = block.kind === 'heading' ? elements : [];
    if (block.kind !== 'heading') blocks.push(richBlock(elements));
  }
  return heading.length > 0 ? [...blocks, richBlock(heading)] : blocks;
}

function richBlock(elements: types.RichTextBlockElement[]): types.RichTextBlock {
  return { type: 'rich_text', elements };
}

/** A text that Slack would parse, such that it shows as it is: nothing in it mentions anybody. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
