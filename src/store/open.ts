import type { OpenStore } from './installations.ts';
import { type DataKey, StoreRefused } from './port.ts';
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
  const { databaseUrl = '', dataDir, dataKeys = [] } = options;
  // Each driver is loaded only where it is used: it is a good part of the time that a start takes.
  if (databaseUrl === '') {
    const { openSqlite } = await import('./sqlite.ts');
    return openSqlStore(openSqlite({ dataDir }), dataKeys);
  }
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(databaseUrl)?.[0].toLowerCase();
  if (scheme === 'postgres:' || scheme === 'postgresql:') {
    const { openPostgres } = await import('./postgres.ts');
    return openSqlStore(openPostgres({ databaseUrl }), dataKeys);
  }
  // Only the scheme is repeated: the rest holds a password.
  const found = scheme === undefined ? 'has no scheme' : `begins with "${scheme}//"`;
  throw new StoreRefused(
    `DATABASE_URL must begin with postgres:// or postgresql://, but ${found}. For SQLite leave it empty.`,
  );
}
