import { type Interaction, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { expect, test } from 'vitest';
import type { Channel } from './discord/index.ts';
import {
  ana,
  channel,
  discord,
  does,
  parts,
  server,
  setClientStage,
  thrown,
} from './discord/testing/client-stage.ts';
import { button, row, words } from './discord/testing/forms.ts';

setClientStage();

/** Shares what the menu of a message was opened on, where that is; a press says who has seen it. */
async function share(interaction: Interaction): Promise<void> {
  if (interaction.isButton()) {
    const components = parts(words(`seen by ${interaction.user.username}`));
    await interaction.update({ components, flags: MessageFlags.IsComponentsV2 });
    return;
  }
  if (!interaction.isMessageContextMenuCommand()) return;
  const { channel: place, appPermissions, targetMessage } = interaction;
  const needed = place?.isThread()
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  if (!place?.isSendable() || !appPermissions.has(needed)) {
    await interaction.reply({ content: 'not here', flags: MessageFlags.Ephemeral });
    return;
  }
  const [advisors] =
    interaction.guild?.roles.cache.filter(({ name }) => name === 'Advisors').keys() ?? [];
  const roles = advisors ? [advisors] : [];
  const body = {
    components: parts(
      words(`<@&${advisors}> ${targetMessage.content}\n\`\`\`\nCK 251\n\`\`\``),
      row(button({ label: 'Seen' })),
    ),
    files: [{ attachment: Buffer.from('a,b'), name: 'plan.csv' }],
    flags: MessageFlags.IsComponentsV2,
    nonce: 'case-1',
    enforceNonce: true,
    allowedMentions: { parse: [], roles },
  } as const;
  await place.send(body);
  await place.send(body);
  await interaction.reply({ content: 'shared', flags: MessageFlags.Ephemeral });
}

test('a discord.js bot shares something in a thread, once, and hears who has seen it', async () => {
  const advisors = server.role('Advisors', { mentionable: true });
  const dora = server.person('Dora', { roles: [advisors] });
  await does(async () => undefined, share);
  const thread = ana.says(channel, 'My plan', { thread: 'My plan' }).thread as Channel;
  const asked = ana.says(thread, 'What now?');
  expect((await ana.messageCommand(asked, 'Look'))?.content).toBe('shared');
  const [shared, ...others] = dora.mentions();
  if (!shared) throw new Error('Dora was told of nothing');
  expect(others).toEqual([]);
  expect(shared).toMatchObject({ ephemeral: false, code: [{ language: '', code: 'CK 251' }] });
  expect(await dora.click(shared, 'Seen')).toMatchObject({ id: shared.id, text: 'seen by dora' });
  expect(ana.again(shared)?.text).toBe('seen by dora');
  expect(discord.requests.filter(({ route }) => route === 'createMessage')).toHaveLength(2);
  server.forbid(channel, ['SendMessagesInThreads']);
  expect((await ana.messageCommand(asked, 'Look'))?.content).toBe('not here');
  expect(thrown).toEqual([]);
});
