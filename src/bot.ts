import { readCommand } from './commands.ts';
import { type Conversation, replay } from './conversation/conversation.ts';
import type { Event } from './conversation/event.ts';
import { finishedOutcome } from './conversation/finished.ts';
import { namesScreen, onNoScreen } from './conversation/outside.ts';
import { type Step, step } from './conversation/step.ts';
import { type Limits, laidOut } from './layout.ts';
import { type Observer, silent } from './observer.ts';
import type { Policies } from './policy/policies.ts';
import type { Policy } from './policy/policy.ts';
import type { Rendering } from './render/content.ts';
import { noticesOf } from './render/notice.ts';
import { helpScreen, plainScreen } from './render/render.ts';
import { type Suggestion, suggestionsFor } from './render/suggest.ts';
import { type FileToHand, faultsOf, formOf, type Reply, reply } from './reply.ts';
import type { Form, Screen } from './screen.ts';
import type { ConversationKey, JsonValue, Conversation as Saved, Store } from './store/port.ts';
import { turnOf } from './turn.ts';

export { clickOf, markedLabel } from './choice.ts';
export { type Click, type Event, readClick } from './conversation/event.ts';
export { type FormName, formNames, type Typed } from './conversation/forms.ts';
export { fetchedText, fileText } from './fetched.ts';
export { jsonOf } from './json.ts';
export type { Limits } from './layout.ts';
export { drawn, type Picture, picturesOf } from './picture/picture.ts';
export { pngOf } from './picture/png.ts';
export { runsOf } from './render/markdown.ts';
export { plainText } from './render/plain.ts';
export { fixedAnswers, type Suggestion } from './render/suggest.ts';
export { languages, loadWords, type Words } from './render/words.ts';
export { type FileToHand, formOf, type Reply, withFault } from './reply.ts';
export { root } from './root.ts';
export { soon } from './soon.ts';
export type { Installations } from './store/installations.ts';
export type { ConversationKey } from './store/port.ts';

/** The one door for adapters that hold a conversation. */
export interface Bot {
  /**
   * One turn: what happened is applied to the person's conversation, the conversation is saved, and the screen that
   * follows comes back. Never rejects: a fault comes back as a screen.
   */
  turn(who: ConversationKey, event: Event, how?: Delivery): Promise<Reply>;
  /** The same for what was typed after `/step2`, such as `check 251 pass derm`. */
  command(who: ConversationKey, text: string, how?: Delivery): Promise<Reply>;
  /** The answers that somebody of this tenant may mean who is still typing one. */
  suggestions(tenant: string, field: 'step1' | 'specialty', typed: string): Suggestion[];
}

/** How an event came, and what can be shown where it came from. */
export interface Delivery {
  /** The platform's id of the delivered event, so that a redelivery acts only once. Absent: it has none. */
  readonly id?: string;
  readonly limits?: Limits;
}

/** What the bot needs from outside. */
export interface Surroundings extends Pick<Rendering, 'words'> {
  readonly policies: Policies;
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
  const { store, observer = silent, now, newId, policies, words } = surroundings;

