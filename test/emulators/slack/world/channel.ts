import type { Json } from './json.ts';

/** A message as Slack keeps it, or an ephemeral one as clients show it. */
export interface Message {
  readonly ts: string;
  readonly channel: Channel;
  /** User id of the author; the app's own user for its messages. */
  readonly author: string;
  text: string;
  blocks: Json[];
  readonly threadTs?: string;
  /** The one person who sees it, for an ephemeral message. */
  readonly ephemeralTo?: string;
  /** False for what Slack accepts but no client draws, and for what a reload has swept away. */
  shown: boolean;
  edited?: string;
  /** What apps tell each other with it; no client shows it. */
  metadata?: Json;
  /** What is left where the first message of a thread was. */
  readonly tombstone?: true;
  /** Files that the app has uploaded with it. */
  readonly files?: readonly { readonly name: string; readonly content: string }[];
}

export type ChannelKind = 'public' | 'private' | 'im';

/** Why the app may not post where it is a member; each is what chat.postMessage says then. */
export type Restriction =
  | 'restricted_action'
  | 'restricted_action_read_only_channel'
  | 'restricted_action_thread_only_channel'
  | 'restricted_action_non_threadable_channel';

/** A channel or a direct conversation with the app. */
export class Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly members = new Set<string>();
  readonly messages: Message[] = [];
  archived: boolean;
  deleted = false;
  restriction: Restriction | undefined;
  readonly #locked = new Set<string>();

  constructor(id: string, name: string, kind: ChannelKind, archived = false) {
    this.id = id;
    this.name = name;
    this.kind = kind;
    this.archived = archived;
  }

  /** Lets people (or the app's user) in. */
  add(...people: { id: string }[]): this {
    for (const { id } of people) this.members.add(id);
    return this;
  }

  remove(...people: { id: string }[]): this {
    for (const { id } of people) this.members.delete(id);
    return this;
  }

  /** The whole channel is gone, for good and for everybody. */
  delete(): void {
    this.deleted = true;
    this.members.clear();
  }

  /** As an admin locks a thread: there are no more replies. */
  lock(thread: { ts: string }): void {
    this.#locked.add(thread.ts);
  }

  /** Why nothing can be posted here, or in that thread of it. */
  refusal(threadTs: string | undefined): string | undefined {
    if (this.archived) return 'is_archived';
    if (threadTs !== undefined && this.#locked.has(threadTs))
      return 'restricted_action_thread_locked';
    const outside = this.restriction === 'restricted_action_thread_only_channel';
    const inside = this.restriction === 'restricted_action_non_threadable_channel';
    if ((outside && threadTs !== undefined) || (inside && threadTs === undefined)) return undefined;
    return this.restriction;
  }

  /** A message that everybody sees. */
  message(ts: string): Message | undefined {
    return this.messages.find((message) => message.ts === ts && message.ephemeralTo === undefined);
  }

  replies(ts: string): Message[] {
    return this.messages.filter(
      (message) => message.threadTs === ts && message.ephemeralTo === undefined,
    );
  }

  /** Deletes a message. Where it had replies they stay, below a tombstone, until the last is gone. */
  discard(message: Message): void {
    const at = this.messages.indexOf(message);
    if (at < 0) return;
    if (this.replies(message.ts).length > 0) this.messages[at] = tombstoneOf(message);
    else this.messages.splice(at, 1);
    const above = this.message(message.threadTs ?? '');
    if (above?.tombstone) this.discard(above);
  }

  /**
   * "Ephemeral messages in threads are only shown if there is already an active thread"
   * (page chat.postEphemeral, argument thread_ts). Active means here: a reply is there that
   * everybody sees. Somebody who is "in" a thread without any reply can only be its author, and
   * their client has no thread to draw in; so the stricter reading is taken.
   */
  hasActiveThread(ts: string): boolean {
    return this.replies(ts).length > 0;
  }
}

const tombstoneOf = ({ ts, channel }: Message): Message => ({
  ts,
  channel,
  author: 'USLACKBOT',
  text: 'This message was deleted.',
  blocks: [],
  shown: true,
  tombstone: true,
});
