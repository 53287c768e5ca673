/** Milliseconds within which an interaction must first be answered. */
export const FIRST_ANSWER = 3_000;
/** Milliseconds for which an interaction's token can be used. */
export const TOKEN_LIFE = 15 * 60_000;
/** Milliseconds during which a nonce with `enforce_nonce` is remembered. */
export const NONCE_MEMORY = 3 * 60_000;
/** Milliseconds for which the address of a file can be used. */
export const FILE_ADDRESS_LIFE = 24 * 60 * 60_000;
export const HEARTBEAT_INTERVAL = 41_250;

/** How often a route may be called: `limit` times in `per` milliseconds, by these parameters. */
export interface RateLimit {
  limit: number;
  per: number;
  by: readonly string[];
}

/** By route name. Callbacks of interactions have no bucket. */
export const rateLimits: Readonly<Record<string, RateLimit>> = {
  createMessage: { limit: 5, per: 5_000, by: ['channel'] },
  editMessage: { limit: 5, per: 5_000, by: ['channel'] },
  followup: { limit: 5, per: 2_000, by: ['app', 'token'] },
  editOriginal: { limit: 5, per: 2_000, by: ['app', 'token'] },
  editFollowup: { limit: 5, per: 2_000, by: ['app', 'token'] },
  startThread: { limit: 50, per: 300_000, by: ['channel'] },
  startThreadFromMessage: { limit: 50, per: 300_000, by: ['channel'] },
  createDirectMessage: { limit: 10, per: 10_000, by: [] },
  putCommands: { limit: 5, per: 20_000, by: ['app'] },
};

/** Requests with the bot's token, on all routes together. */
export const globalLimit = { limit: 50, per: 1_000 } as const;
/** Commands sent over one gateway connection. */
export const gatewayLimit = { limit: 120, per: 60_000 } as const;
