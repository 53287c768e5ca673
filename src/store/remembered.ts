import type { Conversation, ConversationKey } from './port.ts';

/** A list holds so many conversations at most, and so many characters of their rows: 2,000 checks, or 60 long lists of
 * programs. What lies in memory is some five times that. */
const fullList = { conversations: 2_000, characters: 1_000_000 };

/** A row that is longer takes too much room for how seldom it is worth it: a list of more than a hundred programs. */
const longestRow = 32_000;

/** So long a conversation is remembered at least after its last turn, and twice as long at most. In milliseconds. */
const longEnough = 30 * 60_000;

/**
 * What this process has last read or written of conversations: never more than the database held then, and perhaps
 * behind what it holds by now.
 */
export class RememberedConversations {
  // Two lists in place of one that is kept in order: what has had no turn during a whole list goes.
  #late = new Map<string, Remembered>();
  #early = new Map<string, Remembered>();
  #characters = 0;
  #forgettings = 0;
  readonly #clock = setInterval(() => this.#turn(), longEnough).unref();

  /** How often was forgotten so far: noted before the database is asked, for what it answers may be forgotten by then. */
  get forgettings(): number {
    return this.#forgettings;
  }

  /** As last read or written; null where that was too long ago. */
  of(key: ConversationKey): Remembered | null {
    const name = nameOf(key);
    return this.#late.get(name) ?? this.#early.get(name) ?? null;
  }

  /** @param forgettings as they were before the database was asked */
  keep(key: ConversationKey, remembered: Remembered, forgettings: number): void {
    this.drop(key);
    const { length } = remembered.stored;
    if (forgettings !== this.#forgettings || length > longestRow) return;
    const { conversations, characters } = fullList;
    if (this.#late.size >= conversations || this.#characters + length > characters) this.#turn();
    this.#late.set(nameOf(key), remembered);
    this.#characters += length;
  }

  /** The database holds it no more, or something else by now. */
  drop(key: ConversationKey): void {
    const name = nameOf(key);
    this.#characters -= this.#late.get(name)?.stored.length ?? 0;
    this.#late.delete(name);
    this.#early.delete(name);
  }

  /** Somebody is forgotten, or many are; who it was need not be looked for. */
  clear(): void {
    this.#forgettings += 1;
    this.#turn();
    this.#turn();
  }

  close(): void {
    clearInterval(this.#clock);
    this.clear();
  }

  #turn(): void {
    this.#early = this.#late;
    this.#late = new Map();
    this.#characters = 0;
  }
}

/** A conversation, and the text that its row held. */
export type Remembered = { readonly conversation: Conversation; readonly stored: string };

/** JSON keeps the parts apart. */
function nameOf({ tenant, person, about }: ConversationKey): string {
  return JSON.stringify([tenant, person, about]);
}
