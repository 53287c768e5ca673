import { enterKeys, refuseMissingKeys } from './keyring.ts';
import type { DataKey } from './port.ts';
import { type Engine, migrate } from './schema.ts';
import { sealingWith } from './sealing.ts';

/** Ends the transaction of a rehearsal, so that it is rolled back. */
class Rehearsed extends Error {
  override name = 'Rehearsed';
}

/** What opening does in the database, up to its end, and then undone; lets the database go. */
export async function rehearse(
  engine: Engine,
  dataKeys: readonly DataKey[],
): Promise<{ found: number; known: number }> {
  let versions = { found: 0, known: 0 };
  try {
    const sealing = sealingWith(dataKeys);
    await engine.transact(async (trx) => {
      versions = await migrate({ ...engine, db: trx, transact: (work) => work(trx) });
      await enterKeys(trx, sealing);
      await refuseMissingKeys(trx, sealing);
      throw new Rehearsed();
    });
  } catch (error) {
    if (!(error instanceof Rehearsed)) throw error;
  } finally {
    await engine.db.destroy();
  }
  return versions;
}
