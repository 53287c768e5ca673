import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { DestinationStream } from 'pino';
import { createBot, dayOf } from '../src/bot.ts';
import { type Config, readConfig } from '../src/config.ts';
import { calendarIsOver } from '../src/interview/season.ts';
import { createOperator, type Operator, withoutWords } from '../src/operator.ts';
import { loadDefault, loadPolicy, overdue } from '../src/policy/load.ts';
import { faultSentence } from '../src/render/policy-report.ts';
import type { Words } from '../src/render/words.ts';
import { openStore } from '../src/store/open.ts';
import { type Store, StoreRefused } from '../src/store/port.ts';
import { refuse, type Terminal } from './cli/terminal.ts';
import { createWebApp, serveWeb } from './web/server.ts';

const dayInMilliseconds = 86_400_000;

/**
 * `npm start`: opens the store, starts every adapter that is configured, and runs until it is told to stop.
 *
 * @param stop settles when it is time to stop, with the reason
 * @returns the exit status: 0 after a stop, 2 for a configuration that cannot be used, 1 where a start failed
 */
export async function start(
  terminal: Terminal,
  words: Words,
  stop: Promise<string> = stopSignal(),
): Promise<number> {
  const said = (part: string, params: object = {}) => words.text('start', { ...params }, part);
  const read = readConfig({ ...dotEnv(), ...terminal.environment });
  if ('faults' in read) {
    const sentences = read.faults.map(({ name, value, allowed }) =>
      words.text('config', { name, value, allowed: words.text('config', {}, allowed) }),
    );
    return refuse(terminal, ...sentences);
  }
  const { config } = read;

  const overlay = config.policyFile;
  if (overlay !== null && !existsSync(overlay))
    return refuse(terminal, said('no-policy', { overlay }));
  const loaded = overlay === null ? loadDefault() : loadPolicy(readFileSync(overlay, 'utf8'));
  if ('faults' in loaded) {
    const faults = loaded.faults.map((fault) => faultSentence(words, fault));
    return refuse(terminal, said('policy', { overlay }), ...faults);
  }
  const { policy, file } = loaded;

  const operator = createOperator(config.logLevel, await logStream(terminal));
  let store: Store;
  try {
    store = await openStore({ ...config, databaseUrl: config.databaseUrl ?? undefined });
  } catch (error) {
    const reason = error instanceof StoreRefused ? error.message : codeOf(error);
    refuse(terminal, said('no-store', { reason }));
    return 1;
  }

  const bot = createBot({
    policy,
    words,
    store,
    observer: operator,
    retentionDays: config.retentionDays,
    now: () => new Date(),
    newId: randomUUID,
  });
  const app = createWebApp({
    bot,
    words,
    sessionSecret: config.sessionSecret ?? ownSecret(config.dataDir),
    retentionDays: config.retentionDays,
    policyHash: policy.hash,
    onFault(error) {
      const reference = randomUUID().slice(0, 8);
      operator.fault({ reference, platform: 'web', error });
      return reference;
    },
    ready: () => store.ready(),
    metrics: () => operator.metrics(),
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    trustProxy: config.trustProxy,
    rateLimit: { perMinute: config.rateLimit },
  });
  let page: Awaited<ReturnType<typeof serveWeb>>;
  try {
    page = await serveWeb(app, { host: config.host, port: config.port });
  } catch (error) {
    refuse(
      terminal,
      said('no-port', { host: config.host, port: config.port, reason: codeOf(error) }),
    );
    await store.close();
    return 1;
  }

  const { log } = operator;
  log.info(
    { address: page.address, policy: policy.hash },
    said('started', { address: config.publicUrl ?? page.address }),
  );
  const today = dayOf(new Date());
  if (calendarIsOver(policy, today))
    log.warn(said('season-over', { season: policy.calendar.season }));
  for (const number of overdue(file, today))
    log.warn(words.text('policy/warning', number, 'overdue'));

  const retention = keepRetention(store, config, operator);
  const signal = await stop;
  log.info({ signal }, said('stopping'));
  await page.close();
  await retention.stop();
  await store.close();
  log.info(said('stopped'));
  return 0;
}

/** The variables of the file `.env` in the working directory; those of the environment go before them. */
function dotEnv(): Record<string, string | undefined> {
  return existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
}

/** The log as JSON lines, or as readable lines where a person looks at it. */
async function logStream({ output }: Terminal): Promise<DestinationStream> {
  if (!output.isTTY) return output;
  const { default: pretty } = await import('pino-pretty');
  return pretty({ destination: output, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
}

/** The secret that signs sessions, made at the first start and readable for the owner only. */
function ownSecret(dataDir: string): string {
  const path = join(dataDir, 'session-secret');
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // Two replicas that start at once agree on the one that was written first.
    try {
      writeFileSync(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  return readFileSync(path, 'utf8');
}

/** Removes what is older than it may be, now and then once a day. `stop` waits for a removal that is under way. */
function keepRetention(
  store: Store,
  { retentionDays }: Config,
  { log }: Operator,
): { stop(): Promise<void> } {
  const sweep = async () => {
    const now = Date.now();
    const conversationsBefore = new Date(now - retentionDays * dayInMilliseconds);
    // Platforms redeliver for some minutes at most.
    const eventsBefore = new Date(now - dayInMilliseconds);
    try {
      log.info(await store.sweep({ conversationsBefore, eventsBefore }), 'retention');
    } catch (error) {
      log.error({ error: withoutWords(error) }, 'retention failed');
    }
  };
  let running = sweep();
  const timer = setInterval(() => {
    running = sweep();
  }, dayInMilliseconds);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => resolve(signal));
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
