import type { types } from '@slack/bolt';
import type { Words } from '../../src/oneshot.ts';
import type { Form, NumberInput } from '../../src/screen.ts';
import { blockIdOf, type CarriedForm } from './carried.ts';

/** The callback id of every form. */
export const formId = 'form';

/** The action id of the one field in each block of a form. */
const typedId = 'typed';

/**
 * A form as a modal. Its fields have no bounds of their own: the bot's answer to a score that cannot be says more than
 * Slack's would.
 */
export function modalOf(words: Words, form: Form, carried: CarriedForm): types.ModalView {
  const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });
  return {
    type: 'modal',
    callback_id: formId,
    title: plain(form.title),
    submit: plain(form.submit),
    close: plain(words.text('buttons', {}, 'cancel')),
    private_metadata: JSON.stringify(carried),
    blocks: form.inputs.map(
      ({ name, label, hint, value }: NumberInput, at): types.InputBlock => ({
        type: 'input',
        // Another screen's form must not find what was typed into this one.
        block_id: blockIdOf(carried.on, name),
        label: plain(label),
        hint: plain(hint),
        element: {
          type: 'number_input',
          action_id: typedId,
          is_decimal_allowed: false,
          focus_on_load: at === 0,
          ...(value === null ? {} : { initial_value: value }),
        },
      }),
    ),
  };
}

/** What a modal sends back, by block and field. */
export type ViewValues = Readonly<
  Record<string, Readonly<Record<string, { readonly value?: string | null }>>>
>;

/** What was typed into a modal, by the names of its fields. */
export function typedValues(values: ViewValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([blockId, fields]) => [
      blockId.slice(blockId.lastIndexOf('/') + 1),
      fields[typedId]?.value ?? '',
    ]),
  );
}

/** The answer to a modal that is not accepted: what is wrong stands at its first field. */
export function refusal(values: ViewValues, faults: readonly string[]) {
  const [first = ''] = Object.keys(values);
  return { response_action: 'errors' as const, errors: { [first]: faults.join(' ') } };
}
