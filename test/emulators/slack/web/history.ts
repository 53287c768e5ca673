import { messageBody } from '../people/payloads.ts';
import type { Channel, Message } from '../world/channel.ts';
import { compact, isTrue, type Json } from '../world/json.ts';
import type { Workspace } from '../world/workspace.ts';
import type { Call } from './call.ts';
import { channelFor } from './chat.ts';
import { Refused } from './refusal.ts';

const scopeOf = {
  public: 'channels:history',
  private: 'groups:history',
  im: 'im:history',
} as const;

/**
 * A channel that the app may read: one it is in ("only user tokens can access public channels they
 * are not in", page conversations.history). Page conversations.replies still says that bots cannot
 * read threads of channels at all, but names these scopes for bot tokens too; with them it works.
 */
function readable({ workspace, args }: Call): Channel {
  const channel = channelFor(workspace, args.channel);
  const needed = scopeOf[channel.kind];
  if (!workspace.scopes.has(needed))
    throw new Refused('missing_scope', { needed, provided: [...workspace.scopes].join(',') });
  if (!channel.members.has(workspace.botUserId)) throw new Refused('not_in_channel');
  return channel;
}

/** What everybody sees in a channel itself, newest first. Nothing ephemeral is ever kept. */
export function history(call: Call): Json {
  const { workspace, args } = call;
  const messages = readable(call)
    .messages.filter(({ threadTs, ephemeralTo }) => (threadTs ?? ephemeralTo) === undefined)
    .filter(within(args))
    .reverse();
  return page(workspace, messages, args, {
    usual: 100,
    most: 999,
    isLater: (ts, from) => ts <= from,
  });
}

/**
 * A thread, oldest first. Its first message comes first whatever `oldest` says, and not again on
 * further pages. The `ts` of a reply gives that reply alone, as its first message would be asked for
 * by its own.
 */
export function replies(call: Call): Json {
  const { workspace, args } = call;
  const channel = readable(call);
  const first = channel.message(String(args.ts));
  if (first === undefined) throw new Refused('thread_not_found');
  const below = first.threadTs === undefined ? channel.replies(first.ts) : [];
  const messages = [first, ...below.filter(within(args))];
  return page(workspace, messages, args, {
    usual: 1000,
    most: 1000,
    isLater: (ts, from) => ts >= from,
  });
}

/** `oldest` and `latest` are themselves left out, unless `inclusive` says otherwise. */
function within({ oldest, latest, inclusive }: Json): (message: Message) => boolean {
  const from = moment(oldest, 'invalid_ts_oldest') ?? Number.NEGATIVE_INFINITY;
  const to = moment(latest, 'invalid_ts_latest') ?? Number.POSITIVE_INFINITY;
  const closed = isTrue(inclusive);
  return ({ ts }) => {
    const at = Number(ts);
    return (at > from && at < to) || (closed && (at === from || at === to));
  };
}

function moment(given: unknown, error: string): number | undefined {
  if (given === undefined || given === '') return undefined;
  if (!/^\d+(\.\d{1,6})?$/.test(String(given))) throw new Refused(error);
  return Number(given);
}

/** Page Pagination: there are more as long as there is a `next_cursor`, which is not there at the end. */
function page(
  workspace: Workspace,
  messages: Message[],
  { limit, cursor, include_all_metadata }: Json,
  {
    usual,
    most,
    isLater,
  }: { usual: number; most: number; isLater: (ts: number, from: number) => boolean },
): Json {
  const count = limit === undefined || limit === '' ? usual : Number(limit);
  // What is out of bounds is refused; the pages say only what the most is.
  if (!Number.isInteger(count) || count < 1 || count > most) throw new Refused('invalid_limit');
  const from = startOf(cursor);
  const left =
    from === undefined ? messages : messages.filter(({ ts }) => isLater(Number(ts), from));
  // "Fewer than the requested number of items may be returned, even if the end hasn't been reached."
  const size = Math.min(count, workspace.slack.pageSize);
  const next = left[size];
  const all = isTrue(include_all_metadata);
  return {
    messages: left.slice(0, size).map((message) => bodyOf(workspace, message, all)),
    has_more: next !== undefined,
    ...(next ? { response_metadata: { next_cursor: cursorOf(next) } } : {}),
  };
}

const cursorOf = ({ ts }: Message): string => Buffer.from(`next_ts:${ts}`).toString('base64');

function startOf(cursor: unknown): number | undefined {
  if (cursor === undefined || cursor === '') return undefined;
  const [, ts] =
    /^next_ts:(\d+\.\d{6})$/.exec(Buffer.from(String(cursor), 'base64').toString()) ?? [];
  if (ts === undefined) throw new Refused('invalid_cursor');
  return Number(ts);
}

/**
 * "If you do not pass `include_all_metadata=true`, you will receive the `event_type` field only"
 * (page Using message metadata). An app reads what it has written itself with these scopes alone;
 * metadata.message:read is for the events, and for other apps' metadata, of which there is none here.
 */
function bodyOf(workspace: Workspace, message: Message, all: boolean): Json {
  const { metadata, channel, ts } = message;
  const told = metadata && (all ? metadata : { event_type: metadata.event_type });
  const below = channel.replies(ts);
  const users = [...new Set(below.map(({ author }) => author))];
  return compact({
    ...messageBody({ workspace }, message, told),
    reply_count: below.length || undefined,
    reply_users_count: users.length || undefined,
    reply_users: users.length > 0 ? users : undefined,
    latest_reply: below.at(-1)?.ts,
  });
}
