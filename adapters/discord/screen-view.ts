import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { clickOf, drawn, type Picture, type Typed } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import type { Screen } from '../../src/screen.ts';
import { carriedClick } from './carried.ts';
import { choicesView } from './choice-view.ts';
import { buttonsPerRow, longestDescription } from './limits.ts';
import { blockText, escaped, noticeText } from './markdown.ts';

/** A screen as a message: its components, and the pictures that they show. */
export interface View {
  readonly components: APIMessageTopLevelComponent[];
  readonly pictures: readonly ShownPicture[];
}

/** A picture to attach, with what it shows in words. */
export interface ShownPicture extends Picture {
  readonly alt: string;
}

/**
 * A screen as a message. It must have been laid out within Discord's limits.
 *
 * @param typed what was typed into a form of this screen and not accepted
 */
export function viewOf(words: Words, screen: Screen, typed: Typed = {}): View {
  const { notices, progress, title, body, choices, actions, token } = screen;
  const head = [
    ...notices.map(noticeText),
    ...(progress === null ? [] : [`-# ${escaped(progress)}`]),
    `## ${escaped(title)}`,
  ];
  const pictures: ShownPicture[] = [];
  const content: APIComponentInContainer[] = [];
  let texts = head;
  const endText = () => {
    if (texts.length > 0)
      content.push({ type: ComponentType.TextDisplay, content: texts.join('\n') });
    texts = [];
  };
  for (const block of body) {
    const text = blockText(block);
    if (text !== null) texts.push(text);
    if (block.kind !== 'chart' && block.kind !== 'path') continue;
    endText();
    const picture = { ...drawn(block), alt: block.alt.slice(0, longestDescription) };
    pictures.push(picture);
    content.push(galleryOf(picture));
  }
  endText();
  return {
    pictures,
    components: [
      { type: ComponentType.Container, components: content },
      ...(choices.length > 0 ? choicesView(words, screen, typed) : []),
      ...rowsOf(
        actions.map((action) =>
          buttonView(
            action.label,
            carriedClick(token, clickOf(action), typed),
            action.main ? 'primary' : 'secondary',
          ),
        ),
      ),
    ],
  };
}

function galleryOf({ name, alt }: ShownPicture): APIComponentInContainer {
  const media = { url: `attachment://${fileNameOf(name)}` };
  return { type: ComponentType.MediaGallery, items: [{ media, description: alt }] };
}

/** The name of a picture's file. */
export function fileNameOf(picture: string): string {
  return `step2-${picture}.png`;
}

/** Buttons in as many rows as they need. */
export function rowsOf(
  buttons: readonly APIComponentInMessageActionRow[],
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const rows: APIActionRowComponent<APIComponentInMessageActionRow>[] = [];
  for (let at = 0; at < buttons.length; at += buttonsPerRow) {
    const components = buttons.slice(at, at + buttonsPerRow);
    rows.push({ type: ComponentType.ActionRow, components });
  }
  return rows;
}

/** A button that carries a click. */
export function buttonView(
  label: string,
  customId: string,
  style: 'primary' | 'secondary',
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: style === 'primary' ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label,
    custom_id: customId,
  };
}
