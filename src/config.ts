import { z } from 'zod';
import type { DataKey } from './store/port.ts';

/** Everything that the environment sets, read once and frozen. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** The address that people see, where it is not the one listened on; https makes the cookies secure. */
  readonly publicUrl: string | null;
  /** Whether a proxy in front tells the visitor's address (`X-Forwarded-For`). */
  readonly trustProxy: boolean;
  /** Requests a minute from one address. */
  readonly rateLimit: number;
  /** The folder of the SQLite database and of the secret that signs sessions. */
  readonly dataDir: string;
  /** `postgres://…`; null: SQLite. */
  readonly databaseUrl: string | null;
  /** The first encrypts, all decrypt; empty: nothing is encrypted at rest. */
  readonly dataKeys: readonly DataKey[];
  /** Signs the sessions of the web page; null: one is made in `dataDir` at the first start. */
  readonly sessionSecret: string | null;
  /** Conversations are removed this many days after their last use. */
  readonly retentionDays: number;
  /** An institution's own numbers; null: the default policy. */
  readonly policyFile: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

/** One variable that cannot be used; templates/en/config.hbs says under its name what is allowed. The value is left out where it may be a secret. */
export interface ConfigFault {
  readonly name: string;
  readonly value: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

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
const variables = {
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
  LOG_LEVEL: { schema: z.enum(['debug', 'info', 'warn', 'error']), absent: 'info', secret: false },
} as const;

type Name = keyof typeof variables;
type Value<N extends Name> =
  | z.output<(typeof variables)[N]['schema']>
  | (typeof variables)[N]['absent'];

/** The names of all variables, in the order of `.env.example`. */
export const variableNames = Object.keys(variables) as Name[];

/** Reads the configuration, or finds every fault at once. An empty value counts as none. */
export function readConfig(
  environment: Environment,
): { config: Config } | { faults: ConfigFault[] } {
  const faults: ConfigFault[] = [];
  const read = <N extends Name>(name: N): Value<N> => {
    const { schema, absent, secret } = variables[name];
    const value = environment[name]?.trim() ?? '';
    if (value === '') return absent as Value<N>;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data as Value<N>;
    faults.push({ name, value: secret ? null : value });
    return absent as Value<N>;
  };
  const config: Config = Object.freeze({
    host: read('HOST'),
    port: read('PORT'),
    publicUrl: read('PUBLIC_URL'),
    trustProxy: read('TRUST_PROXY'),
    rateLimit: read('RATE_LIMIT'),
    dataDir: read('DATA_DIR'),
    databaseUrl: read('DATABASE_URL'),
    dataKeys: read('DATA_KEY'),
    sessionSecret: read('SESSION_SECRET'),
    retentionDays: read('RETENTION_DAYS'),
    policyFile: read('POLICY_FILE'),
    logLevel: read('LOG_LEVEL'),
  });
  return faults.length > 0 ? { faults } : { config };
}
