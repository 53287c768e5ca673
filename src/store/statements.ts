import { createHash } from 'node:crypto';
import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import { oncePer } from '../once.ts';
import type { Tables } from './schema.ts';
import type { PersonName, RowName } from './sealing.ts';

/** The statements of the store, the same for both databases; sql.ts puts them into transactions. */

type Db = Kysely<Tables>;

/** What a save puts into a row, sealed already. */
export type Sealed = { readonly name: RowName; readonly state: string; readonly at: Date };

/** Rows deleted in one transaction: a large sweep must not keep people's turns waiting. */
const SWEEP_STEP = 500;

/** Texts of statements by their names, for each kind of database; what they have in common is not put together anew. */
const textsOf = oncePer((_adapter: object) => new Map<string, string>());

/**
 * Runs one of the few statements that every turn needs. Its text is put together once.
 *
 * @param build the statement with any parameters, as the first call has them
 * @param parameters in the order of the text
 */
function runAgain<Row>(
  db: Db,
  name: string,
  parameters: readonly unknown[],
  build: () => RawBuilder<Row>,
) {
  const texts = textsOf(db.getExecutor().adapter);
  const text = texts.get(name) ?? build().compile(db).sql;
  texts.set(name, text);
  return db.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]) as CompiledQuery<Row>);
}

/** A row has one of these names. */
function isAnyOf(names: readonly RowName[]) {
  const each = names.map(
    ({ key_id, person, about }) =>
      sql`(key_id = ${key_id} and person = ${person} and about = ${about})`,
  );
  return sql`(${sql.join(each, sql` or `)})`;
}

/** Stands in a statement that finds one row at most, for a driver that has a quicker way to read one. */
export const oneRowComment = '/* one row */';
const oneRow = sql.raw(oneRowComment);

const valuesOf = ({ key_id, person, about }: RowName) => [key_id, person, about];

/** The row stored under any of these names, or undefined. */
export async function findRow(db: Db, tenant: string, names: readonly RowName[]) {
  type Column = 'key_id' | 'person' | 'about' | 'version' | 'last_used' | 'state';
  const { rows } = await runAgain(
    db,
    `find ${names.length}`,
    [tenant, ...names.flatMap(valuesOf)],
    () => sql<Pick<Tables['conversations'], Column>>`
      select ${oneRow} key_id, person, about, version, last_used, state from conversations
      where tenant = ${tenant} and ${isAnyOf(names)}`,
  );
  return rows[0];
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
  const values = [claim, at.getTime()];
  const { numAffectedRows } = await runAgain(
    trx,
    'claim',
    values,
    () => sql`
      insert into event_claims (claim, claimed) values (${sql.join(values)}) on conflict do nothing`,
  );
  return numAffectedRows === 1n;
}

/** False when there is such a row already. */
export async function insertRow(trx: Db, tenant: string, { name, state, at }: Sealed) {
  const time = at.getTime();
  const values = [...valuesOf(name), tenant, 1, time, time, state];
  const { numAffectedRows } = await runAgain(
    trx,
    'insert',
    values,
    () => sql`
      insert into conversations (key_id, person, about, tenant, version, created, last_used, state)
      values (${sql.join(values)}) on conflict do nothing`,
  );
  return numAffectedRows === 1n;
}

/** What a row must hold to be updated: this version and, where it is known, this content. */
export type Expected = { readonly version: number; readonly stored: string | null };

/** Compare and set: false unless a row under one of `names` is as expected. Renames it to the sealed name,
 * so that a rotated data key goes out of use. */
export async function updateRow(
  trx: Db,
  tenant: string,
  names: readonly RowName[],
  { version, stored }: Expected,
  { name, state, at }: Sealed,
) {
  const time = at.getTime();
  // Setting a key's columns, even to what they are, makes SQLite write the row anew; only a rotation renames it.
  const renames = names.length > 1;
  const { numAffectedRows } = await runAgain(
    trx,
    `update ${names.length} ${stored === null ? '' : 'as known'}`,
    [
      ...(renames ? valuesOf(name) : []),
      ...[version + 1, time, state],
      ...[tenant, ...names.flatMap(valuesOf), version],
      ...(stored === null ? [] : [stored]),
    ],
    () => sql`
      update conversations
      set ${renames ? sql`key_id = ${''}, person = ${''}, about = ${''},` : sql``}
        version = ${version + 1}, last_used = ${time}, state = ${state}
      where tenant = ${tenant} and ${isAnyOf(names)} and version = ${version}
        ${stored === null ? sql`` : sql`and state = ${stored}`}`,
  );
  if (numAffectedRows !== undefined && numAffectedRows > 1n) {
    throw new Error('A conversation was stored under two of its names.');
  }
  return numAffectedRows === 1n;
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
