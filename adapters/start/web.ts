import { type Answer, createWebApp, type Serving, serveWeb } from '../web/server.ts';
import { ownSecret } from '../web/session-secret.ts';
import type { Ground } from './ground.ts';
import { listening, StartRefused } from './refused.ts';

/**
 * Serves the web page.
 *
 * @param first answers what comes to the same port and is not for the page
 * @throws StartRefused where there is no secret to sign with, or the port cannot be had
 */
export async function startWeb(ground: Ground, first?: Answer): Promise<Serving> {
  const { config, words, operator, store, bot } = ground;
  const sessionSecret = config.sessionSecret ?? ownSecret(config.dataDir);
  if (sessionSecret === null) {
    const { dataDir } = config;
    throw new StartRefused(1, [words.text('start', { dataDir }, 'no-secret')]);
  }
  const app = createWebApp({
    bot,
    words,
    sessionSecret,
    retentionDays: config.retentionDays,
    onFault: ground.faultOf('web'),
    ready: () => store.ready(),
    metrics: () => operator.metrics(),
    publicUrl: config.publicUrl,
    now: () => new Date(),
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    trustProxy: config.trustProxy,
    rateLimit: { perMinute: config.rateLimit },
  });
  return listening(words, serveWeb(app, config, first), config);
}
