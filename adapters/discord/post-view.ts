import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { carriedPress, type Post, type Press, readPress } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import { buttonView, rowsOf, type View, viewOf } from './screen-view.ts';

/** What begins the custom id of every button below a post. */
const postId = 'post|';

/** A card for everybody: its components, with buttons that carry nothing of the result. */
export function postViewOf(words: Words, { share, screen, buttons }: Post): View {
  const { components, pictures } = viewOf(words, screen);
  const pressed = buttons.map(({ label, press }) =>
    buttonView(label, `${postId}${share}|${carriedPress(press)}`, 'secondary'),
  );
  return { pictures, components: [...components, ...rowsOf(pressed)] };
}

/** What the button of a post does; null where it is none. */
export function readPostButton(customId: string): Press | null {
  if (!customId.startsWith(postId)) return null;
  const [, , ...press] = customId.split('|');
  return readPress(press.join('|'));
}

/** Whether these are the components of that share's post. */
export function carriesPost(
  components: readonly APIMessageTopLevelComponent[],
  share: string,
): boolean {
  return components.some(
    (row) =>
      row.type === ComponentType.ActionRow &&
      row.components.some(
        (one) => 'custom_id' in one && one.custom_id.startsWith(`${postId}${share}|`),
      ),
  );
}
