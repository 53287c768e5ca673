import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import type { Engine, Tables } from './schema.ts';
import { oneRowComment } from './statements.ts';
import { run, sharedTransactions } from './transactions.ts';

export type SqliteOptions = {
  /** Made at the first start, for its owner only. Null: nothing on the disk, and all gone with the process. */
  readonly dataDir: string | null;
  /** How long to wait while another process writes. */
  readonly busyTimeoutMs?: number;
  /** How large a file is rewritten at once when somebody is forgotten; a larger one waits for the next sweep. The
   * default is 64 MB: some 100,000 conversations, rewritten in a quarter of a second. */
  readonly pagesRewrittenInATurn?: number;
};

/** The database's file in `DATA_DIR`; beside it lie its `-wal` and `-shm`. */
export const SQLITE_FILE = 'step2.db';

/** A file in `dataDir`, for one process or a few on one machine. Opened by the first statement. */
export function openSqlite(options: SqliteOptions): Engine {
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: async () => openFile(options) }),
  });
  return {
    db,
    transact: sharedTransactions(db, 'begin immediate'),
    needsMigrationLock: false,
    hasWithoutRowid: true,
    scrub: scrubbing(db, options.pagesRewrittenInATurn ?? 16_384),
  };
}

/**
 * `secure_delete` overwrites the row, but not the copies that SQLite left when it moved the row from one page to
 * another: only rewriting the file does. Then the log, which holds old pages too, is emptied.
 */
function scrubbing(db: Kysely<Tables>, pagesInATurn: number): Engine['scrub'] {
  let leftovers = false;
  return async (deleted, { inTurn }) => {
    leftovers ||= deleted > 0;
    if (leftovers) {
      const size = await sql<{ page_count: number }>`pragma page_count`.execute(db);
      const pages = size.rows[0]?.page_count ?? 0;
      if (!inTurn || pages <= pagesInATurn) {
        await run(db, 'vacuum');
        leftovers = false;
      }
    }
    const emptied = await sql<{ busy: number }>`${sql.raw(TRUNCATE_LOG)}`.execute(db);
    // While another process reads, the log has to stay: the next call tries again.
    leftovers ||= emptied.rows[0]?.busy !== 0;
  };
}

const TRUNCATE_LOG = 'pragma wal_checkpoint(truncate)';

function openFile({ dataDir, busyTimeoutMs = 5000 }: SqliteOptions): SqliteDatabase {
  const database = new Database(dataDir === null ? ':memory:' : ownersFile(dataDir));
  try {
    for (const setting of [
      `busy_timeout = ${busyTimeoutMs}`,
      'journal_mode = wal',
      // Each commit waits for the disk, so that not even a power cut takes an acknowledged answer.
      'synchronous = full',
      // Deleted content is overwritten with zeros, and never copied to temporary files.
      'secure_delete = on',
      'temp_store = memory',
    ]) {
      database.exec(`pragma ${setting}`);
    }
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    prepare: rememberingStatements(database),
    close() {
      database.exec(TRUNCATE_LOG);
      database.close();
    },
  };
}

/** SQLite would make the file readable for everybody; its side files take over the mode of this one. */
function ownersFile(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, SQLITE_FILE);
  closeSync(openSync(file, 'a', 0o600));
  return file;
}

/** The statements are few and always the same; parsing them anew costs as much as running them, and holds memory
 * that the garbage collector does not see. */
function rememberingStatements(database: Database.Database): SqliteDatabase['prepare'] {
  const statements = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  return (sql) => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      const prepared = database.prepare(sql);
      statement = {
        reader: prepared.reader,
        // The driver reads a list a hundred rows at a time, and makes room for them.
        all: sql.includes(oneRowComment)
          ? (parameters) => [prepared.get(parameters)].filter((row) => row !== undefined)
          : (parameters) => prepared.all(parameters),
        run: (parameters) => prepared.run(parameters),
        iterate: (parameters) => prepared.iterate(parameters),
      };
      statements.set(sql, statement);
    }
    return statement;
  };
}
