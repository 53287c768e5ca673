import { createHmac } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';

/** Whose card it is, and which. */
export interface SharedCard {
  /** The session of whoever shared it. */
  readonly person: string;
  /** The id of the share. */
  readonly share: string;
}

/** Tokens of addresses at which a shared card can be read. Nobody can guess one, or read in it whose card it is. */
export interface ShareLinks {
  tokenFor(card: SharedCard, until: Date): Promise<string>;
  /** The card of a token; null where it was not made here, or its time is over. */
  read(token: string): Promise<SharedCard | null>;
}

const encryption = { alg: 'dir', enc: 'A256GCM' } as const;
/** Nothing else is taken, whatever a token says of itself. */
const accepted = {
  keyManagementAlgorithms: [encryption.alg],
  contentEncryptionAlgorithms: [encryption.enc],
  requiredClaims: ['exp'],
};

/** @param secret the one of the sessions; another one ends every link */
export function createShareLinks(secret: string, now: () => Date): ShareLinks {
  // A key of its own, so that nothing else that is made of the secret can pass for a link.
  const key = createHmac('sha256', secret).update('step2 shared card').digest();
  return {
    tokenFor: ({ person, share }, until) =>
      new EncryptJWT({ person, share })
        .setProtectedHeader(encryption)
        .setExpirationTime(until)
        .encrypt(key),

    async read(token) {
      try {
        const { payload } = await jwtDecrypt<Partial<SharedCard>>(token, key, {
          ...accepted,
          currentDate: now(),
        });
        const { person, share } = payload;
        return person && share ? { person, share } : null;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
