import { createHash } from 'node:crypto';
import { createAdvising } from './advising.ts';
import { readCommand } from './commands.ts';
import { aboutOf, idAbout } from './conversation/conversation.ts';
import type { Event } from './conversation/event.ts';
import { shareOf } from './conversation/sharing.ts';
import type { Delivery, Message } from './delivery.ts';
import { conversationIn } from './kept-conversation.ts';
import { laidOut } from './layout.ts';
import { type Observer, silent } from './observer.ts';
import type { Policies } from './policy/policies.ts';
import type { Press } from './press.ts';
import type { Rendering } from './render/content.ts';
import { noticesOf } from './render/notice.ts';
import { postScreen } from './render/post.ts';
import { helpScreen, plainScreen } from './render/render.ts';
import { type Suggestion, suggestionsFor } from './render/suggest.ts';
import { dailyRenderings } from './renderings.ts';
import { type Reply, reply } from './reply.ts';
import type { Screen } from './screen.ts';
import { noStats, type Stats } from './stats.ts';
import type { ConversationKey, Store } from './store/port.ts';
import { createTurns } from './turns.ts';

export { clickOf, markedLabel } from './choice.ts';
export { clickIn } from './clicks.ts';
export type { Click, Event } from './conversation/event.ts';
export { type FormName, formNames, largestFile, type Typed } from './conversation/forms.ts';
export type { Here, Posted, Refusal, Where } from './conversation/share.ts';
export type { Delivery, Message } from './delivery.ts';
export { fetchedText, fileText } from './fetched.ts';
export type { Hands, Post } from './hands.ts';
export { jsonOf } from './json.ts';
export type { Limits } from './limits.ts';
export { drawn, type Picture, picturesOf } from './picture/picture.ts';
export { pngOf } from './picture/png.ts';
export { carriedPress, type PostButton, type Press, readPress } from './press.ts';
export { runsOf } from './render/markdown.ts';
export { plainText } from './render/plain.ts';
export { fixedAnswers, type Suggestion } from './render/suggest.ts';
export { languages, loadWords, type Words } from './render/words.ts';
export { dayOf } from './renderings.ts';
export { type FileToHand, formOf, type Reply, withFault, withoutFile } from './reply.ts';
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
  /** Somebody wants a check because of this message: an advisor for its author, everybody else for themselves. */
  message(who: ConversationKey, message: Message, how?: Delivery): Promise<Reply>;
  /** A button below a post was pressed, by whoever sees it. The reply is for them alone. */
  press(who: ConversationKey, press: Press, how?: Delivery): Promise<Reply>;
  /** The same for what was typed after `/step2`, such as `check 251 pass derm`. */
  command(who: ConversationKey, text: string, how?: Delivery): Promise<Reply>;
  /**
   * The card that somebody has shared, as everybody may see it.
   *
   * @returns null where it was removed or forgotten, or never was
   * @throws where the store does not answer
   */
  shared(owner: ConversationKey, share: string): Promise<Screen | null>;
  /** The answers that somebody of this tenant may mean who is still typing one. */
  suggestions(tenant: string, field: 'step1' | 'specialty', typed: string): Suggestion[];
}

/** What the bot needs from outside. */
export interface Surroundings extends Pick<Rendering, 'words'> {
  readonly policies: Policies;
  readonly store: Store;
  readonly stats?: Stats;
  readonly observer?: Observer;
  /** Conversations are removed this many days after their last use; null where nothing is kept beyond the process. */
  readonly retentionDays: number | null;
  readonly now: () => Date;
  /** A short text that nobody can guess, for conversations and fault references. */
  readonly newId: () => string;
}

export function createBot(surroundings: Surroundings): Bot {
  const { store, stats = noStats, observer = silent, now, newId, policies, words } = surroundings;
  const renderingFor = dailyRenderings(surroundings);
  const turn = createTurns({ store, stats, observer, now, newId }, renderingFor);
  const advising = createAdvising({ policies, store, stats, now }, renderingFor);

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
    turn: (who, event, how = {}) => observed(who, () => turn(keyFor(who, event), event, how)),

    message: (who, { id, author, where }, how = {}) =>
      observed(who, async () => {
        const forThem =
          author !== null && author !== who.person && (await advising.advises(who, how));
        if (!forThem) return turn(who, { type: 'start', id: newId() }, how);
        const about = markOf(id);
        const event = { type: 'start', id: idAbout(about, newId().slice(0, 8)), about: where };
        return turn({ ...who, about }, event as Event, how);
      }),

    press: (who, press, how = {}) =>
      observed(who, () =>
        press.type === 'own'
          ? turn(who, { type: 'start', id: newId() }, how)
          : advising.reviewed(who, press, how),
      ),

    async shared(owner, id) {
      const saved = await store.load(owner);
      const rendering = renderingFor(owner);
      const share = saved && shareOf(conversationIn(rendering.policy, saved.state), id);
      return share?.posted && share.card ? postScreen(rendering, share.card, share.review) : null;
    },

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
        const answer =
          command.kind === 'stats'
            ? await advising.statistics(who, how)
            : await turn(who, command.event, how);
        const unknown = command.unknown.map((word) => ({ kind: 'unknown-word' as const, word }));
        const notices = [...noticesOf(renderingFor(who), unknown), ...answer.screen.notices];
        return { ...answer, screen: { ...answer.screen, notices } };
      }),
  };
}

/** Each click belongs to the conversation of its screen: the person's own, or one about somebody else's message. */
function keyFor(who: ConversationKey, event: Event): ConversationKey {
  return 'on' in event && event.on ? { ...who, about: aboutOf(event.on) } : who;
}

/** A short mark of a message, by which an advisor's conversation about it is found again. */
function markOf(message: string): string {
  return createHash('sha256').update(message).digest('hex').slice(0, 12);
}
