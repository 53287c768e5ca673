import type { types } from '@slack/bolt';
import type { Words } from '../../src/oneshot.ts';
import type { Form, Input, Notice } from '../../src/screen.ts';
import { blockIdOf, type CarriedForm } from './carried.ts';
import { longestInput } from './limits.ts';

/** The callback id of every form. */
export const formId = 'form';

/** What begins the action id of the one field in each block of a form. */
const typedId = 'typed';

/**
 * A form as a modal. Its fields have no bounds of their own: the bot's answer to a score that cannot be says more than
 * Slack's would.
 */
export function modalOf(words: Words, form: Form, carried: CarriedForm): types.ModalView {
  return {
    type: 'modal',
    callback_id: formId,
    title: plain(form.title),
    submit: plain(form.submit),
    close: plain(words.text('buttons', {}, 'cancel')),
    private_metadata: JSON.stringify(carried),
    blocks: form.inputs.map(
      (input, at): types.InputBlock => ({
        type: 'input',
        // Another screen's form must not find what was typed into this one.
        block_id: blockIdOf(carried.on, input.name),
        label: plain(input.label),
        ...(input.hint === null ? {} : { hint: plain(input.hint) }),
        optional: input.optional,
        element: {
          ...elementFor(input),
          action_id: `${typedId}/${input.name}`,
          ...focus(input, at),
        },
      }),
    ),
  };
}

/** The first field can be typed into at once; a field for files takes no focus. */
function focus({ kind }: Input, at: number) {
  return at === 0 && kind !== 'file' ? { focus_on_load: true } : {};
}

function elementFor(input: Input): types.InputBlockElement {
  const { value } = input;
  const initial = value ? { initial_value: value } : {};
  switch (input.kind) {
    case 'number':
      return { type: 'number_input', is_decimal_allowed: false, ...initial };
    case 'text': {
      const max_length = Math.min(input.longest, longestInput);
      return { type: 'plain_text_input', multiline: input.long, max_length, ...initial };
    }
    case 'day':
      return { type: 'datepicker', ...(value ? { initial_date: value } : {}) };
    case 'pick': {
      const values = new Set(value?.split(' '));
      const options = input.options.map((one) => ({ value: one.value, text: plain(one.label) }));
      const picked = options.filter((option) => values.has(option.value));
      const [first] = picked;
      return input.several
        ? {
            type: 'multi_static_select',
            options,
            ...(first ? { initial_options: picked } : {}),
          }
        : { type: 'static_select', options, ...(first ? { initial_option: first } : {}) };
    }
    case 'file':
      return { type: 'file_input', filetypes: [...input.endings], max_files: 1 };
  }
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** The answer to a modal that is not accepted: what is wrong stands at its field, else at the first. */
export function refusal(
  blockIds: readonly string[],
  faults: readonly Pick<Notice, 'text' | 'input'>[],
) {
  const errors: Record<string, string> = {};
  for (const { text, input } of faults) {
    const at = blockIds.find((id) => input !== undefined && id.endsWith(`/${input}`));
    const block = at ?? blockIds[0] ?? '';
    errors[block] = errors[block] === undefined ? text : `${errors[block]} ${text}`;
  }
  return { response_action: 'errors' as const, errors };
}
