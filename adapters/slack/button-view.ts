import type { types } from '@slack/bolt';

/** A button that carries a value. */
export function buttonView(actionId: string, label: string, value: string): types.Button {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: label, emoji: false },
    value,
  };
}
