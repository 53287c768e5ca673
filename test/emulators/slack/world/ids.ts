import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** An id such as Slack gives: a letter for the kind, then ten letters and digits. */
export function idOf(kind: string): string {
  const drawn = [...randomBytes(10)].map((byte) => alphabet[byte % alphabet.length]);
  return `${kind}0${drawn.join('')}`;
}

/** An unguessable part of a token, ticket or address. */
export const secret = (length = 24): string => randomBytes(length).toString('hex');

/** The five letters that Slack gives a block without a `block_id`, an element without an `action_id`. */
export const shortId = (): string => randomBytes(6).toString('base64url').slice(0, 5);
