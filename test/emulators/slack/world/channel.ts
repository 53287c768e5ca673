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
  /** Files that the app has uploaded with it. */
  readonly files?: readonly { readonly name: string; readonly content: string }[];
}

export type ChannelKind = 'public' | 'private' | 'im';

/** A channel or a direct conversation with the app. */
export class Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly members = new Set<string>();
  readonly messages: Message[] = [];
  archived: boolean;

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

  /** A message that everybody sees. */
  message(ts: string): Message | undefined {
    return this.messages.find((message) => message.ts === ts && message.ephemeralTo === undefined);
  }

  replies(ts: string): Message[] {
    return this.messages.filter(
      (message) => message.threadTs === ts && message.ephemeralTo === undefined,
    );
  }

  discard(message: Message): void {
    const at = this.messages.indexOf(message);
    if (at >= 0) this.messages.splice(at, 1);
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
