import {
  type APIMessage,
  RESTJSONErrorCodes as Code,
  DiscordAPIError,
  MessageFlags,
  type REST,
  Routes,
  SnowflakeUtil,
} from 'discord.js';
import type { Hands, Post, Posted, Refusal, Where } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import { drawn } from './answer.ts';
import { carriesPost, postViewOf } from './post-view.ts';

/** So long Discord itself makes no second message under one nonce; it says "a few minutes". In milliseconds. */
const nonceHolds = 120_000;

/** So far may two clocks be apart. In milliseconds. */
const clockSlack = 120_000;

/** The longest list of messages. Source: Discord's documentation, 2026-11. */
const longestList = '100';

/** What Discord answers where a post cannot stand, and what that means. */
const refusals: Readonly<Record<number, Refusal['why']>> = {
  [Code.UnknownChannel]: 'channel-gone',
  [Code.UnknownMessage]: 'thread-gone',
  [Code.MissingAccess]: 'not-member',
  [Code.InvalidActionOnArchivedThread]: 'locked',
  [Code.ThreadLocked]: 'locked',
};

/** Where posts go: one server, and what the bot may do in it. */
export interface Server {
  readonly rest: REST;
  /** The server of a channel or thread, for its address; null where that is unknown. */
  guildOf(channel: string): string | null;
  /** The permissions for posting there that the bot lacks, by the names that people know; none also where that is unknown. */
  lacks(where: Where): readonly string[];
  readonly now: () => number;
}

/**
 * Posts cards in Discord for everybody to see.
 *
 * @param onFault tells the operator; returns the reference number that the person is told
 */
export function createHands(
  words: Words,
  { rest, guildOf, lacks, now }: Server,
  onFault: (error: unknown) => string,
): Hands {
  /** The nonce keeps Discord from making the message twice, so that every fault may be tried again. */
  async function put(post: Post): Promise<Posted> {
    const place = await placeFor(post);
    const { body, files } = await messageOf(post);
    const once = { nonce: post.share, enforce_nonce: true };
    const roles = post.mention === null ? [] : [post.mention];
    const message = (await rest.post(Routes.channelMessages(place), {
      body: { ...body, ...once, allowed_mentions: { parse: [], roles } },
      files,
    })) as APIMessage;
    // The post stands, with its thread or without: somebody else can begin one.
    if (post.where.kind === 'channel') await beginThread(post, place, message.id).catch(onFault);
    return posted(place, message.id);
  }

  async function messageOf(post: Post) {
    const { components, pictures } = postViewOf(words, post);
    const { files } = await drawn({ components, pictures });
    return {
      body: {
        components,
        flags: MessageFlags.IsComponentsV2,
        attachments: files.map(({ name, description }, id) => ({
          id,
          filename: name,
          description,
        })),
      },
      files: files.map(({ name, attachment }) => ({
        name: name ?? '',
        data: attachment as Buffer,
      })),
    };
  }

  /** The channel or thread to post into. */
  async function placeFor(post: Post): Promise<string> {
    const { where } = post;
    switch (where.kind) {
      case 'channel':
        return where.channel;
      case 'thread':
        return where.thread;
      case 'message':
        return beginThread(post, where.channel, where.message);
      case 'link':
        throw new Error('Discord has no links of its own.');
    }
  }

  /** The thread of a message, which has the message's id; begun already is as good. */
  async function beginThread(post: Post, channel: string, message: string): Promise<string> {
    try {
      await rest.post(Routes.threads(channel, message), { body: { name: post.threadName } });
    } catch (error) {
      if (codeOf(error) !== Code.ThreadAlreadyCreatedForMessage) throw error;
    }
    return message;
  }

  function posted(channel: string, message: string): Posted {
    const link = `https://discord.com/channels/${guildOf(channel) ?? '@me'}/${channel}/${message}`;
    return { channel, message, link };
  }

  /** The post, where it stands already. */
  async function find(post: Post): Promise<Posted | null> {
    const place = await placeFor(post);
    const after = SnowflakeUtil.generate({ timestamp: post.since - clockSlack });
    const query = new URLSearchParams({ after: String(after), limit: longestList });
    const messages = (await rest.get(Routes.channelMessages(place), { query })) as APIMessage[];
    const found = messages.find(({ components }) => carriesPost(components ?? [], post.share));
    return found ? posted(place, found.id) : null;
  }

  /** @returns null where it does not stand, `unknown` where nobody can tell */
  async function standing(post: Post): Promise<Posted | null | 'unknown'> {
    try {
      return await find(post);
    } catch {
      return now() - post.since < nonceHolds ? null : 'unknown';
    }
  }

  return {
    async post(post, again) {
      const lacking = lacks(post.where);
      if (lacking.length > 0) {
        return { refusal: { why: 'forbidden', detail: lacking.join(', ') } };
      }
      const found = again ? await standing(post) : null;
      if (found === 'unknown') return { refusal: { why: 'unclear', detail: null } };
      try {
        return { posted: found ?? (await put(post)) };
      } catch (error) {
        const refusal = refusalBy(error, post.where);
        return { refusal: refusal ?? { why: 'unclear', detail: onFault(error) } };
      }
    },

    async find(post) {
      try {
        return { posted: await find(post) };
      } catch (error) {
        const why = refusalBy(error, post.where)?.why;
        // With its channel or its thread a post is gone.
        if (why === 'channel-gone' || why === 'thread-gone') return { posted: null };
        return { refusal: { why: 'unclear', detail: onFault(error) } };
      }
    },

    async remove({ channel, message }) {
      try {
        await rest.delete(Routes.channelMessage(channel, message));
      } catch (error) {
        const code = codeOf(error);
        const gone = code === Code.UnknownMessage || code === Code.UnknownChannel;
        if (!gone) return { refusal: { why: 'away', detail: onFault(error) } };
      }
      return { refusal: null };
    },

    async show({ channel, message }, post) {
      try {
        const { body, files } = await messageOf(post);
        const quietly = { ...body, allowed_mentions: { parse: [] } };
        await rest.patch(Routes.channelMessage(channel, message), { body: quietly, files });
        return { refusal: null };
      } catch (error) {
        return { refusal: { why: 'away', detail: onFault(error) } };
      }
    },
  };
}

function codeOf(error: unknown): number | string | null {
  return error instanceof DiscordAPIError ? error.code : null;
}

/** What Discord refused for good. */
function refusalBy(error: unknown, where: Where): Refusal | null {
  const code = codeOf(error);
  if (code === Code.MissingPermissions) return { why: 'forbidden', detail: 'Discord 50013' };
  const why = typeof code === 'number' ? refusals[code] : undefined;
  if (!why) return null;
  const gone = why === 'channel-gone' && where.kind === 'thread';
  return { why: gone ? 'thread-gone' : why, detail: null };
}
