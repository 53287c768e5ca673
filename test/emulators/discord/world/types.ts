import type { Json } from '../vocabulary.ts';

/** What exists on the platform. Ids are snowflakes, times milliseconds since 1970. */
export interface User {
  id: string;
  name: string;
  bot: boolean;
  locale: string;
  /** Whether this person refuses direct messages from bots. */
  closed: boolean;
  /** Whether this person has installed the app for themselves. */
  installed: boolean;
}

export interface Role {
  id: string;
  name: string;
  permissions: bigint;
  mentionable: boolean;
  managed: boolean;
}

export interface Member {
  user: User;
  roles: Role[];
  joinedAt: number;
}

export interface Guild {
  id: string;
  name: string;
  /** The first is `@everyone`; its id is the server's. */
  roles: Role[];
  members: Map<string, Member>;
  channels: Map<string, Channel>;
  hasBot: boolean;
}

export interface Overwrite {
  id: string;
  kind: 'role' | 'member';
  allow: bigint;
  deny: bigint;
}

export interface ThreadState {
  archived: boolean;
  locked: boolean;
  archiveAfter: number;
  /** When it was started or last woken. */
  awakeSince: number;
  owner: User;
  /** Who has joined. */
  members: Set<string>;
}

/** A channel of a server, a thread of such a channel, or a conversation outside any server. */
export interface Channel {
  id: string;
  type: number;
  name: string;
  guild?: Guild;
  parent?: Channel;
  thread?: ThreadState;
  overwrites: Overwrite[];
  recipients: User[];
  messages: Map<string, Message>;
}

export interface Attachment {
  id: string;
  filename: string;
  /** Empty where Discord does not know what it is. */
  contentType: string;
  description?: string;
  data: Buffer;
  /** Where it can be had for a day from now on. */
  readonly url: string;
  ephemeral: boolean;
}

export interface Message {
  id: string;
  type: number;
  channel: Channel;
  author: User;
  content: string;
  embeds: Json[];
  components: Json[];
  attachments: Attachment[];
  flags: number;
  createdAt: number;
  editedAt?: number;
  nonce?: string | number;
  replyTo?: Message;
  /** The interaction that this message answers. */
  metadata?: Json;
  applicationId?: string;
  webhookId?: string;
  /** The only person who sees it. */
  ephemeralFor?: User;
  /** Whether that person's client has forgotten it. */
  vanished: boolean;
  thread?: Channel;
  /** Who was notified: `@everyone`, `@here`, `@Ana`, `@Advisors`. */
  pinged: string[];
  mentions: { everyone: boolean; users: User[]; roles: Role[] };
}
