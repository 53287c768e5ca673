import type { Conversation } from './conversation/conversation.ts';
import type { Event } from './conversation/event.ts';
import { step } from './conversation/step.ts';
import { type Rendering, renderScreen } from './render/render.ts';
import type { Screen } from './screen.ts';

export type { Conversation } from './conversation/conversation.ts';
export type { Click, Event } from './conversation/event.ts';
export { plainText } from './render/plain.ts';

/** What a turn gives back: the conversation as it is now, and the screen to show. */
export interface Turn {
  readonly conversation: Conversation;
  readonly screen: Screen;
}

/** The one door for adapters that hold a conversation. */
export interface Bot {
  /**
   * One turn: what happened, applied to the conversation, and the screen that follows.
   *
   * @param conversation null before the first turn
   */
  turn(conversation: Conversation | null, event: Event): Turn;
}

/** A bot that speaks these words under this policy. `today` gives the date as YYYY-MM-DD at each turn. */
export function createBot({
  today,
  ...rendering
}: Omit<Rendering, 'today'> & { readonly today: () => string }): Bot {
  return {
    turn(before, event) {
      const { conversation, notices } = step(rendering.policy, before, event);
      const screen = renderScreen({ ...rendering, today: today() }, conversation, notices);
      return { conversation, screen };
    },
  };
}
