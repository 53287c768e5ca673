import type { DataKey } from './store/port.ts';
import { type Name, type Value, variables } from './variables.ts';

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
  /** The folder with an overlay for each workspace or server; null: everybody has the same policy. */
  readonly policyDir: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Null: the bot is not in Slack. */
  readonly slack: SlackConfig | null;
  /** Null: the bot is not in Discord. */
  readonly discord: DiscordConfig | null;
}

/** The bot in Discord. */
export interface DiscordConfig {
  readonly token: string;
  /** Commands are registered in this one server, at once; null: everywhere. */
  readonly guildId: string | null;
  /** So many shards, each in a process of its own; `auto`: as many as Discord advises, in this one. */
  readonly shards: number | 'auto';
  /** Where Discord's API is. */
  readonly apiUrl: string;
}

/** The bot in Slack: how events reach it, and whether it serves one workspace or many. */
export interface SlackConfig {
  readonly connection:
    | { readonly kind: 'socket'; readonly appToken: string }
    /** Without a port of its own, beside the web page. */
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number | null };
  readonly workspace:
    | { readonly kind: 'one'; readonly botToken: string }
    | {
        readonly kind: 'many';
        readonly clientId: string;
        readonly clientSecret: string;
        readonly stateSecret: string;
      };
  /** Where Slack's Web API is. */
  readonly apiUrl: string;
}

/** One variable that cannot be used; templates/en/config.hbs says under its name what is allowed. The value is left out where it may be a secret. */
export interface ConfigFault {
  readonly name: string;
  readonly value: string | null;
  /** What the variable lacks beside it, where its value is not what is wrong; again a part of the template. */
  readonly lacks?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

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
  const slack = slackConfig({
    botToken: read('SLACK_BOT_TOKEN'),
    appToken: read('SLACK_APP_TOKEN'),
    signingSecret: read('SLACK_SIGNING_SECRET'),
    port: read('SLACK_PORT'),
    clientId: read('SLACK_CLIENT_ID'),
    clientSecret: read('SLACK_CLIENT_SECRET'),
    stateSecret: read('SLACK_STATE_SECRET'),
    apiUrl: read('SLACK_API_URL'),
  });
  // A value that cannot be used counts as absent, so only what was never given is missed.
  if ('missing' in slack && faults.length === 0) faults.push(...slack.missing);
  const discordToken = read('DISCORD_TOKEN');
  const discord = {
    guildId: read('DISCORD_GUILD_ID'),
    shards: read('DISCORD_SHARDS'),
    apiUrl: read('DISCORD_API_URL'),
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
    policyDir: read('POLICY_DIR'),
    logLevel: read('LOG_LEVEL'),
    slack: 'missing' in slack ? null : slack.config,
    discord: discordToken === null ? null : { token: discordToken, ...discord },
  });
  return faults.length > 0 ? { faults } : { config };
}

interface SlackVariables {
  readonly botToken: string | null;
  readonly appToken: string | null;
  readonly signingSecret: string | null;
  readonly port: number | null;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  readonly stateSecret: string | null;
  readonly apiUrl: string;
}

/** The bot in Slack as its variables together describe it; null where none is set. */
function slackConfig(
  given: SlackVariables,
): { config: SlackConfig | null } | { missing: ConfigFault[] } {
  const { botToken, appToken, signingSecret, port, clientId, clientSecret, stateSecret } = given;
  const missing = (name: Name, lacks: string) => ({ missing: [{ name, value: null, lacks }] });
  const connection: SlackConfig['connection'] | null = appToken
    ? { kind: 'socket', appToken }
    : signingSecret
      ? { kind: 'http', signingSecret, port }
      : null;
  if (botToken && clientId) return missing('SLACK_BOT_TOKEN', 'one-or-many');
  if (botToken) {
    if (!connection) return missing('SLACK_BOT_TOKEN', 'connection');
    const workspace = { kind: 'one', botToken } as const;
    return { config: { connection, workspace, apiUrl: given.apiUrl } };
  }
  if (clientId || clientSecret || stateSecret) {
    if (!clientId || !clientSecret || !stateSecret) return missing('SLACK_CLIENT_ID', 'oauth');
    if (!connection) return missing('SLACK_CLIENT_ID', 'connection');
    const workspace = { kind: 'many', clientId, clientSecret, stateSecret } as const;
    return { config: { connection, workspace, apiUrl: given.apiUrl } };
  }
  if (appToken) return missing('SLACK_APP_TOKEN', 'workspace');
  if (signingSecret) return missing('SLACK_SIGNING_SECRET', 'workspace');
  return { config: null };
}
