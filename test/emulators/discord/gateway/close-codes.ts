/** Why the gateway ends a connection (gateway close event codes). */
export const closeCode = {
  unknownError: 4000,
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  rateLimited: 4008,
  invalidShard: 4010,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

export type CloseReason = keyof typeof closeCode;

export const words: Readonly<Record<CloseReason, string>> = {
  unknownError: 'Unknown error.',
  unknownOpcode: 'Unknown opcode.',
  decodeError: 'Error while decoding payload.',
  notAuthenticated: 'Not authenticated.',
  authenticationFailed: 'Authentication failed.',
  alreadyAuthenticated: 'Already authenticated.',
  invalidSequence: 'Invalid seq.',
  rateLimited: 'Rate limited.',
  invalidShard: 'Invalid shard.',
  invalidVersion: 'Invalid API version.',
  invalidIntents: 'Invalid intent(s).',
  disallowedIntents: 'Disallowed intent(s).',
};
