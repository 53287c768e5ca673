import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Form } from '../../src/screen.ts';
import { carriedModal, type Typed } from './carried.ts';

/** A number has no more digits; what is longer is no slip of the finger. */
const longestNumber = 10;

/**
 * A form as a modal. Discord's fields for numbers are text fields; the bot says what is wrong with what was typed.
 *
 * @param typed what was typed before and not accepted, which is shown again
 */
export function modalOf(
  form: Form,
  token: string,
  typed: Typed,
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: carriedModal(token, form.field),
    title: form.title,
    components: form.inputs.map(({ name, label, hint, value }) => {
      const shown = typed[name] ?? value;
      return {
        type: ComponentType.Label,
        label,
        description: hint,
        component: {
          type: ComponentType.TextInput,
          custom_id: name,
          style: TextInputStyle.Short,
          max_length: longestNumber,
          required: true,
          ...(shown === null ? {} : { value: shown }),
        },
      };
    }),
  };
}
