import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
} from 'discord.js';
import type { Bot } from '../../src/bot.ts';
import { readCarriedClick, readCarriedOption } from './carried.ts';
import { checkOptions } from './commands.ts';
import { type Desk, tenantOf } from './desk.ts';
import { limits, mostSuggestions } from './limits.ts';
import { readPostButton } from './post-view.ts';

/**
 * Listens for everything that people do in Discord: each becomes a visit to the desk.
 *
 * @param underWay holds what has begun and not ended
 */
export function listen(
  client: Client,
  desk: Desk,
  bot: Bot,
  underWay: Set<Promise<void>>,
  onFault: (error: unknown) => void,
): void {
  client.on(Events.InteractionCreate, (interaction) => {
    const visiting: Promise<void> = receive(interaction)
      .catch(onFault)
      .finally(() => underWay.delete(visiting));
    underWay.add(visiting);
  });

  async function receive(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) return suggest(interaction);
    if (interaction.isChatInputCommand()) return desk.command(interaction, typedText(interaction));
    if (interaction.isMessageContextMenuCommand()) return desk.message(interaction);
    if (interaction.isModalSubmit()) return desk.submit(interaction);
    if (interaction.isButton()) {
      const press = readPostButton(interaction.customId);
      if (press) return desk.press(interaction, press);
      const clicked = readCarriedClick(interaction.customId);
      if (clicked) await desk.click(interaction, clicked.event, clicked.typed);
    } else if (interaction.isStringSelectMenu()) {
      const event = readCarriedOption(interaction.customId, interaction.values[0] ?? '');
      if (event) await desk.click(interaction, event, {});
    }
  }

  async function suggest(interaction: AutocompleteInteraction): Promise<void> {
    const { name, value } = interaction.options.getFocused(true);
    if (name !== 'step1' && name !== 'specialty') return;
    const suggestions = bot
      .suggestions(tenantOf(interaction), name, value)
      .slice(0, mostSuggestions);
    await interaction.respond(
      suggestions.map(({ label, value }) => ({ name: label.slice(0, limits.choiceHint), value })),
    );
  }
}

/** A command with its options as it would be typed, such as `check ck:251 specialty:dermatology`. */
function typedText({ options }: ChatInputCommandInteraction): string {
  const given = checkOptions.flatMap((name) => {
    const value = options.get(name)?.value;
    if (value === undefined) return [];
    return [`${name}:${typeof value === 'boolean' ? (value ? 'yes' : 'no') : value}`];
  });
  return [options.getSubcommand(), ...given].join(' ');
}
