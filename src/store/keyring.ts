import type { Kysely } from 'kysely';
import { StoreRefused } from './port.ts';
import type { Tables } from './schema.ts';
import { missingKey, type Sealing } from './sealing.ts';

/**
 * Writes this process's data keys down (their ids and a proof, never the keys), so that no process without them
 * mistakes an encrypted conversation for none. Refuses a key whose id stands for another key's rows.
 */
export async function enterKeys(trx: Kysely<Tables>, sealing: Sealing): Promise<void> {
  // In one order for all processes, whichever key is the newest to them, so that no two wait for each other.
  const keys = [...sealing.keys].sort((one, other) => (one.id < other.id ? -1 : 1));
  for (const { id, proof } of keys) {
    const entered = await trx
      .selectFrom('data_keys')
      .select('proof')
      .where('id', '=', id)
      .executeTakeFirst();
    if (entered !== undefined && entered.proof !== proof && (await isUsed(trx, id))) {
      throw new StoreRefused(
        `The data key "${id}" in DATA_KEY is not the one with which this database was encrypted.`,
        { kind: 'other-key', id },
      );
    }
    await trx
      .insertInto('data_keys')
      .values({ id, proof })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ proof }))
      .execute();
  }
}

/**
 * Throws, naming the key, when rows need a data key that this process lacks. Asked at start, and again before
 * anybody is told "nothing is stored": another replica may have begun to use a newer key meanwhile.
 */
export async function refuseMissingKeys(db: Kysely<Tables>, sealing: Sealing): Promise<void> {
  const own = new Set(sealing.keys.map((key) => key.id));
  const entered = await db.selectFrom('data_keys').select('id').execute();
  for (const { id } of entered) {
    if (!own.has(id) && (await isUsed(db, id))) throw missingKey(id);
  }
}

async function isUsed(db: Kysely<Tables>, id: string): Promise<boolean> {
  for (const table of ['conversations', 'installations'] as const) {
    const row = await db
      .selectFrom(table)
      .select('key_id')
      .where('key_id', '=', id)
      .limit(1)
      .executeTakeFirst();
    if (row !== undefined) return true;
  }
  return false;
}
