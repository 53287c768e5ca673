import type { Here } from '../../src/bot.ts';

/** Where a person is to see a screen. */
export interface Place {
  readonly person: string;
  /** The channel, and the thread in it, where the person is; null in App Home. */
  readonly channel: string | null;
  readonly thread: string | null;
  /** The channel's name, where Slack tells it. */
  readonly name: string | null;
  /** The address that Slack gave with a click, a command or a shortcut: thirty minutes, five uses. */
  readonly responseUrl: string | null;
  /** What was clicked is a message, which the screen replaces. */
  readonly replaces: boolean;
  /** In App Home, which holds one screen. */
  readonly home: boolean;
}

/** What can be shared from a place: into its thread or its channel. Alone with the bot, only elsewhere. */
export function hereOf({ channel, thread, name }: Place): Here {
  // Slack's ids of conversations between two begin so.
  if (channel === null || channel.startsWith('D')) return { kind: 'direct' };
  return thread === null
    ? { kind: 'channel', channel, name }
    : { kind: 'thread', channel, thread, name };
}

/** A channel's name as people know it; Slack has other words where it does not tell. */
export function shownName(name: string | undefined): string | null {
  return !name || name === 'privategroup' || name === 'directmessage' ? null : `#${name}`;
}

/** A place of which only so much is known. */
export function placeOf(person: string, known: Partial<Place>): Place {
  return {
    person,
    channel: null,
    thread: null,
    name: null,
    responseUrl: null,
    replaces: false,
    home: false,
    ...known,
  };
}
