import { decrypt, derive, digest, encrypt, type KeyPair } from './box.ts';
import {
  type ConversationKey,
  type DataKey,
  type JsonValue,
  type PersonKey,
  StoreRefused,
} from './port.ts';

/**
 * Encryption at rest: what the rows of conversations and installations look like in the database.
 *
 * A sealed row holds no personal datum in the clear. Person and `about` are replaced by digests (HMAC-SHA-256), by
 * which the row can still be looked up; state and `about` lie in a box (AES-256-GCM). Rows of an older key, and plain
 * rows from before encryption was switched on, are still found and opened; a save writes under the newest key.
 * Of an installation the workspace stays readable, as it does in a conversation's row; all the rest lies in the box.
 */
export type Sealing = {
  readonly keys: readonly { readonly id: string; readonly proof: string }[];
  /** Every name under which this conversation may be stored; the first is the one to write. */
  namesOf(key: ConversationKey): [RowName, ...RowName[]];
  /** The same for all the conversations of a person. */
  personNamesOf(who: PersonKey): PersonName[];
  /** The content to store under `name`, which must be one of the key's names. */
  seal(name: RowName, key: ConversationKey, state: JsonValue): string;
  /** What a stored row holds; throws when it was changed, or put under another row's name. */
  open(row: RowName & { state: string }, who: PersonKey): { about: string; state: JsonValue };
  /** How to store a workspace's installation. */
  sealInstallation(tenant: string, installation: JsonValue): SealedInstallation;
  /** What such a row holds; throws when it was changed, or put under another workspace. */
  openInstallation(row: SealedInstallation): JsonValue;
};

export type PersonName = { readonly key_id: string; readonly person: string };
export type RowName = PersonName & { readonly about: string };
export type SealedInstallation = {
  readonly key_id: string;
  readonly tenant: string;
  readonly content: string;
};

/** The `key_id` of what is not encrypted. */
export const PLAIN = '';

/** Builds the sealing for a list of keys: the first encrypts, all decrypt, none means plain rows. */
export function sealingWith(dataKeys: readonly DataKey[]): Sealing {
  const pairs = dataKeys.map(derive);
  const byId = new Map(pairs.map((pair) => [pair.id, pair]));
  if (byId.size < pairs.length) throw new StoreRefused('Two data keys have the same id.');

  const personNamesOf = (who: PersonKey): [PersonName, ...PersonName[]] =>
    plainLast(
      pairs.map((pair) => ({
        key_id: pair.id,
        person: digest(pair, 'person', who.tenant, who.person),
      })),
      { key_id: PLAIN, person: who.person },
    );

  return {
    keys: pairs.map((pair) => ({ id: pair.id, proof: digest(pair, 'proof') })),
    personNamesOf,
    namesOf: (key) =>
      plainLast(
        pairs.map((pair) => ({
          key_id: pair.id,
          person: digest(pair, 'person', key.tenant, key.person),
          about: digest(pair, 'about', key.tenant, key.person, key.about),
        })),
        { key_id: PLAIN, person: key.person, about: key.about },
      ),
    seal: (name, key, state) =>
      name.key_id === PLAIN
        ? JSON.stringify(state)
        : encrypt(
            pairNamed(byId, name.key_id),
            JSON.stringify([key.about, state]),
            binding(name, key),
          ),
    open: (row, who) => {
      if (row.key_id === PLAIN) return { about: row.about, state: JSON.parse(row.state) };
      const [about, state] = JSON.parse(
        decrypt(pairNamed(byId, row.key_id), row.state, binding(row, who), 'conversation'),
      );
      return { about, state };
    },
    sealInstallation: (tenant, installation) => {
      const [newest] = pairs;
      const text = JSON.stringify(installation);
      if (newest === undefined) return { key_id: PLAIN, tenant, content: text };
      const row = { key_id: newest.id, tenant };
      return { ...row, content: encrypt(newest, text, installationBinding(row)) };
    },
    openInstallation: (row) => {
      if (row.key_id === PLAIN) return JSON.parse(row.content);
      const pair = pairNamed(byId, row.key_id);
      return JSON.parse(decrypt(pair, row.content, installationBinding(row), 'installation'));
    },
  };
}

/** Written under the newest key if there is one; read under all of them, and plain. */
function plainLast<Name>(sealed: Name[], plain: Name): [Name, ...Name[]] {
  const [newest, ...older] = sealed;
  return newest === undefined ? [plain] : [newest, ...older, plain];
}

function pairNamed(byId: ReadonlyMap<string, KeyPair>, id: string): KeyPair {
  const pair = byId.get(id);
  if (pair === undefined) throw missingKey(id);
  return pair;
}

/** What becomes of a key list that lacks a key which rows still need. */
export function missingKey(id: string): StoreRefused {
  return new StoreRefused(
    `Some of the database is encrypted with the data key "${id}", which DATA_KEY does not list.`,
    { kind: 'missing-key', id },
  );
}

/** The row's key, authenticated with the box. `about` goes in by its digest: for a person's holdings it is not known
 * before the box is open. */
function binding(name: RowName, who: PersonKey): Buffer {
  return Buffer.from(JSON.stringify([name.key_id, who.tenant, who.person, name.about]));
}

/** Its row's key. As a list it has another length than a conversation's, so that neither box opens as the other. */
function installationBinding({ key_id, tenant }: Omit<SealedInstallation, 'content'>): Buffer {
  return Buffer.from(JSON.stringify(['installation', key_id, tenant]));
}
