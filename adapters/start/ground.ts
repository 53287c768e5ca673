import { randomBytes } from 'node:crypto';
import type { DestinationStream } from 'pino';
import { type Bot, createBot } from '../../src/bot.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createOperator, type Operator, withoutWords } from '../../src/operator.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { PolicyFile } from '../../src/policy/schema.ts';
import type { Words } from '../../src/render/words.ts';
import { type KeptStats, keepStats } from '../../src/stats.ts';
import type { OpenStore } from '../../src/store/installations.ts';
import { openStore } from '../../src/store/open.ts';
import { StoreRefused } from '../../src/store/port.ts';
import type { Terminal } from '../cli/terminal.ts';
import { codeOf, environmentOf, policyInForce } from '../settings.ts';
import { type FollowedPolicies, policiesOf } from './policies.ts';
import { faultSentence, StartRefused } from './refused.ts';

/** What every adapter stands on. */
export interface Ground {
  readonly config: Config;
  /** The policy of everybody without an overlay of their own. */
  readonly policy: Policy;
  readonly policies: FollowedPolicies;
  /** The policy with its sources and days. */
  readonly file: PolicyFile;
  readonly words: Words;
  readonly operator: Operator;
  readonly store: OpenStore;
  readonly stats: KeptStats;
  readonly bot: Bot;
  /** Tells the operator of an error that nobody expected; the person is told the same number. */
  faultOf(platform: string): (error: unknown) => string;
}

/**
 * Reads the configuration and the policy, opens the store, and makes the bot.
 *
 * @throws StartRefused where one of them cannot be used
 */
export async function layGround(terminal: Terminal, words: Words): Promise<Ground> {
  const read = readConfig(environmentOf(terminal));
  if ('faults' in read) {
    throw new StartRefused(
      2,
      read.faults.map((fault) => faultSentence(words, fault)),
    );
  }
  const { config } = read;
  const found = policyInForce(words, config.policyFile);
  if ('refusal' in found) throw new StartRefused(2, found.refusal);
  const { policy, file, overlays } = found;

  const stream = await logStream(terminal);
  const operator = createOperator(config.logLevel, stream, ['web', 'slack', 'discord']);
  const policies = await policiesOf(config, words, operator.log, policy, overlays);
  const store = await openedStore(words, config);
  const stats = keepStats(store.tallies, (error) =>
    operator.log.error({ error: withoutWords(error) }, 'stats could not be written'),
  );
  const bot = createBot({
    policies,
    words,
    store,
    stats,
    observer: operator,
    retentionDays: config.retentionDays,
    now: () => new Date(),
    newId,
  });
  return {
    config,
    policy,
    policies,
    file,
    words,
    operator,
    store,
    stats,
    bot,
    faultOf: (platform) => (error) => {
      const reference = newId().slice(0, 8);
      operator.fault({ reference, platform, error });
      return reference;
    },
  };
}

/** Eighty bits that nobody guesses, in so few characters that every platform's buttons can carry them. */
function newId(): string {
  return randomBytes(10).toString('hex');
}

async function openedStore(words: Words, config: Config): Promise<OpenStore> {
  try {
    return await openStore({ ...config, databaseUrl: config.databaseUrl ?? undefined });
  } catch (error) {
    const refusal = error instanceof StoreRefused ? error.refusal : null;
    const sentence = refusal
      ? words.text('start', { ...refusal }, refusal.kind)
      : words.text('start', { reason: codeOf(error) }, 'no-store');
    throw new StartRefused(1, [sentence], error);
  }
}

/** The log as JSON lines, or as readable lines where a person looks at it. */
async function logStream({ output }: Terminal): Promise<DestinationStream> {
  if (!output.isTTY) return output;
  const { default: pretty } = await import('pino-pretty');
  return pretty({ destination: output, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
}
