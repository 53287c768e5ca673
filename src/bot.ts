import { createHash } from 'node:crypto';
import { readCommand } from './commands.ts';
import { aboutOf, type Conversation, idAbout, screenToken } from './conversation/conversation.ts';
import type { Event, Report } from './conversation/event.ts';
import { finishedOutcome } from './conversation/finished.ts';
import type { Moment } from './conversation/moment.ts';
import type { Step } from './conversation/move.ts';
import { namesScreen, onNoScreen } from './conversation/outside.ts';
import type { Here, Share, Where } from './conversation/share.ts';
import { shareOf } from './conversation/sharing.ts';
import { standingMove } from './conversation/standing.ts';
import { step } from './conversation/step.ts';
import type { Hands } from './hands.ts';
import { laidOut } from './layout.ts';
import type { Limits } from './limits.ts';
import { type Observer, silent } from './observer.ts';
import { isAdvisor } from './policy/advisors.ts';
import type { Policies } from './policy/policies.ts';
import type { Policy } from './policy/policy.ts';
import type { Press } from './press.ts';
import type { Rendering } from './render/content.ts';
import { noticesOf } from './render/notice.ts';
import { postScreen } from './render/post.ts';
import { helpScreen, plainScreen, statsScreen } from './render/render.ts';
import { postsList } from './render/share.ts';
import { type Suggestion, suggestionsFor } from './render/suggest.ts';
import { type FileToHand, faultsOf, formOf, type Reply, reply } from './reply.ts';
import { conversationIn, stateOf } from './saved.ts';
import type { Form, Screen } from './screen.ts';
import {
  carryOutPost,
  carryOutRemoval,
  inWords,
  removePosts,
  review,
  sharesIn,
} from './sharing.ts';
import { noStats, type Stats } from './stats.ts';
import {
  type ConversationKey,
  mostTries,
  type Conversation as Saved,
  type Store,
} from './store/port.ts';
import { turnOf } from './turn.ts';
import { filesOf } from './work-files.ts';

export { clickOf, markedLabel } from './choice.ts';
export { type Click, type Event, readClick } from './conversation/event.ts';
export { type FormName, formNames, largestFile, type Typed } from './conversation/forms.ts';
export type { Here, Posted, Refusal, Where } from './conversation/share.ts';
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

/** How an event came, and what can be shown where it came from. */
export interface Delivery {
  /** The platform's id of the delivered event, so that a redelivery acts only once. Absent: it has none. */
  readonly id?: string;
  readonly limits?: Limits;
  /** What can be shared from there. Absent: nothing. */
  readonly here?: Here;
  /** What the bot does where other people see it; absent where nothing can be shared. */
  readonly hands?: Hands;
  /** Which of these groups or roles the person is in. Absent: none. */
  readonly groups?: (named: readonly string[]) => Promise<readonly string[]>;
}

