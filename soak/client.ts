import { type Click, clickIn } from '../src/bot.ts';

/** Something that can be pressed or chosen on a screen: what it says, and what it does. */
export interface Control {
  readonly label: string;
  readonly click: Click;
}

/** A private screen as somebody's client shows it. */
export interface Shown {
  /** The conversation and its turn; null where the screen belongs to none. */
  readonly token: string | null;
  readonly text: string;
  readonly controls: readonly Control[];
}

/** A post that stands: the id of its message, and of what was shared. */
export interface Standing {
  readonly message: string;
  readonly share: string;
}

/** Somebody at a client of Slack or Discord, in whatever words that platform has. */
export interface Client {
  /** Where the store keeps what is theirs. */
  readonly who: { readonly tenant: string; readonly person: string };
  /** Types the command; resolves when the platform has an answer, rejects where it shows none. */
  command(text: string): Promise<void>;
  /** The newest private screen. */
  screen(): Shown | null;
  press(control: Control): Promise<void>;
  /** Fills in the first field of the open form and sends it, where it is this form of this screen; else closes it. */
  fill(typed: string, form: string, token: string | null): Promise<void>;
  /** Resolves when the screen is another one, or after a while. */
  changed(from: Shown | null): Promise<void>;
  /** The posts that stand in everybody's sight and are this person's. */
  posts(): Standing[];
}

/** The token and the click that a control carries, divided as its platform divides them. */
export function controlOf(label: string, carried: string): Control | null {
  const click = clickIn(carried);
  return click && { label, click };
}

/** Whether something is there before the time is over. */
export async function withinMs(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.catch(() => {}), over]);
  clearTimeout(timer);
}

export function same(one: Shown | null, other: Shown | null): boolean {
  return one?.token === other?.token && one?.text === other?.text;
}
