import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { PersonName, RowName } from './sealing.ts';

/** The statements of the store, the same for both databases; sql.ts puts them into transactions. */

type Db = Kysely<Tables>;

/** What a save puts into a row, sealed already. */
export type Sealed = { readonly name: RowName; readonly state: string; readonly at: Date };

/** Rows deleted in one transaction: a large sweep must not keep people's turns waiting. */
const SWEEP_STEP = 500;

/** The row stored under any of these names, or undefined. */
export function findRow(db: Db, tenant: string, names: readonly RowName[]) {
  return db
    .selectFrom('conversations')
    .select(['key_id', 'person', 'about', 'version', 'last_used', 'state'])
    .where('tenant', '=', tenant)
    .where((where) => where.or(names.map((name) => where.and(name))))
    .executeTakeFirst();
}

/** All rows of a person, oldest first. */
export function findRowsOf(db: Db, tenant: string, names: readonly PersonName[]) {
  return db
    .selectFrom('conversations')
    .select(['key_id', 'person', 'about', 'created', 'last_used', 'state'])
    .where('tenant', '=', tenant)
    .where((where) => where.or(names.map((name) => where.and(name))))
    .orderBy('created')
    .orderBy('about')
    .execute();
}

/** False when the event was claimed before. Only a digest is kept: an event's id may name its sender. */
export async function claimEvent(trx: Db, tenant: string, event: string, at: Date) {
  const text = JSON.stringify([tenant, event]);
  const claim = createHash('sha256').update(text).digest('base64url');
  const result = await trx
    .insertInto('event_claims')
    .values({ claim, claimed: at.getTime() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** False when there is such a row already. */
export async function insertRow(trx: Db, tenant: string, { name, state, at }: Sealed) {
  const time = at.getTime();
  const result = await trx
    .insertInto('conversations')
    .values({ ...name, tenant, version: 1, created: time, last_used: time, state })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Compare and set: false unless a row under one of `names` has the expected version. Renames it to the sealed name,
 * so that a rotated data key goes out of use. */
export async function updateRow(
  trx: Db,
  tenant: string,
  names: readonly RowName[],
  expected: number,
  { name, state, at }: Sealed,
) {
  const result = await trx
    .updateTable('conversations')
    // Setting a key's columns, even to what they are, makes SQLite write the row anew; only a rotation renames it.
    .set({
      ...(names.length > 1 ? name : {}),
      version: expected + 1,
      last_used: at.getTime(),
      state,
    })
    .where('tenant', '=', tenant)
    .where((where) => where.or(names.map((one) => where.and(one))))
    .where('version', '=', expected)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Deletes all rows of a person; how many. */
export async function deleteRowsOf(trx: Db, tenant: string, names: readonly PersonName[]) {
  const result = await trx
    .deleteFrom('conversations')
    .where('tenant', '=', tenant)
    .where((where) => where.or(names.map((name) => where.and(name))))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Deletes some of the conversations last used before; how many, 0 when none is left. */
export async function deleteUnused(trx: Db, before: Date) {
  const time = before.getTime();
  const result = await trx
    .deleteFrom('conversations')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('key_id', 'tenant', 'person', 'about'),
        'in',
        selectFrom('conversations')
          .select(['key_id', 'tenant', 'person', 'about'])
          .where('last_used', '<', time)
          .limit(SWEEP_STEP)
          .$asTuple('key_id', 'tenant', 'person', 'about'),
      ),
    )
    // Said again, because PostgreSQL looks at a row anew when it was saved while this statement waited for it.
    .where('last_used', '<', time)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Deletes some of the event claims made before; how many, 0 when none is left. */
export async function deleteClaims(trx: Db, before: Date) {
  const result = await trx
    .deleteFrom('event_claims')
    .where('claim', 'in', (claims) =>
      claims
        .selectFrom('event_claims')
        .select('claim')
        .where('claimed', '<', before.getTime())
        .limit(SWEEP_STEP),
    )
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
