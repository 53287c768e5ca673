import { ComponentType, type ModalSubmitInteraction } from 'discord.js';
import { fetchedText, type Typed } from '../../src/bot.ts';

/** What was typed, picked and attached in a form, by the names of its inputs. */
export async function typedValues({ fields }: ModalSubmitInteraction): Promise<Typed> {
  const values: Record<string, string> = {};
  for (const field of fields.fields.values()) {
    switch (field.type) {
      case ComponentType.TextInput:
        values[field.customId] = field.value;
        break;
      case ComponentType.StringSelect:
        values[field.customId] = field.values.join(' ');
        break;
      case ComponentType.FileUpload: {
        const file = field.attachments.first();
        values[field.customId] = file ? await fetchedText(file.url) : '';
        break;
      }
    }
  }
  return values;
}
