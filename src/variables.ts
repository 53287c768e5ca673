import { z } from 'zod';
import type { DataKey } from './store/port.ts';

const wholeNumber = (lowest: number, highest: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(lowest).max(highest));

const dataKeys = z.string().transform((list, context): DataKey[] => {
  const keys = list.split(',').map((one) => {
    const [id = '', encoded = '', ...more] = one.trim().split(':');
    return {
      id,
      key: Buffer.from(encoded, 'base64'),
      sound: /^[\w.-]{1,50}$/.test(id) && more.length === 0,
    };
  });
  const ids = new Set(keys.map(({ id }) => id));
  if (ids.size < keys.length || keys.some(({ key, sound }) => !sound || key.length !== 32)) {
    context.addIssue('not a list of keys');
    return z.NEVER;
  }
  return keys.map(({ id, key }) => ({ id, key }));
});

/** One variable: its schema, what it is without a value, and whether its value must not be repeated in a message. */
export const variables = {
  HOST: { schema: z.string(), absent: '127.0.0.1', secret: false },
  PORT: { schema: wholeNumber(0, 65_535), absent: 3000, secret: false },
  PUBLIC_URL: { schema: z.url({ protocol: /^https?$/ }), absent: null, secret: false },
  TRUST_PROXY: { schema: z.stringbool(), absent: false, secret: false },
  RATE_LIMIT: { schema: wholeNumber(1, 1_000_000), absent: 600, secret: false },
  DATA_DIR: { schema: z.string(), absent: 'var', secret: false },
  DATABASE_URL: { schema: z.url({ protocol: /^postgres(ql)?$/ }), absent: null, secret: true },
  DATA_KEY: { schema: dataKeys, absent: [], secret: true },
  SESSION_SECRET: { schema: z.string().min(32), absent: null, secret: true },
  RETENTION_DAYS: { schema: wholeNumber(1, 3650), absent: 120, secret: false },
  POLICY_FILE: { schema: z.string(), absent: null, secret: false },
  POLICY_DIR: { schema: z.string(), absent: null, secret: false },
  LOG_LEVEL: { schema: z.enum(['debug', 'info', 'warn', 'error']), absent: 'info', secret: false },
  SLACK_BOT_TOKEN: { schema: z.string().startsWith('xoxb-'), absent: null, secret: true },
  SLACK_APP_TOKEN: { schema: z.string().startsWith('xapp-'), absent: null, secret: true },
  SLACK_SIGNING_SECRET: { schema: z.string().min(16), absent: null, secret: true },
  SLACK_PORT: { schema: wholeNumber(0, 65_535), absent: null, secret: false },
  SLACK_CLIENT_ID: { schema: z.string(), absent: null, secret: false },
  SLACK_CLIENT_SECRET: { schema: z.string(), absent: null, secret: true },
  SLACK_STATE_SECRET: { schema: z.string().min(16), absent: null, secret: true },
  SLACK_API_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    absent: 'https://slack.com/api/',
    secret: false,
  },
  DISCORD_TOKEN: { schema: z.string().min(20), absent: null, secret: true },
  DISCORD_GUILD_ID: { schema: z.string().regex(/^\d{15,21}$/), absent: null, secret: false },
  DISCORD_SHARDS: {
    schema: z.literal('auto').or(wholeNumber(1, 1000)),
    absent: 1,
    secret: false,
  },
  DISCORD_API_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    absent: 'https://discord.com/api',
    secret: false,
  },
} as const;

/** The name of a variable. */
export type Name = keyof typeof variables;
/** What it comes to: its value as it is read, or what it is without one. */
export type Value<N extends Name> =
  | z.output<(typeof variables)[N]['schema']>
  | (typeof variables)[N]['absent'];

/** The names of all variables, in the order of `.env.example`. */
export const variableNames = Object.keys(variables) as Name[];
