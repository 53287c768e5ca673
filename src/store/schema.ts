import { type Kysely, sql } from 'kysely';
import { StoreRefused } from './port.ts';

/** The columns, as both databases give them back (PostgreSQL hands bigint over as text). */
export type Tables = {
  conversations: {
    /** The data key that encrypted the row; '' for a plain one. First in the primary key, so that
     * "does any row still need this data key?" is one look into the index. */
    key_id: string;
    tenant: string;
    /** Plain, or digests under the data key (see sealing.ts). */
    person: string;
    about: string;
    version: number;
    /** Milliseconds since 1970, as all times here. */
    created: number | string;
    last_used: number | string;
    /** JSON, or the sealed box that holds it. Last: a row's large part belongs at its end. */
    state: string;
  };
  /** Events already acted upon: a digest of tenant and event id, so that no row leads to a person. */
  event_claims: { claim: string; claimed: number | string };
  /** Where a workspace has installed the bot: one row for each, whatever key it lies under. */
  installations: {
    tenant: string;
    /** As of conversations; indexed for the same question. */
    key_id: string;
    changed: number | string;
    /** JSON, or the sealed box that holds it. */
    content: string;
  };
  /** How many checks of a tenant stand where: numbers, and nothing of anybody. */
  tallies: { tenant: string; standing: string; count: number };
  /** Every data key that ever wrote here; `proof` tells a wrong key from the right one. */
  data_keys: { id: string; proof: string };
  schema_version: { version: number };
};

/**
 * Runs `work` in one transaction: all of it lasts, or, when it throws, none. Where the database gave the transaction up
 * for another's sake, `work` runs anew, so it must change nothing but the database.
 *
 * @param statements `one` where the work is a single statement, which is all or nothing by itself, and throws only
 *   where the database fails; several when left out
 */
export type Transact = <T>(
  work: (trx: Kysely<Tables>) => Promise<T>,
  statements?: 'one' | 'several',
) => Promise<T>;

/** What one kind of database brings: its connection, and how it differs, as capabilities. */
export type Engine = {
  readonly db: Kysely<Tables>;
  readonly transact: Transact;
  /** Its transactions run side by side, so that migrations must take a lock of their own. */
  readonly needsMigrationLock: boolean;
  /** Tables can be stored in their primary key's index (half the pages to write for small rows). */
  readonly hasWithoutRowid: boolean;
  /** Called after deleting that many conversations or installations: takes what is left of them out of the files, as far as this
   * database can. `inTurn`: somebody waits, so that what takes long is put off until the next sweep. */
  scrub(deleted: number, how: { inTurn: boolean }): Promise<void>;
};

type Migration = (trx: Kysely<Tables>, engine: Engine) => Promise<void>;

/** Any number that no other program on the same PostgreSQL is likely to lock. */
const MIGRATION_LOCK = 5_202_601;

const firstTables: Migration = async (trx, engine) => {
  await trx.schema
    .createTable('conversations')
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('about', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('created', 'bigint', (column) => column.notNull())
    .addColumn('last_used', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('conversations_key', ['key_id', 'tenant', 'person', 'about'])
    .execute();
  await trx.schema
    .createIndex('conversations_last_used')
    .on('conversations')
    .column('last_used')
    .execute();
  await trx.schema
    .createTable('event_claims')
    .addColumn('claim', 'text', (column) => column.notNull().primaryKey())
    .addColumn('claimed', 'bigint', (column) => column.notNull())
    .$call((table) => (engine.hasWithoutRowid ? table.modifyEnd(sql`without rowid`) : table))
    .execute();
  await trx.schema
    .createIndex('event_claims_claimed')
    .on('event_claims')
    .column('claimed')
    .execute();
  await trx.schema
    .createTable('data_keys')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('proof', 'text', (column) => column.notNull())
    .execute();
};

const installations: Migration = async (trx) => {
  await trx.schema
    .createTable('installations')
    .addColumn('tenant', 'text', (column) => column.notNull().primaryKey())
    .addColumn('key_id', 'text', (column) => column.notNull())
    .addColumn('changed', 'bigint', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .execute();
  await trx.schema
    .createIndex('installations_key_id')
    .on('installations')
    .column('key_id')
    .execute();
};

const tallies: Migration = async (trx, engine) => {
  await trx.schema
    .createTable('tallies')
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('standing', 'text', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('tallies_key', ['tenant', 'standing'])
    .$call((table) => (engine.hasWithoutRowid ? table.modifyEnd(sql`without rowid`) : table))
    .execute();
};

/** In order; the schema's version is how many have run. Never edit one that has been released. */
const migrations: readonly Migration[] = [firstTables, installations, tallies];

/**
 * Brings the schema up to date. Several processes may start at once: each waits for the one before, then finds
 * nothing left to do. (Kysely's Migrator takes no lock on SQLite, so two processes could run the same step.)
 *
 * @returns the version that was found (0: an empty database), and the one that there is now
 */
export async function migrate(engine: Engine): Promise<{ found: number; known: number }> {
  return engine.transact(async (trx) => {
    if (engine.needsMigrationLock) {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(trx);
    }
    await trx.schema
      .createTable('schema_version')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    const recorded = await trx.selectFrom('schema_version').select('version').executeTakeFirst();
    const version = recorded?.version ?? 0;
    if (version > migrations.length) {
      throw new StoreRefused(
        `The database has schema version ${version}, but this program knows versions up to ` +
          `${migrations.length} only: start the newer program again, or restore an older backup.`,
        { kind: 'newer-schema', version, known: migrations.length },
      );
    }
    const versions = { found: version, known: migrations.length };
    if (version === migrations.length) return versions;
    for (const migration of migrations.slice(version)) await migration(trx, engine);
    await trx.deleteFrom('schema_version').execute();
    await trx.insertInto('schema_version').values({ version: migrations.length }).execute();
    return versions;
  });
}
