import { aboutOf, type Conversation } from './conversation/conversation.ts';
import type { Report } from './conversation/event.ts';
import type { Step } from './conversation/move.ts';
import type { Refusal, Share } from './conversation/share.ts';
import { shareOf } from './conversation/sharing.ts';
import { reported } from './conversation/sharing-step.ts';
import type { Hands, Post } from './hands.ts';
import { factsOf } from './interview/questions.ts';
import { conversationIn, stateOf } from './kept-conversation.ts';
import { laidOut } from './layout.ts';
import type { Limits } from './limits.ts';
import type { Press } from './press.ts';
import { cardOf } from './render/card.ts';
import type { Rendering } from './render/content.ts';
import { postButtons, postScreen } from './render/post.ts';
import { type Holding, mostTries, type PersonKey, type Store } from './store/port.ts';

/** The post of a share as it stands, or is about to. */
export function postOf(rendering: Rendering, owner: PersonKey, share: Share, limits: Limits): Post {
  const { words, policy } = rendering;
  const { id, kind, where, review, card } = share;
  if (!card) throw new Error('A share was not put into words.');
  return {
    share: id,
    where,
    since: share.tried,
    threadName: words.text('share/card', {}, 'thread'),
    // Who was mentioned once has heard of it.
    mention: kind === 'ask' && !review ? policy.advising.mention : null,
    screen: laidOut(words, postScreen(rendering, card, review), limits),
    buttons: postButtons(rendering, { id, kind, owner: owner.person, review }),
  };
}

/** What is about to be shared, put into words: from then on they stand, whatever becomes of answers and rules. */
export function inWords(rendering: Rendering, { person }: PersonKey, made: Step): Step {
  const { conversation, effects } = made;
  if (!effects.some((effect) => effect.type === 'post')) return made;
  const { about, shares = [] } = conversation;
  const worded = shares.map((share): Share => {
    const { kind, level, where, answers } = share;
    const card =
      share.card ??
      cardOf(rendering, factsOf(answers), {
        kind,
        level,
        person: where.kind === 'link' ? null : person,
        mention: kind === 'ask' ? rendering.policy.advising.mention : null,
        forSomebody: about !== undefined,
      });
    return { ...share, card };
  });
  return { ...made, conversation: { ...conversation, shares: worded } };
}

/** Carries out the post of a share, and says what came of it. */
export async function carryOutPost(
  rendering: Rendering,
  owner: PersonKey,
  conversation: Conversation,
  effect: { readonly share: string; readonly again: boolean },
  { hands, limits = {} }: { readonly hands: Hands; readonly limits?: Limits },
): Promise<Report> {
  const share = shareOf(conversation, effect.share);
  if (!share) throw new Error('A share that is to be posted is not written down.');
  const done = await hands.post(postOf(rendering, owner, share, limits), effect.again);
  return 'posted' in done
    ? { type: 'posted', share: share.id, posted: done.posted }
    : { type: 'not-posted', share: share.id, refusal: done.refusal };
}

/** Carries out the removal of a post. */
export async function carryOutRemoval(
  rendering: Rendering,
  owner: PersonKey,
  conversation: Conversation,
  id: string,
  by: ByHands,
): Promise<Report> {
  const share = shareOf(conversation, id);
  const refusal = share ? await removed(rendering, owner, share, by) : null;
  return refusal ? { type: 'not-removed', share: id, refusal } : { type: 'removed', share: id };
}

/** What posts, and within which limits. */
interface ByHands {
  readonly hands: Hands;
  readonly limits?: Limits;
}

/** Removes the post of a share, also one of which nobody knows whether it came through. */
async function removed(
  rendering: Rendering,
  owner: PersonKey,
  share: Share,
  { hands, limits = {} }: ByHands,
): Promise<Refusal | null> {
  const found = share.posted
    ? { posted: share.posted }
    : await hands.find(postOf(rendering, owner, share, limits));
  if ('refusal' in found) return found.refusal;
  return found.posted ? (await hands.remove(found.posted)).refusal : null;
}

/** Everything that a person has shared, or may have, from all their conversations. */
export function sharesIn(holdings: readonly Holding[]): Share[] {
  return holdings.flatMap(
    ({ state }) => (state as unknown as Pick<Conversation, 'shares'>).shares ?? [],
  );
}

/** Removes what a person has shared; what could not be removed comes back. */
export async function removePosts(
  rendering: Rendering,
  owner: PersonKey,
  holdings: readonly Holding[],
  by: ByHands | null,
): Promise<Share[]> {
  const left: Share[] = [];
  for (const share of sharesIn(holdings)) {
    if (!by || (await removed(rendering, owner, share, by))) left.push(share);
  }
  return left;
}

/**
 * An advisor has looked at a post: that is written down with its owner, and shown on it. A second look changes nothing.
 *
 * @returns whether it is; a post that was removed or forgotten cannot be marked
 */
export async function review(
  { store, rendering, now }: { store: Store; rendering: Rendering; now: Date },
  { tenant, person }: PersonKey,
  { share: id, owner }: Extract<Press, { type: 'review' }>,
  { hands, limits = {} }: { readonly hands?: Hands; readonly limits?: Limits },
): Promise<boolean> {
  const key = { tenant, person: owner, about: aboutOf(id) };
  for (let tries = 0; tries < mostTries; tries++) {
    const saved = await store.load(key);
    if (!saved || !hands) return false;
    const before = conversationIn(rendering.policy, saved.state);
    const share = shareOf(before, id);
    if (!share?.posted) return false;
    const given = { by: person, day: rendering.today };
    const after = share.review
      ? before
      : reported(before, { type: 'reviewed', share: id, review: given }).conversation;
    if (after !== before) {
      const state = stateOf(rendering.policy, after);
      const outcome = await store.save(key, {
        expected: saved.version,
        state,
        event: null,
        at: now,
      });
      if (outcome === 'stale') continue;
    }
    const post = postOf(rendering, key, shareOf(after, id) ?? share, limits);
    return (await hands.show(share.posted, post)).refusal === null;
  }
  throw new Error('Too many turns at once in one conversation.');
}
