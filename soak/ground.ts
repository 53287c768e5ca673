import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/port.ts';
import { freshUrl, postgresForTests, temporaryFolder } from '../test/support/postgres.ts';
import type { Replica } from './replicas.ts';
import { postgresTroubles, sqliteTroubles } from './troubles/database.ts';
import type { Trouble } from './troubles/trouble.ts';

/** A database for the bot, and what can happen to it. */
export interface Ground {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** How many processes share it. */
  readonly replicas: number;
  troubles(replicas: readonly Replica[]): Trouble[];
  /** To look at what is held, once the bot has stopped. */
  look(): Promise<Store>;
  remove(): Promise<void>;
}

export async function sqliteGround(): Promise<Ground> {
  const folder = temporaryFolder();
  return {
    name: 'SQLite, one process',
    environment: { DATA_DIR: folder.path },
    replicas: 1,
    troubles: (replicas) => sqliteTroubles(folder.path, replicas),
    look: () => openStore({ dataDir: folder.path }),
    remove: async () => folder.remove(),
  };
}

/** Null where there is no PostgreSQL. */
export async function postgresGround(): Promise<Ground | null> {
  const server = postgresForTests();
  if (!server) return null;
  const place = await freshUrl(server.url);
  const folder = temporaryFolder();
  return {
    name: 'PostgreSQL, two processes',
    environment: { DATA_DIR: folder.path, DATABASE_URL: place.url },
    replicas: 2,
    troubles: () => postgresTroubles(server),
    look: () => openStore({ dataDir: null, databaseUrl: place.url }),
    async remove() {
      await place.remove();
      server.dispose();
      folder.remove();
    },
  };
}
