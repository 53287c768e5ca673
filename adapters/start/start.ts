import { dayOf, soon } from '../../src/bot.ts';
import { calendarIsOver } from '../../src/interview/season.ts';
import { withoutWords } from '../../src/operator.ts';
import { overdue } from '../../src/policy/load.ts';
import type { Words } from '../../src/render/words.ts';
import { keepRetention } from '../../src/store/retention.ts';
import { refuse, type Terminal } from '../cli/terminal.ts';
import { isShard, startDiscord } from './discord.ts';
import { type Ground, layGround } from './ground.ts';
import { StartRefused } from './refused.ts';
import { startSlack } from './slack.ts';
import { startWeb } from './web.ts';

/** Once it is to stop, what is still starting has this long to get there. In milliseconds. */
const longestStart = 4_000;

/** What is under way at a stop has this long to come to its end: an orchestrator kills after ten seconds. */
const longestGoodbye = 8_500;

/** Something that runs until it is stopped. */
interface Running {
  stop(): Promise<void>;
}

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
  // In the order of their start; they stop the other way round.
  const running: Running[] = [];
  const adapters: Running[] = [];
  const stopEverything = async () => {
    // All at once: none takes anything new while another still answers.
    const stopping = adapters.splice(0).map((one) => one.stop());
    await soon(Promise.allSettled(stopping), longestGoodbye);
    for (const one of running.splice(0).reverse()) await one.stop();
  };
  let stopped = Promise.resolve();
  // One after the other: who comes second must not take the store from under those whom the first waits for.
  const stopAll = () => {
    stopped = stopped.then(stopEverything);
    return stopped;
  };
  try {
    const ground = await layGround(terminal, words);
    running.push({ stop: () => ground.store.close() });
    running.push(ground.stats.follow());
    running.push(ground.policies.follow());
    const letGo = surviveStrays(ground);
    running.push({ stop: async () => letGo() });
    const starting = isShard()
      ? startShard(ground, running, adapters)
      : startEverything(ground, running, adapters);
    const { log } = ground.operator;
    await Promise.race([starting, stop]);
    // Whoever is waited for at the start may never answer; a stop counts all the same.
    await soon(starting, longestStart);
    const signal = await stop;
    // What has started only after that stops as well.
    starting.then(stopAll).catch(() => {});
    log.info({ signal }, words.text('start', {}, 'stopping'));
    await stopAll();
    log.info(words.text('start', {}, 'stopped'));
    return 0;
  } catch (error) {
    await stopAll();
    if (!(error instanceof StartRefused)) throw error;
    refuse(terminal, ...error.sentences);
    return error.status;
  }
}

async function startEverything(
  ground: Ground,
  running: Running[],
  adapters: Running[],
): Promise<void> {
  const { config, policy, store, operator, words } = ground;
  const { log } = operator;
  const said = (part: string, params: object = {}) => words.text('start', { ...params }, part);
  const slack = await startSlack(ground);
  if (slack) adapters.push(slack);
  const discord = await startDiscord(ground);
  if (discord) adapters.push(discord);
  const page = await startWeb(ground, slack?.answerBeside);
  adapters.unshift({ stop: () => page.close() });

  const address = config.publicUrl ?? page.address;
  if (slack) log.info(said('in-slack'));
  if (discord?.invites) log.info(discord.invites, said('in-discord', discord.invites));
  log.info({ address: page.address, policy: policy.hash }, said('started', { address }));
  warn(ground);
  const retention = keepRetention(store, config.retentionDays, (swept) => {
    if ('error' in swept) log.error({ error: withoutWords(swept.error) }, 'retention failed');
    else log.info(swept, 'retention');
  });
  running.push(retention);
}

/**
 * A promise that a library has let go of must not take everything down: it is told, and the rest goes on.
 *
 * @returns undoes it
 */
function surviveStrays({ faultOf }: Ground): () => void {
  const tell = faultOf('process');
  process.on('unhandledRejection', tell);
  return () => process.off('unhandledRejection', tell);
}

/** One shard of several: its parent does everything else. */
async function startShard(ground: Ground, running: Running[], adapters: Running[]): Promise<void> {
  // The line to the parent would keep this process alive; it is let go last.
  running.unshift({ stop: async () => process.disconnect?.() });
  const discord = await startDiscord(ground);
  if (discord) adapters.push(discord);
  if (discord?.invites) {
    const { invites } = discord;
    const sentence = ground.words.text('start', { ...invites }, 'in-discord');
    const shard = Number(process.env.SHARDS);
    ground.operator.log.info({ shard, process: process.pid, ...invites }, sentence);
  }
}

/** What the operator should see to, now or some day soon. */
function warn({ config, policy, file, words, operator: { log } }: Ground): void {
  const today = dayOf(new Date());
  if (config.databaseUrl && !config.sessionSecret) {
    log.warn(words.text('start', {}, 'secret-of-one'));
  }
  if (config.slack?.workspace.kind === 'many' && config.dataKeys.length === 0) {
    log.warn(words.text('start', {}, 'tokens-in-clear'));
  }
  if (calendarIsOver(policy, today)) {
    log.warn(words.text('start', { season: policy.calendar.season }, 'season-over'));
  }
  for (const number of overdue(file, today)) {
    log.warn(words.text('policy/warning', number, 'overdue'));
  }
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => resolve(signal));
  });
}
