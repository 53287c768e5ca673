import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { checkIds } from './ids.ts';
import type { OpenStore } from './installations.ts';
import { enterKeys, refuseMissingKeys } from './keyring.ts';
import type { DataKey, Save, SaveOutcome, Store } from './port.ts';
import { RememberedConversations } from './remembered.ts';
import { type Engine, migrate, type Tables, type Transact } from './schema.ts';
import { type RowName, type Sealing, sealingWith } from './sealing.ts';
import { resealInstallations, sqlInstallations } from './sql-installations.ts';
import { sqlTallies } from './sql-tallies.ts';
import * as rows from './statements.ts';

type Db = Kysely<Tables>;

/** Thrown inside a save's transaction, so that the claim of its event is rolled back too. */
class Stale extends Error {}

/**
 * The store over either database: brings the schema up to date, checks the data keys, and opens.
 * Throws `StoreRefused` when the database cannot be used as configured.
 */
export async function openSqlStore(
  engine: Engine,
  dataKeys: readonly DataKey[],
): Promise<OpenStore> {
  try {
    const sealing = sealingWith(dataKeys);
    await migrate(engine);
    await engine.transact(async (trx) => {
      await enterKeys(trx, sealing);
      await refuseMissingKeys(trx, sealing);
    });
    await resealInstallations(engine, sealing);
    return {
      ...sqlStore(engine, sealing),
      installations: sqlInstallations(engine, sealing),
      tallies: sqlTallies(engine),
    };
  } catch (error) {
    await engine.db.destroy();
    throw error;
  }
}

function sqlStore(engine: Engine, sealing: Sealing): Store {
  const { db, transact } = engine;
  const remembered = new RememberedConversations();
  return {
    async load(key) {
      checkIds(key);
      const { forgettings } = remembered;
      const row = await rows.findRow(db, key.tenant, sealing.namesOf(key));
      if (row === undefined) {
        remembered.drop(key);
        await refuseMissingKeys(db, sealing);
        return null;
      }
      const known = remembered.of(key);
      const state =
        known?.stored === row.state ? known.conversation.state : sealing.open(row, key).state;
      const lastUsed = new Date(Number(row.last_used));
      const conversation = { version: row.version, state, lastUsed };
      remembered.keep(key, { conversation, stored: row.state }, forgettings);
      return conversation;
    },

    recall: (key) => remembered.of(key)?.conversation ?? null,

    async save(key, save) {
      checkIds(key);
      const names = sealing.namesOf(key);
      const [name] = names;
      const sealed = { name, state: sealing.seal(name, key, save.state), at: save.at };
      // Somebody forgotten at another replica may have begun anew, and come as far: then only the content tells.
      const { forgettings } = remembered;
      const known = remembered.of(key);
      const stored = known?.conversation.version === save.expected ? known.stored : null;
      const outcome = await saveRow(engine, sealing, save, {
        tenant: key.tenant,
        names,
        sealed,
        stored,
      });
      if (outcome === 'saved') {
        const version = save.expected + 1;
        const conversation = { version, state: save.state, lastUsed: save.at };
        remembered.keep(key, { conversation, stored: sealed.state }, forgettings);
      } else if (outcome === 'stale') remembered.drop(key);
      return outcome;
    },

    async holdings(who) {
      checkIds(who);
      await refuseMissingKeys(db, sealing);
      const found = await rows.findRowsOf(db, who.tenant, sealing.personNamesOf(who));
      return found.map((row) => ({
        ...sealing.open(row, who),
        created: new Date(Number(row.created)),
        lastUsed: new Date(Number(row.last_used)),
      }));
    },

    async forget(who) {
      checkIds(who);
      const conversations = await transact(async (trx) => {
        await refuseMissingKeys(trx, sealing);
        return rows.deleteRowsOf(trx, who.tenant, sealing.personNamesOf(who));
      });
      remembered.clear();
      await engine.scrub(conversations, { inTurn: true });
      return { conversations };
    },

    async sweep({ conversationsBefore, eventsBefore }) {
      const conversations = await inSteps(transact, (trx) =>
        rows.deleteUnused(trx, conversationsBefore),
      );
      remembered.clear();
      const events = await inSteps(transact, (trx) => rows.deleteClaims(trx, eventsBefore));
      await engine.scrub(conversations, { inTurn: false });
      return { conversations, events };
    },

    async ready() {
      await db.selectFrom('schema_version').select('version').execute();
    },

    close() {
      remembered.close();
      return engine.db.destroy();
    },
  };
}

/** A save as its row sees it; `stored` is what the row holds, where that is known. */
type RowChange = {
  readonly tenant: string;
  readonly names: readonly RowName[];
  readonly sealed: rows.Sealed;
  readonly stored: string | null;
};

async function saveRow(
  { transact }: Engine,
  sealing: Sealing,
  save: Save,
  { tenant, names, sealed, stored }: RowChange,
): Promise<SaveOutcome> {
  const [, ...older] = names;
  const updated = (trx: Db) =>
    rows.updateRow(trx, tenant, names, { version: save.expected, stored }, sealed);
  // As with nearly every click.
  if (save.event === null && save.expected > 0) {
    return (await transact(updated, 'one')) ? 'saved' : 'stale';
  }
  try {
    return await transact(async (trx) => {
      if (save.event !== null && !(await rows.claimEvent(trx, tenant, save.event, save.at))) {
        return 'duplicate';
      }
      if (save.expected > 0) {
        if (!(await updated(trx))) throw new Stale();
        return 'saved';
      }
      await refuseMissingKeys(trx, sealing);
      const stored = older.length > 0 && (await rows.findRow(trx, tenant, older)) !== undefined;
      if (stored || !(await rows.insertRow(trx, tenant, sealed))) throw new Stale();
      return 'saved';
    });
  } catch (error) {
    if (error instanceof Stale) return 'stale';
    throw error;
  }
}

/** Repeats a deletion until nothing is left, and lets waiting turns in between. */
async function inSteps(transact: Transact, step: (trx: Db) => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const deleted = await transact(step);
    if (deleted === 0) return total;
    total += deleted;
    // SQLite answers without ever going back to the event loop, where the other turns wait.
    await setImmediate();
  }
}
