import type { ModalSubmitInteraction } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { ana, channel, does, setClientStage } from './discord/testing/client-stage.ts';
import { input, label, modal, option, select } from './discord/testing/forms.ts';

setClientStage();

describe('a discord.js bot', () => {
  test('reads every field of a form', async () => {
    const read = (interaction: ModalSubmitInteraction) => {
      const { fields } = interaction;
      return [
        fields.getTextInputValue('text'),
        fields.getStringSelectValues('select').join(),
        fields.getRadioGroup('radio'),
        fields.getCheckboxGroup('boxes').join(),
        fields.getCheckbox('box'),
      ].join(' ');
    };
    const options = [option(0), option(1)];
    const form = modal(
      label(input({ custom_id: 'text' }), { label: 'Text' }),
      label(select({ custom_id: 'select', options }), { label: 'Select' }),
      label({ type: 21, custom_id: 'radio', options }, { label: 'Radio' }),
      label({ type: 22, custom_id: 'boxes', options }, { label: 'Boxes' }),
      label({ type: 23, custom_id: 'box' }, { label: 'Box' }),
    );
    await does(
      (interaction) => interaction.showModal(form as never),
      async (interaction) => {
        if (interaction.isModalSubmit()) await interaction.reply(read(interaction));
      },
    );
    await ana.command(channel, 'check');
    const seen = await ana.submit({
      Text: 'abc',
      Select: 'Option 1',
      Radio: 'Option 0',
      Boxes: ['Option 0', 'Option 1'],
      Box: true,
    });
    expect(seen?.content).toBe('abc value-1 value-0 value-0,value-1 true');
  });

  test('reads fields that were left empty', async () => {
    const loose = { required: false, min_values: 0 };
    const form = modal(
      label(input({ custom_id: 'text', required: false }), { label: 'Text' }),
      label(select({ custom_id: 'many', max_values: 3, ...loose }), { label: 'Many' }),
      label({ type: 19, custom_id: 'files', ...loose }, { label: 'Files' }),
      label({ type: 21, custom_id: 'radio', options: [option(0), option(1)], required: false }),
    );
    await does(
      (interaction) => interaction.showModal(form as never),
      async (interaction) => {
        if (!interaction.isModalSubmit()) return;
        const { fields } = interaction;
        const files = fields.getUploadedFiles('files');
        const many = fields.getStringSelectValues('many');
        const read = [fields.getTextInputValue('text'), many, files, fields.getRadioGroup('radio')];
        await interaction.reply(JSON.stringify(read));
      },
    );
    await ana.command(channel, 'check');
    expect((await ana.submit())?.content).toBe('["",[],null,null]');
  });

  test('fetches a file that was uploaded into a form', async () => {
    const form = modal(label({ type: 19, custom_id: 'csv' }, { label: 'File' }));
    await does(
      (interaction) => interaction.showModal(form as never),
      async (interaction) => {
        if (!interaction.isModalSubmit()) return;
        const file = interaction.fields.getUploadedFiles('csv', true).first();
        await interaction.reply(await (await fetch(file?.url ?? '')).text());
      },
    );
    await ana.command(channel, 'check');
    const seen = await ana.submit({ File: { name: 'plan.csv', data: 'a,b' } });
    expect(seen?.content).toBe('a,b');
  });
});
