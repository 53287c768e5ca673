import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DestinationStream } from 'pino';
import { createBot, dayOf } from '../src/bot.ts';
import { type Config, readConfig } from '../src/config.ts';
import { calendarIsOver } from '../src/interview/season.ts';
import { createOperator, type Operator, withoutWords } from '../src/operator.ts';
import { overdue } from '../src/policy/load.ts';
import type { Words } from '../src/render/words.ts';
import { openStore } from '../src/store/open.ts';
import { type Store, StoreRefused } from '../src/store/port.ts';
import { refuse, type Terminal } from './cli/terminal.ts';
import { codeOf, environmentOf, policyInForce, readText } from './settings.ts';
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
  const read = readConfig(environmentOf(terminal));
  if ('faults' in read) {
    const sentences = read.faults.map(({ name, value }) =>
      words.text('config', { name, value, allowed: words.text('config', {}, name) }),
    );
    return refuse(terminal, ...sentences);
  }
  const { config } = read;

  const found = policyInForce(words, config.policyFile);
  if ('refusal' in found) return refuse(terminal, ...found.refusal);
  const { policy, file } = found;

  const sessionSecret = config.sessionSecret ?? ownSecret(config.dataDir);
  if (sessionSecret === null) {
    refuse(terminal, said('no-secret', { dataDir: config.dataDir }));
    return 1;
  }

  const operator = createOperator(config.logLevel, await logStream(terminal));
  let store: Store;
  try {
    store = await openStore({ ...config, databaseUrl: config.databaseUrl ?? undefined });
  } catch (error) {
    const refusal = error instanceof StoreRefused ? error.refusal : null;
    const sentence = refusal
      ? said(refusal.kind, refusal)
      : said('no-store', { reason: codeOf(error) });
    refuse(terminal, sentence);
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
    sessionSecret,
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
  if (config.databaseUrl && !config.sessionSecret) log.warn(said('secret-of-one'));
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

/** The log as JSON lines, or as readable lines where a person looks at it. */
async function logStream({ output }: Terminal): Promise<DestinationStream> {
  if (!output.isTTY) return output;
  const { default: pretty } = await import('pino-pretty');
  return pretty({ destination: output, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
}

/**
 * The secret that signs sessions, made at the first start and readable for the owner only. It appears whole or not at
 * all: two starts at once agree on the one that was there first.
 *
 * @returns null where the file cannot be had, or is too short to sign anything
 */
function ownSecret(dataDir: string): string | null {
  const path = join(dataDir, 'session-secret');
  const made = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!existsSync(path)) {
      writeFileSync(made, randomBytes(32).toString('base64'), { mode: 0o600 });
      try {
        linkSync(made, path);
      } finally {
        rmSync(made);
      }
    }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') return null;
  }
  const read = readText(path);
  return 'text' in read && read.text.length >= 32 ? read.text : null;
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
