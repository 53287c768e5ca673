import {
  type APIModalInteractionResponseCallbackData,
  type AttachmentPayload,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  DiscordAPIError,
  HTTPError,
  InteractionResponseType,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { type FileToHand, pngOf } from '../../src/bot.ts';
import { callBack } from './callback.ts';
import { fileNameOf, type ShownPicture, type View } from './screen-view.ts';

/** Everything that people do and that a screen answers. */
export type Visit =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalSubmitInteraction;

/** A screen that can be sent at once: its pictures are drawn. */
export interface Drawn extends Pick<View, 'components'> {
  readonly files: (AttachmentPayload & { attachment: Buffer<ArrayBuffer>; name: string })[];
}

/** Draws the pictures of a screen, which may take longer than Discord waits. */
export async function drawn({ components, pictures }: View): Promise<Drawn> {
  return { components, files: await Promise.all(pictures.map(attachmentOf)) };
}

/**
 * Shows a screen: in place of what was clicked, else as a new private message.
 *
 * @param anew what was clicked stays
 */
export async function show(visit: Visit, screen: Drawn, anew = false): Promise<void> {
  const flags = MessageFlags.IsComponentsV2;
  if (visit.deferred || visit.replied) {
    await again(() => visit.editReply({ ...screen, attachments: [], flags }));
  } else {
    await answer(visit, screen, anew);
  }
}

/**
 * The first answer to a visit. Written as Discord's API names it, because `update` and `reply` look through and copy
 * all components once more, at the cost of a tenth of the whole turn.
 */
async function answer(visit: Visit, { components, files }: Drawn, anew: boolean): Promise<void> {
  const { ChannelMessageWithSource, UpdateMessage } = InteractionResponseType;
  const { IsComponentsV2, Ephemeral } = MessageFlags;
  const replaces = hasMessage(visit) && !anew;
  const data = {
    components,
    flags: replaces ? IsComponentsV2 : IsComponentsV2 | Ephemeral,
    // What is not named again goes: the pictures of the screen before.
    attachments: files.map(({ description }, id) => ({ id, description })),
    allowed_mentions: { parse: [] },
  };
  const type = replaces ? UpdateMessage : ChannelMessageWithSource;
  const pictures = files.map(({ attachment, name }) => ({ name, data: attachment }));
  await callBack(visit, { type, data }, pictures);
  visit.replied = true;
}

/** Tells Discord that the screen will follow. */
export async function later(visit: Visit, anew = false): Promise<void> {
  const { DeferredChannelMessageWithSource, DeferredMessageUpdate } = InteractionResponseType;
  const replaces = hasMessage(visit) && !anew;
  const unseen = {
    type: DeferredChannelMessageWithSource,
    data: { flags: MessageFlags.Ephemeral },
  };
  await callBack(visit, replaces ? { type: DeferredMessageUpdate } : unseen);
  visit.deferred = true;
}

/** Opens a form. */
export async function open(
  visit: ButtonInteraction | StringSelectMenuInteraction,
  modal: APIModalInteractionResponseCallbackData,
): Promise<void> {
  await callBack(visit, { type: InteractionResponseType.Modal, data: modal });
  visit.replied = true;
}

/** Hands over a file in a private message of its own. */
export async function handOver(visit: Visit, file: FileToHand, content: string): Promise<void> {
  const attachment = Buffer.from(file.content);
  await again(() =>
    visit.followUp({
      content,
      files: [{ attachment, name: file.name }],
      flags: MessageFlags.Ephemeral,
    }),
  );
}

/** What was clicked, or what a form was opened from, is a message. */
function hasMessage(
  visit: Visit,
): visit is
  | ButtonInteraction
  | StringSelectMenuInteraction
  | (ModalSubmitInteraction & { isFromMessage(): true; update: ButtonInteraction['update'] }) {
  return visit.isMessageComponent() || (visit.isModalSubmit() && visit.isFromMessage());
}

async function attachmentOf({ name, svg, alt }: ShownPicture): Promise<Drawn['files'][number]> {
  return { attachment: Buffer.from(await pngOf(svg)), name: fileNameOf(name), description: alt };
}

/**
 * Once more where the connection broke, which discord.js does not always try by itself. What was done all the same is done
 * twice then: a file that is handed over, for one too many is better than none.
 */
async function again(answer: () => Promise<unknown>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (error instanceof DiscordAPIError || error instanceof HTTPError) throw error;
    await answer();
  }
}