/** A message that somebody wrote; `id` is the platform's. */
export interface Message {
  readonly id: string;
  readonly author: string | null;
  /** Its thread, where an answer belongs. */
  readonly where: Where;
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

/** In milliseconds. */
const dayLength = 86_400_000;

export function createBot(surroundings: Surroundings): Bot {
  const { store, stats = noStats, observer = silent, now, newId, policies, words } = surroundings;

  async function turn(who: ConversationKey, event: Event, how: Delivery): Promise<Reply> {
    let recalled = recalledFor(who, event);
    for (let tries = 0; tries < mostTries; tries++) {
      const saved = recalled ?? (await store.load(who));
      const rendering = renderingFor(who);
      const { policy } = rendering;
      const before = saved && conversationIn(policy, saved.state);
      const happened = onNoScreen(event, newId);
      if (!before && happened.type === 'forget') return forgotten(who, 0);
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
      const whole = made.conversation.at.page === 'forget' ? await withPosts(who, screen) : screen;
      const shown = laidOut(words, whole, how.limits ?? {}, made.page);
      const answer = await carriedOut(who, made, shown, how);
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
    const last = saved && conversationIn(policies.of(who.tenant), saved.state);
    return last && screenToken(last) === event.on ? saved : null;
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

  async function carriedOut(
    who: ConversationKey,
    { effects, conversation }: Step,
    screen: Screen,
    how: Delivery,
  ): Promise<Reply> {
    const { hands } = how;
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
            what: 'data',
            type: 'application/json',
            content: `${JSON.stringify(held, null, 2)}\n`,
          });
          break;
        }
        case 'export':
        case 'mail-file':
          files.push(...(await filesOf(renderingFor(who), conversation, effect.type)));
          break;
        case 'post':
          if (!hands) throw new Error('There is nobody to post.');
          return posted(
            who,
            await carryOutPost(renderingFor(who), who, conversation, effect, { ...how, hands }),
            { ...how, hands },
          );
        case 'remove':
          if (!hands) throw new Error('There is nobody to remove a post.');
          return turn(
            who,
            await carryOutRemoval(renderingFor(who), who, conversation, effect.share, {
              ...how,
              hands,
            }),
            how,
          );
        case 'forget': {
          const held = await store.holdings(who);
          const by = hands ? { ...how, hands } : null;
          const left = await removePosts(renderingFor(who), who, held, by);
          const { conversations } = await store.forget(who);
          return { ...forgotten(who, conversations, left), removed: true };
        }
      }
    }
    return { ...reply(screen), files, form };
  }

  /** What came of a post is written down. Where its owner has taken it back meanwhile, or is forgotten, it goes again. */
  async function posted(
    who: ConversationKey,
    report: Report,
    how: Delivery & { readonly hands: Hands },
  ): Promise<Reply> {
    const answer = await turn(who, report, how);
    if (report.type === 'posted') {
      const saved = await store.load(who);
      const { policy } = renderingFor(who);
      if (!saved || !shareOf(conversationIn(policy, saved.state), report.share)) {
        await how.hands.remove(report.posted);
      }
    }
    return answer;
  }

  /** A screen that says what of the person stands in channels. */
  async function withPosts(who: ConversationKey, screen: Screen): Promise<Screen> {
    const shares = sharesIn(await store.holdings(who));
    return {
      ...screen,
      body: [...screen.body, ...postsList(renderingFor(who), shares, 'standing')],
    };
  }

  function forgotten(who: ConversationKey, conversations: number, left: readonly Share[] = []) {
    const counted = { conversations, one: conversations === 1 };
    const rendering = renderingFor(who);
    const screen = plainScreen(rendering, 'forgotten', counted);
    const body = [...screen.body, ...postsList(rendering, left, 'left')];
    return reply({ ...screen, body });
  }

  function momentOf({ today }: Rendering, { person }: ConversationKey, how: Delivery): Moment {
    return { today, instant: now().getTime(), here: how.here ?? null, person };
  }

  /** A screen outside any conversation, with what it says laid out. */
  function said(who: ConversationKey, name: 'for-advisors' | 'reviewed' | 'not-reviewed'): Reply {
    return reply(plainScreen(renderingFor(who), name));
  }

  async function reviewed(
    who: ConversationKey,
    press: Extract<Press, { type: 'review' }>,
    how: Delivery,
  ): Promise<Reply> {
    if (!(await advises(who, how))) return said(who, 'for-advisors');
    const rendering = renderingFor(who);
    const done = await review({ store, rendering, now: now() }, who, press, how);
    return said(who, done ? 'reviewed' : 'not-reviewed');
  }

  async function statistics(who: ConversationKey, how: Delivery): Promise<Reply> {
    if (!(await advises(who, how))) return said(who, 'for-advisors');
    const { tenant } = who;
    const faults = policies.faultsOf(tenant);
    const screen = statsScreen(renderingFor(who), await stats.of(tenant), faults);
    return reply(laidOut(words, screen, how.limits ?? {}));
  }

  function advises({ tenant, person }: ConversationKey, { groups = async () => [] }: Delivery) {
    return isAdvisor(policies.of(tenant), person, groups);
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
    turn: (who, event, how = {}) => observed(who, () => turn(keyFor(who, event), event, how)),

    message: (who, { id, author, where }, how = {}) =>
      observed(who, async () => {
        const forThem = author !== null && author !== who.person && (await advises(who, how));
        if (!forThem) return turn(who, { type: 'start', id: newId() }, how);
        const about = markOf(id);
        const event = { type: 'start', id: idAbout(about, newId().slice(0, 8)), about: where };
        return turn({ ...who, about }, event as Event, how);
      }),

    press: (who, press, how = {}) =>
      observed(who, () =>
        press.type === 'own'
          ? turn(who, { type: 'start', id: newId() }, how)
          : reviewed(who, press, how),
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
            ? await statistics(who, how)
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

/** A conversation in which nothing has been said yet. */
function begun(policy: Policy, id: string): Conversation {
  return step(policy, null, { type: 'start', id }).conversation;
}

/** YYYY-MM-DD, in UTC. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
