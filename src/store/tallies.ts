/**
 * The port for tallies: how many checks stand where, for each workspace. Kept beside the conversations, because those
 * may be sealed and are removed in time, and numbers alone belong to nobody: neither retention nor *Forget me* touches
 * them, and they are never sealed.
 *
 * Both databases pass `test/contracts/tallies.contract.ts`. As in the other ports, a method rejects when the database
 * does not answer.
 */
export type Tallies = {
  /** Adds to the tallies, all of it or nothing; one that does not exist yet begins at 0. */
  add(changes: readonly TallyChange[]): Promise<void>;

  /** The tallies of a tenant by their standing; those that nothing was added to are missing. */
  of(tenant: string): Promise<ReadonlyMap<string, number>>;
};

/** `by` is a whole number, below 0 for what has left the standing. */
export type TallyChange = {
  readonly tenant: string;
  readonly standing: string;
  readonly by: number;
};
