import { randomBytes } from 'node:crypto';
import { createWebApp, type WebOptions } from '../../adapters/web/server.ts';
import { type Bot, createBot } from '../../src/bot.ts';
import { onePolicy } from '../../src/policy/policies.ts';
import { loadWords } from '../../src/render/words.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/port.ts';
import { policy } from './policy.ts';

/** A day on which the stages have dates and one of them is suggested. */
export const someDay = new Date(Date.UTC(2026, 10, 22));

export type WebTestOptions = Partial<WebOptions> & { readonly store?: Store };

/** The bot over a store, under the default policy and a clock that stands. */
export function botOver(
  store: Store,
  words = loadWords(),
  policies = onePolicy(policy),
  now = () => someDay,
): Bot {
  return createBot({
    policies,
    words,
    store,
    retentionDays: 120,
    now,
    newId: () => randomBytes(10).toString('hex'),
  });
}

/** The web page over a store, in memory where none is given. */
export async function webApp({ store, ...options }: WebTestOptions = {}) {
  const held = store ?? (await openStore({ dataDir: null }));
  const words = options.words ?? loadWords();
  return createWebApp({
    bot: botOver(held, words),
    words,
    sessionSecret: 'a secret of the tests',
    retentionDays: 120,
    ready: () => held.ready(),
    metrics: async () => ({ type: 'text/plain; version=0.0.4', text: 'step2_turns_total 1\n' }),
    onFault: () => 'ref12345',
    publicUrl: null,
    now: () => someDay,
    secureCookies: false,
    trustProxy: false,
    rateLimit: { perMinute: 10_000 },
    ...options,
  });
}
