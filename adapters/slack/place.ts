/** Where a person is to see a screen. */
export interface Place {
  readonly person: string;
  /** The channel, and the thread in it, where the person is; null in App Home. */
  readonly channel: string | null;
  readonly thread: string | null;
  /** The address that Slack gave with a click, a command or a shortcut: thirty minutes, five uses. */
  readonly responseUrl: string | null;
  /** What was clicked is a message, which the screen replaces. */
  readonly replaces: boolean;
  /** In App Home, which holds one screen. */
  readonly home: boolean;
}

/** A place of which only so much is known. */
export function placeOf(person: string, known: Partial<Place>): Place {
  return {
    person,
    channel: null,
    thread: null,
    responseUrl: null,
    replaces: false,
    home: false,
    ...known,
  };
}
