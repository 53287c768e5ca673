import type { OpenStore } from './installations.ts';
import { type DataKey, StoreRefused } from './port.ts';
import { rehearse } from './rehearse.ts';
import type { Engine } from './schema.ts';
import { openSqlStore } from './sql.ts';

export type StoreOptions = {
  /** `postgres://…`; without it the store is a SQLite file in `dataDir`, or in memory where that is null. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string | null;
  /** Encrypt at rest: the first key encrypts, all decrypt. None or an empty list: plain. */
  readonly dataKeys?: readonly DataKey[] | undefined;
};

/**
 * Opens the store, at the first start making what it needs, else bringing its schema up to date.
 *
 * To rotate data keys with several replicas: add the new key last everywhere, then move it to the front everywhere;
 * drop the old one when retention has passed. (Installations do not age: each start under a new first key takes them
 * along.)
 *
 * @throws StoreRefused when the configuration does not fit (its message is for the operator), or the database's own
 *   error when it does not answer.
 */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  return openSqlStore(await engineFor(options), options.dataKeys ?? []);
}

/**
 * Does all that opening does to an existing database, and takes it back: whether it can be opened is known, and nothing
 * has changed.
 *
 * @returns the version of the schema that was found (0: an empty database), and the one that opening would bring it to
 * @throws as `openStore`
 */
export async function rehearseStore(
  options: StoreOptions,
): Promise<{ found: number; known: number }> {
  return rehearse(await engineFor(options), options.dataKeys ?? []);
}

async function engineFor({ databaseUrl = '', dataDir }: StoreOptions): Promise<Engine> {
  // Each driver is loaded only where it is used: it is a good part of the time that a start takes.
  if (databaseUrl === '') {
    const { openSqlite } = await import('./sqlite.ts');
    return openSqlite({ dataDir });
  }
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(databaseUrl)?.[0].toLowerCase();
  if (scheme === 'postgres:' || scheme === 'postgresql:') {
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres({ databaseUrl });
  }
  // Only the scheme is repeated: the rest holds a password.
  const found = scheme === undefined ? 'has no scheme' : `begins with "${scheme}//"`;
  throw new StoreRefused(
    `DATABASE_URL must begin with postgres:// or postgresql://, but ${found}. For SQLite leave it empty.`,
  );
}
