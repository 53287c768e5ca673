import { webApi } from '@slack/bolt';
import type { Hands, Post, Posted, Refusal, Where } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import { isWait, patiently } from './patience.ts';
import { postMessageOf } from './post-view.ts';

/** The metadata by which the bot knows its own posts again. */
const metadataType = 'step2_share';

/** So far may two clocks be apart. In seconds. */
const clockSlack = 120;

/** Messages that are looked through for a post, page by page; more have seldom come since it was tried. */
const lookedThrough = 200;
const mostPages = 10;

/** What Slack answers where a post cannot stand, and what that means. */
const refusals: Readonly<Record<string, Refusal['why']>> = {
  not_in_channel: 'not-member',
  channel_not_found: 'not-member',
  is_archived: 'archived',
  thread_not_found: 'thread-gone',
  message_not_found: 'thread-gone',
  restricted_action_thread_locked: 'locked',
};

/**
 * Posts cards in Slack for everybody to see, in one workspace.
 *
 * @param onFault tells the operator; returns the reference number that the person is told
 */
export function createHands(
  words: Words,
  client: webApi.WebClient,
  onFault: (error: unknown) => string,
): Hands {
  /** Slack posts into the channel where a thread is gone, so the thread is asked for first. */
  async function put(post: Post): Promise<Posted> {
    const { channel, thread } = placeOf(post.where);
    if (thread !== null) await linkTo(channel, thread);
    const { ts } = await patiently(
      () =>
        client.chat.postMessage({
          channel,
          ...(thread === null ? {} : { thread_ts: thread }),
          metadata: { event_type: metadataType, event_payload: { share: post.share } },
          ...postMessageOf(words, post),
        }),
      // A second try after anything but a wish to wait could post twice.
      { passing: isWait },
    );
    if (!ts) throw new Error('Slack names no message.');
    return posted(channel, ts);
  }

  async function posted(channel: string, message: string): Promise<Posted> {
    const link = await linkTo(channel, message).catch(() => null);
    return { channel, message, link };
  }

  async function linkTo(channel: string, ts: string): Promise<string | null> {
    const { permalink } = await patiently(() =>
      client.chat.getPermalink({ channel, message_ts: ts }),
    );
    return permalink ?? null;
  }

  /** The post, where it stands already. */
  async function find({ where, share, since }: Post): Promise<Posted | null> {
    const { channel, thread } = placeOf(where);
    const asked = {
      channel,
      oldest: String(Math.floor(since / 1000) - clockSlack),
      limit: lookedThrough,
      include_all_metadata: true,
    };
    let cursor = '';
    for (let page = 0; page < mostPages; page++) {
      const from = cursor === '' ? asked : { ...asked, cursor };
      const { messages = [], response_metadata } = await patiently<Page>(() =>
        thread === null
          ? client.conversations.history(from)
          : client.conversations.replies({ ...from, ts: thread }),
      );
      for (const { ts, metadata } of messages) {
        const { event_type, event_payload } = metadata ?? {};
        if (ts && event_type === metadataType && event_payload?.share === share) {
          return posted(channel, ts);
        }
      }
      cursor = response_metadata?.next_cursor ?? '';
      if (cursor === '') return null;
    }
    throw new Error('More has been written since than can be looked through.');
  }

  return {
    async post(post, again) {
      if (again) {
        try {
          const standing = await find(post);
          if (standing) return { posted: standing };
        } catch (error) {
          const refusal = refusalBy(error);
          // With its thread a post is gone. Whatever else keeps the bot from looking, the post may stand.
          if (refusal?.why === 'thread-gone') return { refusal };
          return { refusal: { why: 'unclear', detail: onFault(error) } };
        }
      }
      try {
        return { posted: await put(post) };
      } catch (error) {
        const refusal = refusalBy(error);
        if (refusal) return { refusal };
        const detail = onFault(error);
        if (error instanceof Error && isWait(error)) return { refusal: { why: 'away', detail } };
        const standing = await find(post).catch(() => null);
        return standing ? { posted: standing } : { refusal: { why: 'unclear', detail } };
      }
    },

    async find(post) {
      try {
        return { posted: await find(post) };
      } catch (error) {
        // With its thread a post is gone.
        if (refusalBy(error)?.why === 'thread-gone') return { posted: null };
        return { refusal: { why: 'unclear', detail: onFault(error) } };
      }
    },

    async remove({ channel, message }) {
      try {
        await patiently(() => client.chat.delete({ channel, ts: message }));
      } catch (error) {
        if (!isGone(error)) return { refusal: { why: 'away', detail: onFault(error) } };
      }
      return { refusal: null };
    },

    async show({ channel, message }, post) {
      try {
        const shown = postMessageOf(words, post);
        await patiently(() => client.chat.update({ channel, ts: message, ...shown }));
        return { refusal: null };
      } catch (error) {
        return { refusal: { why: 'away', detail: onFault(error) } };
      }
    },
  };
}

/** What is read of the messages that Slack tells of. */
interface Page {
  readonly messages?: readonly {
    readonly ts?: string;
    readonly metadata?: {
      readonly event_type?: string;
      readonly event_payload?: { readonly share?: unknown };
    };
  }[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

/** The channel, and the thread in it; a message's thread has its name, whether it has begun or not. */
function placeOf(where: Where): { channel: string; thread: string | null } {
  switch (where.kind) {
    case 'channel':
      return { channel: where.channel, thread: null };
    case 'thread':
      return { channel: where.channel, thread: where.thread };
    case 'message':
      return { channel: where.channel, thread: where.message };
    case 'link':
      throw new Error('Slack has no links of its own.');
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : null;
}

/** What Slack refused for good. */
function refusalBy(error: unknown): Refusal | null {
  const code = codeOf(error);
  if (code === null) return null;
  const why = refusals[code];
  if (why) return { why, detail: null };
  return code.startsWith('restricted_action') || code === 'missing_scope'
    ? { why: 'forbidden', detail: code }
    : null;
}

function isGone(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'message_not_found' || code === 'channel_not_found';
}