  async function turn(who: ConversationKey, event: Event, how: Delivery): Promise<Reply> {
    for (let tries = 0; tries < mostTries; tries++) {
      const saved = await store.load(who);
      const rendering = renderingFor(who);
      const { policy } = rendering;
      const before = saved && replay(policy, saved.state);
      const happened = onNoScreen(event, newId);
      if (!before && happened.type === 'forget') return forgotten(who, 0);
      // The guide can be read before anything is asked; it begins a conversation that has no answers yet.
      const open = happened.type === 'guide' ? (before ?? begun(policy, newId())) : before;
      if (!open && happened.type !== 'start') return reply(plainScreen(rendering, 'welcome'));

      const { step: made, screen } = turnOf(rendering, open, happened);
      if (made.conversation !== before) {
        const outcome = await store.save(who, {
          expected: saved?.version ?? 0,
          state: made.conversation as unknown as JsonValue,
          // A click fits its screen only once; what names no screen is told by its id.
          event: namesScreen(event) ? null : (how.id ?? null),
          at: now(),
        });
        // Another turn was quicker: look again at what it left, and at what this event means there.
        if (outcome === 'stale') continue;
        if (outcome === 'duplicate') return turn(who, { type: 'look' }, how);
        countResult(policy, before, made);
      } else if (saved && dayOf(saved.lastUsed) !== dayOf(now())) await touch(who, saved);
      const shown = laidOut(words, screen, how.limits ?? {}, made.page);
      const answer = await carriedOut(who, made, shown);
      return happened.type === 'submit' ? { ...answer, refused: faultsOf(shown) } : answer;
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
    let form: Form | null = null;
    for (const effect of effects) {
      switch (effect.type) {
        case 'open':
          form = formOf(screen, effect.form);
          break;
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
          return { ...forgotten(who, conversations), removed: true };
        }
      }
    }
    return { ...reply(screen), files, form };
  }

  function forgotten(who: ConversationKey, conversations: number): Reply {
    const counted = { conversations, one: conversations === 1 };
    return reply(plainScreen(renderingFor(who), 'forgotten', counted));
  }

  const renderings = new WeakMap<Policy, Rendering>();

  /** The same object under one policy all day long, so that what is the same for everybody is put into words once a day. */
  function renderingFor({ tenant }: ConversationKey): Rendering {
    const { retentionDays } = surroundings;
    const policy = policies.of(tenant);
    const instant = now();
    const today = dayOf(instant);
    const known = renderings.get(policy);
    if (known?.today === today) return known;
    const end = retentionDays === null ? null : instant.getTime() + retentionDays * dayLength;
    const keptUntil = end === null ? null : dayOf(new Date(end));
    const rendering = { words, policy, today, keptUntil };
    renderings.set(policy, rendering);
    return rendering;
  }

  function countResult(policy: Policy, before: Conversation | null, { conversation }: Step): void {
    if (before?.answers === conversation.answers) return;
    const outcome = finishedOutcome(policy, conversation.answers);
    if (outcome) observer.result(outcome.action);
  }

  /** One turn, counted and timed; what fails is told and logged under the same reference number. */
  async function observed(who: ConversationKey, made: () => Promise<Reply>): Promise<Reply> {
    const platform = who.tenant.split(':')[0] ?? '';
    const started = performance.now();
    let answer: Reply;
    try {
      answer = await made();
    } catch (error) {
      const reference = newId().slice(0, 8);
      observer.fault({ reference, platform, error });
      answer = {
        ...reply(plainScreen(renderingFor(who), 'fault', { reference })),
        fault: reference,
      };
    }
    const seconds = (performance.now() - started) / 1000;
    observer.turn({ platform, screen: answer.screen.name, seconds });
    return answer;
  }

  return {
    turn: (who, event, how = {}) => observed(who, () => turn(who, event, how)),

    suggestions: (tenant, field, typed) =>
      suggestionsFor({ words, policy: policies.of(tenant) }, field, typed),

    command: (who, text, how = {}) =>
      observed(who, async () => {
        const command = readCommand(text, newId());
        if (command.kind === 'help') {
          const { limits = {} } = how;
          return reply(
            laidOut(words, helpScreen(renderingFor(who), command.unknown, limits), limits),
          );
        }
        const answer = await turn(who, command.event, how);
        const unknown = command.unknown.map((word) => ({ kind: 'unknown-word' as const, word }));
        const notices = [...noticesOf(renderingFor(who), unknown), ...answer.screen.notices];
        return { ...answer, screen: { ...answer.screen, notices } };
      }),
  };
}

/** A conversation in which nothing has been said yet. */
function begun(policy: Policy, id: string): Conversation {
  return step(policy, null, { type: 'start', id }).conversation;
}

/** YYYY-MM-DD, in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
