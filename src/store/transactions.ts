import { setImmediate, setTimeout } from 'node:timers/promises';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Tables, Transact } from './schema.ts';

type Db = Kysely<Tables>;

/** Runs one statement that has no parameters and no result. */
export async function run(db: Db, statement: string): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(statement));
}

/** So often a transaction is tried that the database gives up for another's sake. */
const MOST_ATTEMPTS = 5;

/** Those that gave way wait for some of this, times the attempt, so that they do not meet again. In milliseconds. */
const PAUSE = 20;

/**
 * A connection and a transaction of its own for each piece of work.
 *
 * @param begin the database's own way to begin
 * @param wasGivenUp whether the database undid all of it because transactions waited for each other; then it runs anew
 */
export function separateTransactions(
  db: Db,
  begin: string,
  wasGivenUp: (error: unknown) => boolean,
): Transact {
  return (work) =>
    db.connection().execute(async (connection) => {
      for (let attempt = 1; ; attempt++) {
        await run(connection, begin);
        try {
          const result = await work(connection);
          await run(connection, 'commit');
          return result;
        } catch (error) {
          // Where even this fails the connection is gone, and the transaction with it: the first error says why.
          const undone = await run(connection, 'rollback').then(
            () => true,
            () => false,
          );
          if (!undone || attempt === MOST_ATTEMPTS || !wasGivenUp(error)) throw error;
          await setTimeout(Math.random() * PAUSE * attempt);
        }
      }
    });
}

/** A piece of work in a shared transaction: `end` tells its caller, once it is known whether the commit succeeded. */
type Piece = { start(connection: Db): Promise<() => void>; fail(error: unknown): void };

/** So that the write lock is not held for long. */
const MOST_PIECES = 64;

/**
 * For a database with one connection, whose commit waits for the disk: work that has come up meanwhile shares the next
 * transaction, so that many saves cost one wait. Each piece of several statements has a savepoint, and so its own
 * outcome; where a single statement fails, all fail with it. None is told "done" before the common commit.
 */
export function sharedTransactions(db: Db, begin: string): Transact {
  const waiting: Piece[] = [];
  let draining = false;

  async function drain(): Promise<void> {
    draining = true;
    while (waiting.length > 0) {
      // The turns that come together reach their saves first, and share one wait for the disk.
      let come: number;
      do {
        come = waiting.length;
        await setImmediate();
      } while (waiting.length > come && waiting.length < MOST_PIECES);
      let pieces: Piece[] = [];
      try {
        const ends = await db.connection().execute(async (connection) => {
          // Taken only now: while this waited for the connection, others have come.
          pieces = waiting.splice(0, MOST_PIECES);
          return inOneTransaction(connection, begin, pieces);
        });
        for (const end of ends) end();
      } catch (error) {
        // Without a connection nothing was taken: then everybody who waits is told.
        for (const piece of pieces.length > 0 ? pieces : waiting.splice(0)) piece.fail(error);
      }
    }
    draining = false;
  }

  return <T>(work: (trx: Db) => Promise<T>, statements: 'one' | 'several' = 'several') =>
    new Promise<T>((resolve, reject) => {
      waiting.push({
        start: async (connection) => {
          if (statements === 'one') {
            const result = await work(connection);
            return () => resolve(result);
          }
          await run(connection, 'savepoint piece');
          try {
            const result = await work(connection);
            await run(connection, 'release piece');
            return () => resolve(result);
          } catch (error) {
            try {
              await run(connection, 'rollback to piece');
              await run(connection, 'release piece');
            } catch {
              // A full disk, say, has ended the whole transaction: why is what the first error tells.
              throw error;
            }
            return () => reject(error);
          }
        },
        fail: reject,
      });
      if (!draining) void drain();
    });
}

async function inOneTransaction(connection: Db, begin: string, pieces: readonly Piece[]) {
  await run(connection, begin);
  try {
    const ends: (() => void)[] = [];
    for (const piece of pieces) ends.push(await piece.start(connection));
    await run(connection, 'commit');
    return ends;
  } catch (error) {
    await run(connection, 'rollback').catch(() => {});
    throw error;
  }
}
