import { type Conversation, screenToken } from './conversation/conversation.ts';
import type { Event } from './conversation/event.ts';
import { finishedOutcome } from './conversation/finished.ts';
import type { Moment } from './conversation/moment.ts';
import type { Step } from './conversation/move.ts';
import { namesScreen, onNoScreen } from './conversation/outside.ts';
import { standingMove } from './conversation/standing.ts';
import { step } from './conversation/step.ts';
import type { Delivery } from './delivery.ts';
import { createEffects } from './effects.ts';
import { conversationIn, stateOf } from './kept-conversation.ts';
import { laidOut } from './layout.ts';
import type { Observer } from './observer.ts';
import type { Policy } from './policy/policy.ts';
import { turnOf } from './pure-turn.ts';
import type { Rendering } from './render/content.ts';
import { noticesOf } from './render/notice.ts';
import { plainScreen } from './render/render.ts';
import { dayOf, type RenderingFor } from './renderings.ts';
import { faultsOf, type Reply, reply } from './reply.ts';
import { inWords } from './sharing.ts';
import type { Stats } from './stats.ts';
import {
  type ConversationKey,
  mostTries,
  type Conversation as Saved,
  type Store,
} from './store/port.ts';

interface TurnsOptions {
  readonly store: Store;
  readonly stats: Stats;
  readonly observer: Observer;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** Turns over a store: each is loaded, stepped, saved, carried out and shown. */
export function createTurns(
  { store, stats, observer, now, newId }: TurnsOptions,
  renderingFor: RenderingFor,
): (who: ConversationKey, event: Event, how: Delivery) => Promise<Reply> {
  const effects = createEffects(store, renderingFor, turn);

  async function turn(who: ConversationKey, event: Event, how: Delivery): Promise<Reply> {
    let recalled = recalledFor(who, event);
    for (let tries = 0; tries < mostTries; tries++) {
      const saved = recalled ?? (await store.load(who));
      const rendering = renderingFor(who);
      const { policy } = rendering;
      const before = saved && conversationIn(policy, saved.state);
      const happened = onNoScreen(event, newId);
      if (!before && happened.type === 'forget') return effects.forgotten(who, 0);
      // The guide can be read before anything is asked; it begins a conversation that has no answers yet.
      const open = happened.type === 'guide' ? (before ?? begun(policy, newId())) : before;
      if (!open && happened.type !== 'start') return welcome(rendering, happened);

      const moment = momentOf(rendering, who, how);
      const { step: stepped, screen } = turnOf(rendering, open, happened, moment);
      const made = inWords(rendering, who, stepped);
      if (made.conversation === before && recalled) {
        // Without a save nothing tells whether it is behind.
        recalled = null;
        continue;
      }
      if (made.conversation !== before) {
        const outcome = await store.save(who, {
          expected: saved?.version ?? 0,
          state: stateOf(policy, made.conversation),
          // A click fits its screen only once; what names no screen is told by its id.
          event: namesScreen(event) ? null : (how.id ?? null),
          at: now(),
        });
        // Another turn was quicker: look again at what it left, and at what this event means there.
        if (outcome === 'stale') {
          recalled = null;
          continue;
        }
        if (outcome === 'duplicate') return turn(who, { type: 'look' }, how);
        countResult(policy, before, made);
        stats.count(who.tenant, standingMove(policy, before, made.conversation));
      } else if (saved && dayOf(saved.lastUsed) !== dayOf(now())) await touch(who, saved);
      const whole =
        made.conversation.at.page === 'forget' ? await effects.withPosts(who, screen) : screen;
      const shown = laidOut(rendering.words, whole, how.limits ?? {}, made.page);
      const answer = await effects.carriedOut(who, made, shown, how);
      // A form that led on was accepted, whatever of it was left out.
      const refused = happened.type === 'submit' && happened.on === shown.token;
      return refused ? { ...answer, refused: faultsOf(shown) } : answer;
    }
    throw new Error('Too many turns at once in one conversation.');
  }

  /** What is remembered of the conversation, where the event happened on its last screen: mostly that is its next turn. */
  function recalledFor(who: ConversationKey, event: Event): Saved | null {
    if (!('on' in event && event.on)) return null;
    const saved = store.recall(who);
    if (!saved) return null;
    try {
      const last = conversationIn(renderingFor(who).policy, saved.state);
      return screenToken(last) === event.on ? saved : null;
    } catch {
      // What cannot be read here may have been mended by another replica.
      return null;
    }
  }

  /** Where nothing has begun; whoever asks for programs or an email is told what comes first. */
  function welcome(rendering: Rendering, { type }: Event): Reply {
    const screen = plainScreen(rendering, 'welcome');
    const early = type === 'plan' || type === 'drafts';
    return reply(
      early ? { ...screen, notices: noticesOf(rendering, [{ kind: 'result-first' }]) } : screen,
    );
  }

  /** Looking is using: the promised day of removal counts from the last visit. Where another turn saves, that is as good. */
  async function touch(who: ConversationKey, { version, state }: Saved): Promise<void> {
    await store.save(who, { expected: version, state, event: null, at: now() });
  }

  function momentOf({ today }: Rendering, { person }: ConversationKey, how: Delivery): Moment {
    return { today, instant: now().getTime(), here: how.here ?? null, person };
  }

  function countResult(policy: Policy, before: Conversation | null, { conversation }: Step): void {
    if (before?.answers === conversation.answers) return;
    const outcome = finishedOutcome(policy, conversation.answers);
    if (outcome) observer.result(outcome.action);
  }

  return turn;
}

/** A conversation in which nothing has been said yet. */
function begun(policy: Policy, id: string): Conversation {
  return step(policy, null, { type: 'start', id }).conversation;
}
