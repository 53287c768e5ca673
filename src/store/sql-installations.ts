import type { Kysely } from 'kysely';
import { checkTenant } from './ids.ts';
import type { Installations } from './installations.ts';
import { refuseMissingKeys } from './keyring.ts';
import type { JsonValue } from './port.ts';
import type { Engine, Tables } from './schema.ts';
import { PLAIN, type SealedInstallation, type Sealing } from './sealing.ts';

type Db = Kysely<Tables>;

/** The installations over either database. */
export function sqlInstallations(engine: Engine, sealing: Sealing): Installations {
  const { db, transact } = engine;
  return {
    async put(tenant, installation, at) {
      checkTenant(tenant);
      const row = sealing.sealInstallation(tenant, installation);
      await transact(async (trx) => {
        // A replica that was left behind must not write what those with the newer keys cannot read.
        await refuseMissingKeys(trx, sealing);
        await putRow(trx, row, at);
      });
    },

    async find(tenant) {
      checkTenant(tenant);
      // The tenant is never sealed, so that no row means no installation, whatever keys this process has.
      const row = await findRow(db, tenant);
      return row === undefined ? null : sealing.openInstallation(row);
    },

    async remove(tenant) {
      checkTenant(tenant);
      const removed = await transact((trx) => deleteRow(trx, tenant));
      if (removed) await engine.scrub(1, { inTurn: true });
      return removed;
    },
  };
}

/**
 * Takes the installations of older keys, and plain ones, along to the newest key. Conversations are saved anew or
 * age away, but an installation may lie for years, and its key could never be dropped.
 */
export async function resealInstallations(engine: Engine, sealing: Sealing): Promise<void> {
  const [newest, ...older] = sealing.keys.map((key) => key.id);
  if (newest === undefined) return;
  const resealed = await engine.transact(async (trx) => {
    let count = 0;
    for (const row of await findRowsUnder(trx, [...older, PLAIN])) {
      const installation = opened(sealing, row);
      if (installation === undefined) continue;
      const anew = sealing.sealInstallation(row.tenant, installation);
      if (await replaceRow(trx, row, anew)) count += 1;
    }
    return count;
  });
  if (resealed > 0) await engine.scrub(resealed, { inTurn: false });
}

/** Undefined for a row that was changed outside this program: its own workspace is told, the others can start. */
function opened(sealing: Sealing, row: SealedInstallation): JsonValue | undefined {
  try {
    return sealing.openInstallation(row);
  } catch {
    return undefined;
  }
}

function findRow(db: Db, tenant: string): Promise<SealedInstallation | undefined> {
  return db
    .selectFrom('installations')
    .select(['key_id', 'tenant', 'content'])
    .where('tenant', '=', tenant)
    .executeTakeFirst();
}

/** In one order for all processes, so that no two wait for each other. */
function findRowsUnder(db: Db, keyIds: readonly string[]): Promise<SealedInstallation[]> {
  return db
    .selectFrom('installations')
    .select(['key_id', 'tenant', 'content'])
    .where('key_id', 'in', keyIds)
    .orderBy('tenant')
    .execute();
}

async function putRow(trx: Db, row: SealedInstallation, at: Date): Promise<void> {
  const changed = at.getTime();
  await trx
    .insertInto('installations')
    .values({ ...row, changed })
    .onConflict((conflict) =>
      conflict.column('tenant').doUpdateSet({ key_id: row.key_id, changed, content: row.content }),
    )
    .execute();
}

/** Compare and set: false when the row was put anew or removed meanwhile. */
async function replaceRow(
  trx: Db,
  { tenant, content }: SealedInstallation,
  anew: SealedInstallation,
) {
  const result = await trx
    .updateTable('installations')
    .set(anew)
    .where('tenant', '=', tenant)
    .where('content', '=', content)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Whether there was one. */
async function deleteRow(trx: Db, tenant: string): Promise<boolean> {
  const result = await trx
    .deleteFrom('installations')
    .where('tenant', '=', tenant)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}
