import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { type DataKey, StoreRefused } from './port.ts';

/** The ciphers under the store's sealing: digests to look rows up by, and boxes that only their own row opens. */

export type KeyPair = { readonly id: string; readonly seal: Buffer; readonly digest: Buffer };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** One key for one purpose: neither use can weaken the other. */
export function derive({ id, key }: DataKey): KeyPair {
  if (id === '') throw new StoreRefused('A data key needs an id.');
  if (key.length !== 32) throw new StoreRefused(`The data key "${id}" must have 32 bytes.`);
  const part = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `step2 ${use} v1`, 32));
  return { id, seal: part('seal'), digest: part('digest') };
}

/** JSON keeps the parts apart: no two lists of strings give the same text. */
export function digest(pair: KeyPair, ...parts: string[]): string {
  return createHmac('sha256', pair.digest).update(JSON.stringify(parts)).digest('base64url');
}

/** base64url of nonce, tag and ciphertext. Opens only with the same `bound`: the row to which it belongs. */
export function encrypt(pair: KeyPair, text: string, bound: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', pair.seal, nonce).setAAD(bound);
  const body = [cipher.update(text, 'utf8'), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...body]).toString('base64url');
}

/** What was encrypted for the same row; `what` names it where it does not open. */
export function decrypt(pair: KeyPair, box: string, bound: Buffer, what: string): string {
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
      `A stored ${what} does not open with the data key "${pair.id}": it was changed outside this program.`,
      { cause },
    );
  }
}
