import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Typed } from '../../src/bot.ts';
import type { Form, Input } from '../../src/screen.ts';
import { carriedModal } from './carried.ts';

/** A number has no more digits, and a day is no longer; what is longer is no slip of the finger. */
const longestNumber = 10;

/**
 * A form as a modal. Discord's fields for numbers and days are text fields; the bot says what is wrong with what was
 * typed.
 *
 * @param typed what was typed before and not accepted, which is shown again
 */
export function modalOf(
  form: Form,
  token: string,
  typed: Typed,
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: carriedModal(token, form.name),
    title: form.title,
    components: form.inputs.map((input) => ({
      type: ComponentType.Label,
      label: input.label,
      ...(input.hint === null ? {} : { description: input.hint }),
      component: fieldFor(input, typed[input.name] ?? input.value),
    })),
  };
}

function fieldFor(input: Input, value: string | null): APIComponentInLabel {
  const field = { custom_id: input.name, required: !input.optional };
  switch (input.kind) {
    case 'number':
    case 'day':
      return textField(field, { max_length: longestNumber }, value);
    case 'text':
      return textField(field, { max_length: input.longest, long: input.long }, value);
    case 'pick': {
      const picked = new Set(value?.split(' '));
      return {
        type: ComponentType.StringSelect,
        ...field,
        min_values: input.optional ? 0 : 1,
        max_values: input.several ? input.options.length : 1,
        options: input.options.map((option) => ({ ...option, default: picked.has(option.value) })),
      };
    }
    case 'file':
      return { type: ComponentType.FileUpload, ...field, min_values: 1, max_values: 1 };
  }
}

function textField(
  field: { custom_id: string; required: boolean },
  { long = false, max_length }: { long?: boolean; max_length: number },
  value: string | null,
): APIComponentInLabel {
  return {
    type: ComponentType.TextInput,
    ...field,
    style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
    max_length,
    ...(value === null ? {} : { value: value.slice(0, max_length) }),
  };
}
