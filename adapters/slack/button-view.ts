import type { types } from '@slack/bolt';

/** A button that carries a value. @param main it stands out */
export function buttonView(
  actionId: string,
  label: string,
  value: string,
  main = false,
): types.Button {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: label, emoji: false },
    value,
    ...(main ? { style: 'primary' as const } : {}),
  };
}
