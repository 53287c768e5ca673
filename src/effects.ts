import type { Event, Report } from './conversation/event.ts';
import type { Step } from './conversation/move.ts';
import type { Share } from './conversation/share.ts';
import { shareOf } from './conversation/sharing.ts';
import type { Delivery } from './delivery.ts';
import type { Hands } from './hands.ts';
import { conversationIn } from './kept-conversation.ts';
import { plainScreen } from './render/render.ts';
import { postsList } from './render/shares.ts';
import type { RenderingFor } from './renderings.ts';
import { type FileToHand, formOf, type Reply, reply } from './reply.ts';
import type { Form, Screen } from './screen.ts';
import { carryOutPost, carryOutRemoval, removePosts, sharesIn } from './sharing.ts';
import type { ConversationKey, Store } from './store/port.ts';
import { filesOf } from './work-files.ts';

/** One turn after another: what came of a post or a removal is told to the conversation by a turn of its own. */
type Turn = (who: ConversationKey, event: Event, how: Delivery) => Promise<Reply>;

/** What a step wants done outside the conversation, and the screens that tell of it. */
export function createEffects(store: Store, renderingFor: RenderingFor, turn: Turn) {
  /** What follows from a step that is saved. */
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

  /** Nothing is held any more, but perhaps posts that could not be removed. */
  function forgotten(
    who: ConversationKey,
    conversations: number,
    left: readonly Share[] = [],
  ): Reply {
    const counted = { conversations, one: conversations === 1 };
    const rendering = renderingFor(who);
    const screen = plainScreen(rendering, 'forgotten', counted);
    const body = [...screen.body, ...postsList(rendering, left, 'left')];
    return reply({ ...screen, body });
  }

  return { carriedOut, withPosts, forgotten };
}
