import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import type { OpenStore } from '../../src/store/installations.ts';
import { openStore, type StoreOptions } from '../../src/store/open.ts';
import type { DataKey } from '../../src/store/port.ts';
import { SQLITE_FILE } from '../../src/store/sqlite.ts';
import { freshUrl, temporaryFolder } from './postgres.ts';

/** An empty database for one test, which may be opened more than once. */
export type PlaceOptions = StoreOptions & { readonly dataDir: string };

export type Place = {
  readonly options: PlaceOptions;
  /** As the engine's. */
  readonly hasWithoutRowid: boolean;
  open(dataKeys?: readonly DataKey[]): Promise<OpenStore>;
  /** Runs a statement past the store, as an operator or a thief could. */
  query(statement: string): Promise<Record<string, unknown>[]>;
  /** Its tables, columns and indexes, in some fixed form. */
  schema(): Promise<Record<string, unknown>[]>;
  /** All that somebody sees who gets hold of the database. */
  everythingStored(): Promise<string>;
  remove(): Promise<void>;
};

/** A SQLite database in a folder of its own. */
export async function sqlitePlace(): Promise<Place> {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'state');
  const file = join(dataDir, SQLITE_FILE);
  const query: Place['query'] = async (statement) => {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const database = new Database(file);
    try {
      const prepared = database.prepare(statement);
      if (prepared.reader) return prepared.all() as Record<string, unknown>[];
      prepared.run();
      return [];
    } finally {
      database.close();
    }
  };
  return {
    options: { dataDir },
    hasWithoutRowid: true,
    open: (dataKeys) => openStore({ dataDir, dataKeys }),
    query,
    schema: () => query('select name, sql from sqlite_master order by name'),
    everythingStored: async () =>
      ['', '-wal', '-journal']
        .map((ending) => file + ending)
        .filter((name) => existsSync(name))
        .map((name) => readFileSync(name, 'utf8'))
        .join(''),
    remove: async () => folder.remove(),
  };
}

/** SQLite without a file: each store that is opened is another. */
export async function memoryPlace(): Promise<Pick<Place, 'open' | 'remove'>> {
  return {
    open: (dataKeys) => openStore({ dataDir: null, dataKeys }),
    remove: async () => {},
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
    hasWithoutRowid: false,
    open: (dataKeys) => openStore({ ...options, dataKeys }),
    query,
    schema: async () => [
      ...(await query(
        'select table_name, column_name, data_type, is_nullable from information_schema.columns ' +
          'where table_schema = current_schema() order by table_name, column_name',
      )),
      ...(await query(
        "select replace(indexdef, schemaname, '') as index from pg_indexes " +
          'where schemaname = current_schema() order by indexname',
      )),
    ],
    async everythingStored() {
      const rows = [];
      for (const table of [
        'conversations',
        'event_claims',
        'installations',
        'data_keys',
        'tallies',
      ]) {
        rows.push(...(await query(`select * from ${table}`)));
      }
      return rows.flatMap((row) => Object.values(row)).join('\n');
    },
    remove,
  };
}
