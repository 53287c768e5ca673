import type { Conversation, ConversationKey } from './port.ts';

/** So many conversations are remembered at least, and twice as many at most: a few megabytes. */
const enough = 500;

/** So long a conversation is remembered at least, and twice as long at most. In milliseconds. */
const longEnough = 30 * 60_000;

/**
 * What this process has last read or written of conversations: never more than the database held then, and perhaps
 * behind what it holds by now.
 */
export class RememberedConversations {
  // Two lists in place of one that is kept in order: what nobody has asked for during a whole list goes.
  #late = new Map<string, Remembered>();
  #early = new Map<string, Remembered>();
  readonly #clock = setInterval(() => this.#turn(), longEnough).unref();

  /** As last read or written; null where that was too long ago. */
  of(key: ConversationKey): Remembered | null {
    const name = nameOf(key);
    return this.#late.get(name) ?? this.#early.get(name) ?? null;
  }

  keep(key: ConversationKey, remembered: Remembered): void {
    if (this.#late.size >= enough) this.#turn();
    this.#late.set(nameOf(key), remembered);
  }

  /** Whoever is forgotten is forgotten here, too. */
  clear(): void {
    this.#late.clear();
    this.#early.clear();
  }

  close(): void {
    clearInterval(this.#clock);
    this.clear();
  }

  #turn(): void {
    this.#early = this.#late;
    this.#late = new Map();
  }
}

/** A conversation, and the text that its row held. */
export type Remembered = { readonly conversation: Conversation; readonly stored: string };

/** JSON keeps the parts apart. */
function nameOf({ tenant, person, about }: ConversationKey): string {
  return JSON.stringify([tenant, person, about]);
}
