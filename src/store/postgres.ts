import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';
import type { Engine, Tables } from './schema.ts';
import { separateTransactions } from './transactions.ts';

export type PostgresOptions = {
  readonly databaseUrl: string;
  /** How long to wait for a connection, and again for each answer. */
  readonly patienceMs?: number;
};

/** A PostgreSQL server, for many replicas. Connects at the first statement. */
export function openPostgres({ databaseUrl, patienceMs = 5000 }: PostgresOptions): Engine {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    fallback_application_name: 'step2',
    max: 10,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
  });
  // A lost connection is reported to whoever uses it, and an unused one is replaced by the pool: nothing to do here,
  // but an error event without a listener would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: {
        connect: async () => new Connection(await pool.connect()),
        end: () => pool.end(),
      },
    }),
  });
  // The server gives up a little before the client does, and does not keep the locks of a replica that vanished.
  // Set with the transaction, in one message, because connection poolers refuse such settings at the connection.
  const begin =
    `begin; set local statement_timeout = ${Math.ceil(patienceMs * 0.8)}; ` +
    `set local idle_in_transaction_session_timeout = ${2 * patienceMs}`;
  return {
    db,
    transact: separateTransactions(db, begin, isDeadlock),
    needsMigrationLock: true,
    hasWithoutRowid: false,
    // What vacuum and the server's log keep of deleted rows is its administrator's to settle.
    scrub: async () => {},
  };
}

/** PostgreSQL undid a transaction because it and another waited for each other's rows. */
function isDeadlock(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '40P01';
}

/** A pooled connection that is thrown away once it failed: it may still wait for the answer that did not come. */
class Connection implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  #lost: Error | undefined;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    sql: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof sql !== 'string') throw new TypeError('The store reads nothing in pieces.');
    return this.#ask(sql, parameters);
  }

  async #ask<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    if (this.#lost !== undefined) throw this.#lost;
    try {
      const result = await this.#client.query<R & pg.QueryResultRow>(sql, [...parameters]);
      const command = result.command as PostgresQueryResult<R>['command'];
      return { command, rowCount: result.rowCount ?? 0, rows: result.rows };
    } catch (error) {
      // An error that the server itself reported leaves the connection sound, unless it ended it.
      const sound = error instanceof pg.DatabaseError && error.severity === 'ERROR';
      if (!sound) this.#lost = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  release(): void {
    this.#client.release(this.#lost);
  }
}
