/**
 * The store's port: what the bot needs kept between two turns, and nothing more.
 *
 * Two databases stand behind it (SQLite and PostgreSQL); both pass `test/contracts/store.contract.ts`.
 * Every method rejects when the database does not answer within some seconds; nothing is then half-saved,
 * and the next call works again once the database is back.
 */

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** One person in one place: the platform and its workspace or server (`slack:T123`, `web`), and its user id. */
export type PersonKey = { readonly tenant: string; readonly person: string };

/** One conversation. `about` is `''`, or the id of the message about which an advisor checks for somebody else. */
export type ConversationKey = PersonKey & { readonly about: string };

export type Conversation = {
  readonly version: number;
  readonly state: JsonValue;
  readonly lastUsed: Date;
};

export type Save = {
  /** The version that was loaded; 0 when none was stored. */
  readonly expected: number;
  readonly state: JsonValue;
  /** The platform's id of the delivered event, unique in its tenant; null for a turn that no event caused. */
  readonly event: string | null;
  readonly at: Date;
};

/**
 * `saved`: on the disk, with version `expected + 1`. `stale`: another turn was saved since the load.
 * `duplicate`: this event has been saved before. After `stale` and `duplicate` nothing has changed.
 */
export type SaveOutcome = 'saved' | 'stale' | 'duplicate';

/** So many saves of others may come before one's own; more at once is no person. */
export const mostTries = 8;

export type Holding = {
  readonly about: string;
  readonly state: JsonValue;
  readonly created: Date;
  readonly lastUsed: Date;
};

export type Store = {
  /** The conversation as last saved, or null when there is none. */
  load(key: ConversationKey): Promise<Conversation | null>;

  /**
   * The conversation as this process has last loaded or saved it, without asking the database; null where it remembers
   * none. It may be behind what is stored: then a save that expects its version comes back `stale`.
   */
  recall(key: ConversationKey): Conversation | null;

  /** Claims the event and saves the state, both or neither, in one transaction that survives a power cut. */
  save(key: ConversationKey, save: Save): Promise<SaveOutcome>;

  /** Everything held of a person, oldest first (for *Download my data*). */
  holdings(who: PersonKey): Promise<Holding[]>;

  /** Deletes everything held of a person and says how many conversations that were. */
  forget(who: PersonKey): Promise<{ conversations: number }>;

  /** Retention: deletes conversations last used, and event claims made, before the given instants. */
  sweep(before: {
    conversationsBefore: Date;
    eventsBefore: Date;
  }): Promise<{ conversations: number; events: number }>;

  /** Resolves when the database answers. */
  ready(): Promise<void>;

  /** Lets the database go; calls after this reject. */
  close(): Promise<void>;
};

/** A key of 32 bytes that encrypts at rest; `id` is stored beside what it has encrypted. */
export type DataKey = { readonly id: string; readonly key: Uint8Array };

/** Why a database is refused, with what the sentence names; templates/en/start.hbs has the words for each kind. */
export type Refusal =
  | { readonly kind: 'missing-key' | 'other-key'; readonly id: string }
  | { readonly kind: 'newer-schema'; readonly version: number; readonly known: number };

/**
 * The database cannot be used as configured. The message is for programmers; the operator is told by `refusal`, which
 * is null where the configuration, once it is checked, cannot lead.
 */
export class StoreRefused extends Error {
  override name = 'StoreRefused';
  readonly refusal: Refusal | null;

  constructor(message: string, refusal: Refusal | null = null) {
    super(message);
    this.refusal = refusal;
  }
}
