import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { type Discord, startDiscord } from './discord/index.ts';

const bots: Client[] = [];
const platforms: Discord[] = [];

afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.destroy();
  for (const discord of platforms.splice(0)) await discord.close();
});

async function platform(...settings: Parameters<typeof startDiscord>): Promise<Discord> {
  const discord = await startDiscord(...settings);
  platforms.push(discord);
  return discord;
}

/** A bot of three steps: a command shows a button, the button a form, the form a text. */
async function tinyBot(discord: Discord, shards: 'auto' | number[] = 'auto'): Promise<Client> {
  const bot = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl },
    shards,
  });
  bots.push(bot);
  bot.on(Events.Error, () => {});
  bot.on(Events.InteractionCreate, (interaction) => {
    void (async () => {
      if (interaction.isChatInputCommand()) {
        const score = interaction.options.getInteger('score');
        const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
          new ButtonBuilder().setCustomId('next').setLabel('Next').setStyle(ButtonStyle.Primary),
          new ButtonBuilder().setCustomId('form').setLabel('Write').setStyle(ButtonStyle.Primary),
        );
        const content = `score ${score}`;
        await interaction.reply({ content, components: [row], flags: MessageFlags.Ephemeral });
      } else if (interaction.isAutocomplete()) {
        await interaction.respond([{ name: 'Dermatology', value: 'derm' }]);
      } else if (interaction.isButton() && interaction.customId === 'next') {
        await interaction.update({ content: 'next' });
      } else if (interaction.isButton()) {
        const input = new TextInputBuilder().setCustomId('name').setStyle(TextInputStyle.Short);
        const label = new LabelBuilder().setLabel('Your name').setTextInputComponent(input);
        const modal = new ModalBuilder().setCustomId('m').setTitle('Names');
        await interaction.showModal(modal.addLabelComponents(label));
      } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        await interaction.update({ content: interaction.fields.getTextInputValue('name') });
      }
    })().catch(() => {});
  });
  await bot.login(discord.token);
  await discord.ready();
  await bot.application?.commands.set([
    new SlashCommandBuilder()
      .setName('step2')
      .setDescription('Step 2')
      .addSubcommand((one) =>
        one
          .setName('check')
          .setDescription('Check')
          .addIntegerOption((option) =>
            option.setName('score').setDescription('CK').setMinValue(1).setMaxValue(300),
          )
          .addStringOption((option) =>
            option.setName('specialty').setDescription('Which').setAutocomplete(true),
          ),
      ),
  ]);
  return bot;
}

test('a person goes from a command over a button to a form and back to the message', async () => {
  const discord = await platform();
  const server = discord.server('Advising');
  const channel = server.channel('advising');
  const ana = server.person('Ana');
  const ben = server.person('Ben');
  await tinyBot(discord);
  const offered = await ana.autocomplete(channel, 'step2 check', 'specialty', 'de');
  expect(offered).toEqual([{ name: 'Dermatology', value: 'derm' }]);
  const shown = await ana.command(channel, 'step2 check', { score: 251 });
  expect(shown).toMatchObject({ content: 'score 251', ephemeral: true });
  expect(ben.messages(channel)).toEqual([]);
  if (!shown) throw new Error('nothing was shown');
  await ana.click(shown, 'Next');
  expect(ana.again(shown)?.content).toBe('next');
  await ana.click(shown, 'Write');
  expect(ana.modal).toMatchObject({ title: 'Names', fields: [{ label: 'Your name' }] });
  await ana.submit({ 'Your name': 'Ana Ruiz' });
  expect(ana.modal).toBeUndefined();
  expect(ana.again(shown)?.content).toBe('Ana Ruiz');
  ana.reload();
  expect(ana.messages(channel)).toEqual([]);
});

test('what happens while a connection is lost is delivered when it is resumed', async () => {
  const discord = await platform();
  const server = discord.server('Advising');
  const channel = server.channel('advising');
  const ana = server.person('Ana');
  await tinyBot(discord);
  const [before] = discord.connections;
  discord.disconnect('resumable');
  const shown = await ana.command(channel, 'step2 check', { score: 200 });
  expect(shown?.content).toBe('score 200');
  expect(discord.connections[0]?.sessionId).toBe(before?.sessionId);
});

test('each server is on a shard of its own when there are two', async () => {
  const discord = await platform({ shards: 2 });
  const servers = [discord.server('One'), discord.server('Two')];
  const bot = await tinyBot(discord);
  expect(discord.connections.map((one) => one.shard).sort()).toEqual([0, 1]);
  for (const [index, server] of servers.entries()) {
    expect(bot.guilds.cache.get(server.id)?.shardId).toBe(index);
    const person = server.person('Ana');
    const shown = await person.command(server.channel('talk'), 'step2 check', { score: index + 1 });
    expect(shown?.content).toBe(`score ${index + 1}`);
  }
});
