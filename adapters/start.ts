import { randomUUID } from 'node:crypto';
import type { DestinationStream } from 'pino';
import { createBot, dayOf } from '../src/bot.ts';
import { readConfig } from '../src/config.ts';
import { calendarIsOver } from '../src/interview/season.ts';
import { createOperator, withoutWords } from '../src/operator.ts';
import { overdue } from '../src/policy/load.ts';
import type { Words } from '../src/render/words.ts';
import type { OpenStore } from '../src/store/installations.ts';
import { openStore } from '../src/store/open.ts';
import { StoreRefused } from '../src/store/port.ts';
import { keepRetention } from '../src/store/retention.ts';
import { refuse, type Terminal } from './cli/terminal.ts';
import { codeOf, environmentOf, policyInForce } from './settings.ts';
import { listening, StartRefused } from './start-refused.ts';
import { startSlack } from './start-slack.ts';
import { createWebApp, serveWeb } from './web/server.ts';
import { ownSecret } from './web/session-secret.ts';

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
    const sentences = read.faults.map(({ name, value, lacks }) =>
      lacks
        ? words.text('config', { name }, lacks)
        : words.text('config', { name, value, allowed: words.text('config', {}, name) }),
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
  let store: OpenStore;
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

  const { log } = operator;
  /** Tells the operator of an error that nobody expected; the person is told the same number. */
  const faultOf = (platform: string) => (error: unknown) => {
    const reference = randomUUID().slice(0, 8);
    operator.fault({ reference, platform, error });
    return reference;
  };
  const bot = createBot({
    policy,
    words,
    store,
    observer: operator,
    retentionDays: config.retentionDays,
    now: () => new Date(),
    newId: randomUUID,
  });
  const web = createWebApp({
    bot,
    words,
    sessionSecret,
    retentionDays: config.retentionDays,
    policyHash: policy.hash,
    onFault: faultOf('web'),
    ready: () => store.ready(),
    metrics: () => operator.metrics(),
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    trustProxy: config.trustProxy,
    rateLimit: { perMinute: config.rateLimit },
  });

  const started: { stop(): Promise<void> }[] = [];
  const stopAll = async () => {
    for (const one of started.reverse()) await one.stop();
    await store.close();
  };
  try {
    const slack = await startSlack(config, {
      bot,
      words,
      installations: store.installations,
      onFault: faultOf('slack'),
      warn: (level, sentence) => log[level]({ platform: 'slack' }, sentence),
    });
    if (slack) started.push(slack);
    const page = await listening(serveWeb(web, config, slack?.answerBeside), config);
    started.push({ stop: () => page.close() });
    const address = config.publicUrl ?? page.address;
    log.info({ address: page.address, policy: policy.hash }, said('started', { address }));
  } catch (error) {
    await stopAll();
    if (!(error instanceof StartRefused)) throw error;
    refuse(terminal, said(error.part, error.params));
    return 1;
  }

  const today = dayOf(new Date());
  if (config.databaseUrl && !config.sessionSecret) log.warn(said('secret-of-one'));
  if (calendarIsOver(policy, today))
    log.warn(said('season-over', { season: policy.calendar.season }));
  for (const number of overdue(file, today))
    log.warn(words.text('policy/warning', number, 'overdue'));

  const retention = keepRetention(store, config.retentionDays, (swept) => {
    if ('error' in swept) log.error({ error: withoutWords(swept.error) }, 'retention failed');
    else log.info(swept, 'retention');
  });
  started.unshift(retention);
  const signal = await stop;
  log.info({ signal }, said('stopping'));
  await stopAll();
  log.info(said('stopped'));
  return 0;
}

/** The log as JSON lines, or as readable lines where a person looks at it. */
async function logStream({ output }: Terminal): Promise<DestinationStream> {
  if (!output.isTTY) return output;
  const { default: pretty } = await import('pino-pretty');
  return pretty({ destination: output, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => resolve(signal));
  });
}
