import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Bot } from '../../src/bot.ts';
import type { Words } from '../../src/oneshot.ts';
import { loadAssets } from './assets.ts';
import { type AnswerPlainly, conversationRoutes } from './conversation.ts';
import { addressOf, strictHeaders } from './guards.ts';
import { type Monitored, operatorRoutes } from './operator.ts';
import { plainPage } from './page-view.ts';
import { createRateLimit } from './rate-limit.ts';
import { createSessions } from './session.ts';
import { createShareLinks } from './share-links.ts';
import { sharedRoutes } from './shared.ts';

export { type Answer, type Serving, serve, serveWeb } from './serve.ts';

/** What the web page needs from outside. */
export interface WebOptions extends Monitored {
  readonly bot: Pick<Bot, 'turn' | 'shared'>;
  readonly words: Words;
  /** Signs the session cookies and seals shared links; every replica needs the same, and another one ends them all. */
  readonly sessionSecret: string;
  /** A session is kept this many days after its last use, as the conversations are; a shared link from its making. */
  readonly retentionDays: number;
  /** Tells the operator of an error that nobody expected; returns the reference number that the person is told. */
  readonly onFault: (error: unknown) => string;
  /** Whether browsers come by HTTPS. */
  readonly secureCookies: boolean;
  /** The address that people see, where it is not the one that they ask at. */
  readonly publicUrl: string | null;
  readonly now: () => Date;
  /** Whether a proxy stands before the server and says in X-Forwarded-For for whom it asks. */
  readonly trustProxy: boolean;
  /** Requests that one address may send. */
  readonly rateLimit: { readonly perMinute: number };
}

/** The web page as an application that answers requests; `serveWeb` gives it a port. */
export function createWebApp(options: WebOptions): Hono {
  const { bot, words, onFault, trustProxy, sessionSecret, retentionDays, publicUrl } = options;
  const assets = loadAssets();
  const frame = { words, assets };
  const plainly: AnswerPlainly = (context, status, kind, params = {}) =>
    context.html(plainPage(frame, kind, params), status);
  const limit = createRateLimit(options.rateLimit.perMinute);
  const sessions = createSessions(sessionSecret, retentionDays, options.secureCookies);
  const links = createShareLinks(sessionSecret, options.now);
  const app = new Hono();

  app.use(...strictHeaders());
  // Monitoring comes often and is always let in.
  app.route('/', operatorRoutes(options, Object.values(assets)));
  app.use(async (context, next) => {
    const seconds = limit.secondsToWait(addressOf(context, trustProxy), performance.now());
    if (seconds === 0) return next();
    context.header('Retry-After', String(seconds));
    return plainly(context, 429, 'too-many', { seconds, one: seconds === 1 });
  });
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed(context, methods) {
        context.header('Allow', methods.join(', '));
        return plainly(context, 405, 'wrong-method');
      },
    }),
  );
  app.route('/', sharedRoutes({ bot, links, frame, plainly }));
  const page = { bot, sessions, frame, plainly, links, retentionDays, publicUrl };
  app.route('/', conversationRoutes(page));

  app.notFound((context) => plainly(context, 404, 'not-found'));
  app.onError((error, context) => {
    // The only one that is thrown: a form from another site.
    if (error instanceof HTTPException) return plainly(context, 403, 'not-yours');
    return plainly(context, 500, 'unexpected', { reference: onFault(error) });
  });
  return app;
}
