import { type Conversation, replay } from './conversation/conversation.ts';
import type { Event } from './conversation/event.ts';
import { finishedOutcome, type Step } from './conversation/step.ts';
import { type Limits, laidOut } from './layout.ts';
import { type Observer, silent } from './observer.ts';
import type { Rendering } from './render/content.ts';
import { plainScreen } from './render/render.ts';
import type { Screen } from './screen.ts';
import type { ConversationKey, JsonValue, Conversation as Saved, Store } from './store/port.ts';
import { turnOf } from './turn.ts';

export { type Click, type Event, readClick } from './conversation/event.ts';
export { fields } from './facts.ts';
export type { Limits } from './layout.ts';
export { drawn, type Picture, picturesOf } from './picture/picture.ts';
export { pngOf } from './picture/png.ts';
export { runsOf } from './render/markdown.ts';
export { plainText } from './render/plain.ts';
export { root } from './root.ts';
export type { ConversationKey } from './store/port.ts';

/** What a person gets back for what they did. */
export interface Reply {
  readonly screen: Screen;
  /** Files to hand over, such as *Download my data*. */
  readonly files: readonly FileToHand[];
  /** Where something failed: the number under which the log has the details. The screen says so in words. */
  readonly fault: string | null;
}

/** A file for the person; `type` is its media type. */
export interface FileToHand {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

/** The one door for adapters that hold a conversation. */
export interface Bot {
  /**
   * One turn: what happened is applied to the person's conversation, the conversation is saved, and the screen that
   * follows comes back. Never rejects: a fault comes back as a screen.
   *
   */
  turn(who: ConversationKey, event: Event, how?: Delivery): Promise<Reply>;
}

/** How an event came, and what can be shown where it came from. */
export interface Delivery {
  /** The platform's id of the delivered event, so that a redelivery acts only once. Absent: it has none. */
  readonly id?: string;
  readonly limits?: Limits;
}

/** What the bot needs from outside. */
export interface Surroundings extends Omit<Rendering, 'today' | 'keptUntil'> {
  readonly store: Store;
  readonly observer?: Observer;
  /** Conversations are removed this many days after their last use; null where nothing is kept beyond the process. */
  readonly retentionDays: number | null;
  readonly now: () => Date;
  /** A short text that nobody can guess, for conversations and fault references. */
  readonly newId: () => string;
}

/** In milliseconds. */
const dayLength = 86_400_000;

/** So many turns may save before this one; more at once is no person. */
const mostTries = 8;

export function createBot(surroundings: Surroundings): Bot {
  const { store, observer = silent, now, newId, policy, words } = surroundings;

  async function turn(who: ConversationKey, event: Event, how: Delivery): Promise<Reply> {
    for (let tries = 0; tries < mostTries; tries++) {
      const saved = await store.load(who);
      const before = saved && replay(policy, saved.state);
      const happened = startIfNew(before, event, newId);
      if (!happened) return reply(plainScreen(rendering(), 'welcome'));

      const { step, screen } = turnOf(rendering(), before, happened);
      if (step.conversation !== before) {
        const outcome = await store.save(who, {
          expected: saved?.version ?? 0,
          state: step.conversation as unknown as JsonValue,
          event: how.id ?? null,
          at: now(),
        });
        // Another turn was quicker: look again at what it left, and at what this event means there.
        if (outcome === 'stale') continue;
        if (outcome === 'duplicate') return turn(who, { type: 'look' }, how);
        countResult(before, step);
      } else if (saved && dayOf(saved.lastUsed) !== dayOf(now())) await touch(who, saved);
      return carriedOut(who, step, laidOut(words, screen, how.limits ?? {}, step.page));
    }
    throw new Error('Too many turns at once in one conversation.');
  }

  /** Looking is using: the promised day of removal counts from the last visit. Where another turn saves, that is as good. */
  async function touch(who: ConversationKey, { version, state }: Saved): Promise<void> {
    await store.save(who, { expected: version, state, event: null, at: now() });
  }

  async function carriedOut(
    who: ConversationKey,
    { effects }: Step,
    screen: Screen,
  ): Promise<Reply> {
    const files: FileToHand[] = [];
    for (const effect of effects) {
      switch (effect.type) {
        case 'download': {
          const held = await store.holdings(who);
          files.push({
            name: 'step2-my-data.json',
            type: 'application/json',
            content: `${JSON.stringify(held, null, 2)}\n`,
          });
          break;
        }
        case 'forget': {
          const { conversations } = await store.forget(who);
          return reply(
            plainScreen(rendering(), 'forgotten', { conversations, one: conversations === 1 }),
          );
        }
      }
    }
    return reply(screen, files);
  }

  let ofToday: Rendering | null = null;

  /** The same object all day long, so that what is the same for everybody is put into words once a day. */
  function rendering(): Rendering {
    const { retentionDays } = surroundings;
    const instant = now();
    const today = dayOf(instant);
    if (ofToday?.today !== today) {
      const end = retentionDays === null ? null : instant.getTime() + retentionDays * dayLength;
      ofToday = { words, policy, today, keptUntil: end === null ? null : dayOf(new Date(end)) };
    }
    return ofToday;
  }

  function countResult(before: Conversation | null, { conversation }: Step): void {
    if (before?.answers === conversation.answers) return;
    const outcome = finishedOutcome(policy, conversation.answers);
    if (outcome) observer.result(outcome.action);
  }

  return {
    async turn(who, event, how = {}) {
      const platform = who.tenant.split(':')[0] ?? '';
      const started = performance.now();
      let answer: Reply;
      try {
        answer = await turn(who, event, how);
      } catch (error) {
        const reference = newId().slice(0, 8);
        observer.fault({ reference, platform, error });
        answer = { ...reply(plainScreen(rendering(), 'fault', { reference })), fault: reference };
      }
      const seconds = (performance.now() - started) / 1000;
      observer.turn({ platform, screen: answer.screen.name, seconds });
      return answer;
    },
  };
}

/** The event, where there is a conversation that it can happen to. *Start* on the welcome page begins one. */
function startIfNew(before: Conversation | null, event: Event, newId: () => string): Event | null {
  if (before || event.type === 'start') return event;
  return event.type === 'restart' ? { type: 'start', id: newId() } : null;
}

function reply(screen: Screen, files: readonly FileToHand[] = []): Reply {
  return { screen, files, fault: null };
}

/** YYYY-MM-DD, in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
