import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import {
  type ConversationKey,
  type DataKey,
  type JsonValue,
  type PersonKey,
  StoreRefused,
} from './port.ts';

/**
 * Encryption at rest: what a conversation's row looks like in the database.
 *
 * A sealed row holds no personal datum in the clear. Person and `about` are replaced by digests (HMAC-SHA-256), by
 * which the row can still be looked up; state and `about` lie in a box (AES-256-GCM). Rows of an older key, and plain
 * rows from before encryption was switched on, are still found and opened; a save writes under the newest key.
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
};

export type PersonName = { readonly key_id: string; readonly person: string };
export type RowName = PersonName & { readonly about: string };

type KeyPair = { readonly id: string; readonly seal: Buffer; readonly digest: Buffer };

const PLAIN = '';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

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
        decrypt(pairNamed(byId, row.key_id), row.state, binding(row, who)),
      );
      return { about, state };
    },
  };
}

/** One key for one purpose: neither use can weaken the other. */
function derive({ id, key }: DataKey): KeyPair {
  if (id === PLAIN) throw new StoreRefused('A data key needs an id.');
  if (key.length !== 32) throw new StoreRefused(`The data key "${id}" must have 32 bytes.`);
  const part = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `step2 ${use} v1`, 32));
  return { id, seal: part('seal'), digest: part('digest') };
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
    `The database holds conversations encrypted with the data key "${id}", which DATA_KEY does not list.`,
    { kind: 'missing-key', id },
  );
}

/** JSON keeps the parts apart: no two lists of strings give the same text. */
function digest(pair: KeyPair, ...parts: string[]): string {
  return createHmac('sha256', pair.digest).update(JSON.stringify(parts)).digest('base64url');
}

/** The row's key, authenticated with the box. `about` goes in by its digest: for a person's holdings it is not known
 * before the box is open. */
function binding(name: RowName, who: PersonKey): Buffer {
  return Buffer.from(JSON.stringify([name.key_id, who.tenant, who.person, name.about]));
}

/** base64url of nonce, tag and ciphertext. */
function encrypt(pair: KeyPair, text: string, bound: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', pair.seal, nonce).setAAD(bound);
  const body = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...body]).toString('base64url');
}

function decrypt(pair: KeyPair, box: string, bound: Buffer): string {
  const bytes = Buffer.from(box, 'base64url');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  try {
    const cipher = createDecipheriv('aes-256-gcm', pair.seal, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(bound).setAuthTag(tag);
    const body = [cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()];
    return Buffer.concat(body).toString('utf8');
  } catch (cause) {
    throw new Error(
      `A stored conversation does not open with the data key "${pair.id}": it was changed outside this program.`,
      { cause },
    );
  }
}
