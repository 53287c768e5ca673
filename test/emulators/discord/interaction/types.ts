import type { Json } from '../vocabulary.ts';
import type { Channel, Message, User } from '../world/types.ts';
import type { Choice, Command } from './command.ts';

/** Something a person did that the application has to answer. */
export interface Interaction {
  id: string;
  token: string;
  type: number;
  user: User;
  channel: Channel;
  createdAt: number;
  payload: Json;
  command?: Command;
  /** The message with the component, or the one that the modal's button was on. */
  source?: Message;
  /** Which kind of answer came; nothing may be answered twice. */
  answered?: number;
  /** Whether it is too late, and the person was told so. */
  failed: boolean;
  /** What `@original` means. */
  original?: Message;
  /** Whether the first follow-up still fills the message that is loading. */
  fillsOriginal: boolean;
  /** The messages that followed, which its token can change. */
  followups: Set<Message>;
  /** Whether only the person, not the server, has installed the app. */
  userInstalled: boolean;
  choices?: Choice[];
  settle: (failure?: string) => void;
}

export interface OpenModal {
  /** As it was sent, its components numbered. */
  data: Json;
  from: Interaction;
}

/** What a client tells its person when an answer does not come, by what the person did. */
export const complaints: Readonly<Record<number, string>> = {
  2: 'The application did not respond',
  3: 'This interaction failed',
  4: 'Loading options failed',
  5: 'Something went wrong. Try again.',
};
