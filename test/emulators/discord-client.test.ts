import { MessageFlags, type TextChannel } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Channel } from './discord/index.ts';
import {
  ana,
  channel,
  discord,
  does,
  login,
  parts,
  server,
  setClientStage,
  thrown,
} from './discord/testing/client-stage.ts';
import { command } from './discord/testing/command-forms.ts';
import { button, option, row, select, words } from './discord/testing/forms.ts';

setClientStage();

describe('a discord.js bot', () => {
  test('defers, edits with a file, and follows up', async () => {
    await does(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const files = [{ attachment: Buffer.from('a,b'), name: 'plan.csv', description: 'The plan' }];
      const message = await interaction.editReply({ content: 'done', files });
      expect(message.attachments.first()?.description).toBe('The plan');
      await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
      await interaction.deleteReply();
    });
    expect(await ana.command(channel, 'check')).toMatchObject({ thinking: true, ephemeral: true });
    await ana.until('the follow-up is all that is left', () => {
      const [only, ...others] = ana.messages(channel);
      return only?.content === 'more' && only.ephemeral && others.length === 0;
    });
    expect(thrown).toEqual([]);
    const edit = discord.requests.find((one) => one.route === 'editOriginal');
    expect(edit?.files[0]?.filename).toBe('plan.csv');
  });

  test('shows components v2 and gets the message back', async () => {
    await does(async (interaction) => {
      const answer = await interaction.reply({
        components: parts({ type: 17, components: [words('Hello'), row(button({ label: 'Go' }))] }),
        flags: MessageFlags.IsComponentsV2,
        withResponse: true,
      });
      expect(answer.resource?.message?.author.id).toBe(discord.applicationId);
    });
    const seen = await ana.command(channel, 'check');
    expect(seen).toMatchObject({ text: 'Hello', buttons: [{ label: 'Go' }] });
    expect(thrown).toEqual([]);
  });

  test('is chosen from, by text and by role', async () => {
    const role = server.role('Advisors');
    await does(
      (interaction) =>
        interaction.reply({
          content: 'choose',
          components: parts(
            row(select({ custom_id: 'text', options: [option(0), option(1)] })),
            row({ type: 6, custom_id: 'role' }),
          ),
        }),
      async (interaction) => {
        if (interaction.isStringSelectMenu()) {
          await interaction.update({ content: interaction.values.join() });
        } else if (interaction.isRoleSelectMenu()) {
          await interaction.deferUpdate();
          await interaction.editReply({ content: interaction.roles.first()?.name ?? '' });
        }
      },
    );
    const seen = await ana.command(channel, 'check');
    if (!seen) throw new Error('nothing is shown');
    expect((await ana.choose(seen, 'Option 1'))?.content).toBe('value-1');
    await ana.choose(seen, role);
    await ana.until('the role is named', () => ana.again(seen)?.content === 'Advisors');
    expect(thrown).toEqual([]);
  });

  test('is called on a message, and starts a thread there', async () => {
    await does(
      async () => undefined,
      async (interaction) => {
        if (!interaction.isMessageContextMenuCommand()) return;
        const { targetMessage } = interaction;
        await interaction.reply({ content: targetMessage.content, flags: MessageFlags.Ephemeral });
        const thread = await targetMessage.startThread({ name: 'Advice' });
        await thread.send({ content: `<@${ana.id}>`, allowedMentions: { parse: [] } });
      },
    );
    const hers = ana.says(channel, 'My score is 251');
    expect((await ana.messageCommand(hers, 'Look'))?.content).toBe('My score is 251');
    const thread = await ana.until('there is a thread', () => ana.again(hers)?.thread);
    const said = await ana.until('it has a message', () => ana.messages(thread as Channel)[0]);
    expect(said).toMatchObject({ content: `<@${ana.id}>`, pinged: [] });
    expect(thrown).toEqual([]);
  });

  test('posts, edits and deletes by itself, in channels and in private', async () => {
    const bot = await does(async () => undefined);
    const place = (await bot.channels.fetch(channel.id)) as TextChannel;
    const sent = await place.send({ content: 'a', embeds: [{ title: 'T' }] });
    await sent.edit('b');
    expect(ana.messages(channel)).toMatchObject([{ content: 'b', edited: true }]);
    const thread = await place.threads.create({ name: 'Alone' });
    await thread.send('c');
    await thread.setArchived(true);
    expect((await place.threads.fetchArchived()).threads.size).toBe(1);
    await sent.delete();
    expect(ana.messages(channel)).toEqual([]);
    await (await bot.users.fetch(ana.id)).send('psst');
    expect(ana.directMessages()).toMatchObject([{ content: 'psst' }]);
    const refused = await place.send({ content: '' }).catch((error) => error.code);
    expect(refused).toBe(50006);
  });

  test('serves people in direct messages', async () => {
    await login(discord, [command({ contexts: [0, 1] })], async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply(`${interaction.inGuild()} ${interaction.context}`);
    });
    expect((await ana.inDirectMessage.command('check'))?.content).toBe('false 1');
  });
});
