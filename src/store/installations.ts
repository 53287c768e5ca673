import type { JsonValue, Store } from './port.ts';
import type { Tallies } from './tallies.ts';

/**
 * The port for installations: what a platform hands over when a workspace installs the bot (its tokens, mostly), and
 * what every later event from there needs. Kept in the database of the conversations, and sealed like them; but
 * retention leaves it alone, for a bot that is not used all summer must still answer in autumn.
 *
 * Both databases pass `test/contracts/installations.contract.ts`. As in the other port, a method rejects when the
 * database does not answer, or when DATA_KEY lacks the key that it needs.
 */

/** Where a workspace has installed the bot: `tenant` as for conversations (`slack:T123`, or `slack:E123` for an organisation). */
export type Installations = {
  /** Keeps the installation on the disk, in place of the one before. */
  put(tenant: string, installation: JsonValue, at: Date): Promise<void>;

  /** The installation as last put, or null when there is none. */
  find(tenant: string): Promise<JsonValue | null>;

  /** Deletes the installation, for which no data key is needed, and says whether there was one. */
  remove(tenant: string): Promise<boolean>;
};

/** An open database: the conversations' port, and those of the installations and tallies beside it. `close` is for all. */
export type OpenStore = Store & {
  readonly installations: Installations;
  readonly tallies: Tallies;
};
