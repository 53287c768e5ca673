import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import { openStore, type StoreOptions } from '../../src/store/open.ts';
import type { DataKey, Store } from '../../src/store/port.ts';
import { SQLITE_FILE } from '../../src/store/sqlite.ts';
import { freshUrl, temporaryFolder } from './postgres.ts';

/** An empty database for one test, which may be opened more than once. */
export type PlaceOptions = StoreOptions & { readonly dataDir: string };

export type Place = {
  readonly options: PlaceOptions;
  open(dataKeys?: readonly DataKey[]): Promise<Store>;
  /** Runs a statement past the store, as an operator or a thief could. */
  query(statement: string): Promise<Record<string, unknown>[]>;
  /** All that somebody sees who gets hold of the database. */
  everythingStored(): Promise<string>;
  remove(): Promise<void>;
};

/** A SQLite database in a folder of its own. */
export async function sqlitePlace(): Promise<Place> {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'state');
  const file = join(dataDir, SQLITE_FILE);
  return {
    options: { dataDir },
    open: (dataKeys) => openStore({ dataDir, dataKeys }),
    async query(statement) {
      const database = new Database(file);
      try {
        const prepared = database.prepare(statement);
        if (prepared.reader) return prepared.all() as Record<string, unknown>[];
        prepared.run();
        return [];
      } finally {
        database.close();
      }
    },
    everythingStored: async () =>
      ['', '-wal', '-journal']
        .map((ending) => file + ending)
        .filter((name) => existsSync(name))
        .map((name) => readFileSync(name, 'utf8'))
        .join(''),
    remove: async () => folder.remove(),
  };
}

/** A schema of its own on a PostgreSQL server. */
export async function postgresPlace(server: string): Promise<Place> {
  const { url, remove } = await freshUrl(server);
  const query: Place['query'] = async (statement) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  const options = { databaseUrl: url, dataDir: '/nowhere' };
  return {
    options,
    open: (dataKeys) => openStore({ ...options, dataKeys }),
    query,
    async everythingStored() {
      const rows = [];
      for (const table of ['conversations', 'event_claims', 'data_keys']) {
        rows.push(...(await query(`select * from ${table}`)));
      }
      return rows.flatMap((row) => Object.values(row)).join('\n');
    },
    remove,
  };
}
