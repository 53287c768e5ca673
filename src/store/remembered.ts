import type { ConversationKey, JsonValue } from './port.ts';

/** So many conversations are remembered at least, and twice as many at most: those of an hour, and a few megabytes. */
const enough = 500;

/** What a conversation's row held when this process last read or wrote it. */
type Remembered = { readonly stored: string; readonly state: JsonValue };

/**
 * What this process has last read or written of conversations. A row is looked up all the same at each turn; where it
 * holds still what is remembered of it, it needs not be opened and read once more, and its state comes back as the very
 * object that was saved.
 */
export class RememberedStates {
  #late = new Map<string, Remembered>();
  #early = new Map<string, Remembered>();

  /** The state, where the row holds still what was remembered of it. */
  of(key: ConversationKey, stored: string): JsonValue | undefined {
    const name = nameOf(key);
    const found = this.#late.get(name) ?? this.#early.get(name);
    return found?.stored === stored ? found.state : undefined;
  }

  keep(key: ConversationKey, stored: string, state: JsonValue): void {
    // Two lists in place of one that is kept in order: what nobody has asked for during a whole list goes.
    if (this.#late.size >= enough) {
      this.#early = this.#late;
      this.#late = new Map();
    }
    this.#late.set(nameOf(key), { stored, state });
  }

  /** Whoever is forgotten is forgotten here, too. */
  clear(): void {
    this.#late.clear();
    this.#early.clear();
  }
}

/** JSON keeps the parts apart. */
function nameOf({ tenant, person, about }: ConversationKey): string {
  return JSON.stringify([tenant, person, about]);
}
