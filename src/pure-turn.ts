import type { Conversation } from './conversation/conversation.ts';
import type { Event } from './conversation/event.ts';
import { type Moment, nowhere } from './conversation/moment.ts';
import type { Step } from './conversation/move.ts';
import { step } from './conversation/step.ts';
import type { Rendering } from './render/content.ts';
import { renderScreen } from './render/render.ts';
import type { Screen } from './screen.ts';

/**
 * One turn without what surrounds it: what happened, applied to the conversation, and the screen that follows. Pure but
 * for the templates, which are read once.
 *
 * @param before null before the first turn
 */
export function turnOf(
  rendering: Rendering,
  before: Conversation | null,
  event: Event,
  moment: Moment = nowhere,
): { step: Step; screen: Screen } {
  const made = step(rendering.policy, before, event, moment);
  return { step: made, screen: renderScreen(rendering, made, moment) };
}
