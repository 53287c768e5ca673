import type { types } from '@slack/bolt';
import { carriedPress, type Post } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import { buttonView } from './button-view.ts';
import { type Message, messageOf } from './screen-view.ts';

/** What begins the id of every block of buttons below a post. */
export const postBlock = 'post/';

/** A card for everybody: its message, with buttons that carry nothing of the result. */
export function postMessageOf(words: Words, { share, screen, buttons }: Post): Message {
  const { text, blocks } = messageOf(words, screen);
  const pressed: types.ActionsBlock = {
    type: 'actions',
    block_id: `${postBlock}${share}`,
    elements: buttons.map(({ label, press }, at) =>
      buttonView(`press/${at}`, label, carriedPress(press)),
    ),
  };
  return { text, blocks: [...blocks, pressed] };
}
