import pino, { type Logger } from 'pino';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Observer } from './observer.ts';

/** What the operator has of the running bot: a log, and figures for Prometheus. */
export interface Operator extends Observer {
  readonly log: Logger;
  /** The figures as Prometheus reads them. */
  metrics(): Promise<{ type: string; text: string }>;
}

/**
 * @param stream where the log goes, one JSON object a line
 * @param platforms where people may be, by the beginning of their tenants' names
 */
export function createOperator(
  level: string,
  stream: pino.DestinationStream,
  platforms: readonly string[] = [],
): Operator {
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const turns = new Counter({
    name: 'step2_turns_total',
    help: 'Turns answered, by platform and by the screen that was shown.',
    labelNames: ['platform', 'screen'],
    registers,
  });
  const seconds = new Histogram({
    name: 'step2_turn_seconds',
    help: 'Time a turn takes, from the event to the screen, the save included.',
    labelNames: ['platform'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers,
  });
  const results = new Counter({
    name: 'step2_results_total',
    help: 'Recommendations given, by action.',
    labelNames: ['action'],
    registers,
  });
  const faults = new Counter({
    name: 'step2_faults_total',
    help: 'Faults that were told to a person, by platform.',
    labelNames: ['platform'],
    registers,
  });
  // A counter that began with its first fault would hide that one from every rate.
  for (const platform of platforms) faults.inc({ platform }, 0);

  return {
    log,
    turn({ platform, screen, seconds: taken }) {
      turns.inc({ platform, screen });
      seconds.observe({ platform }, taken);
    },
    result: (action) => results.inc({ action }),
    fault({ reference, platform, error }) {
      faults.inc({ platform });
      log.error({ reference, platform, error: withoutWords(error) }, 'a turn failed');
    },
    async metrics() {
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/**
 * An error without its message: messages of libraries repeat values, and a value may be somebody's score. The name, the
 * code and the places in the program are what it takes to find the cause.
 */
export function withoutWords(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...('code' in error ? { code: String(error.code) } : {}),
    at: places.slice(0, 8).map((place) => place.trim()),
    ...(error.cause === undefined ? {} : { cause: withoutWords(error.cause) }),
  };
}
