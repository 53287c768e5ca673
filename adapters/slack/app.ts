import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, type webApi } from '@slack/bolt';
import type { Bot, Installations } from '../../src/bot.ts';
import type { SlackConfig } from '../../src/config.ts';
import type { Words } from '../../src/oneshot.ts';
import { type Connection, httpConnection, socketConnection } from './connection.ts';
import { createDelivery } from './deliver.ts';
import { createDesk } from './desk.ts';
import { listen } from './listeners.ts';
import { boltLog, type Warn } from './log.ts';
import { createOAuth, type OAuth } from './oauth.ts';
import { patiently } from './patience.ts';
import { SlackRefused } from './refused.ts';

export { SlackRefused } from './refused.ts';

/** What the Slack adapter needs from outside. */
export interface SlackOptions {
  readonly config: SlackConfig;
  readonly bot: Bot;
  readonly words: Words;
  readonly installations: Installations;
  /** The address that people see, where the bot knows it. */
  readonly publicUrl: string | null;
  /** Tells the operator of an error; returns the reference number that the person is told. */
  readonly onFault: (error: unknown) => string;
  readonly warn: Warn;
  readonly now: () => Date;
}

/** The bot in Slack. */
export interface Slack {
  /** Connects, and is then ready for everybody. Throws SlackRefused where a token is not good. */
  start(): Promise<void>;
  /** Takes no more, and lets what is under way come to its end. */
  stop(): Promise<void>;
  /** Answers a request under `/slack/`, where it is one of Slack's or of an installation. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
}

/** A call that takes longer will not come. In milliseconds. */
const longestCall = 4_000;

/** Everything that Slack and browsers ask of the bot in Slack begins so. */
const ourPaths = '/slack/';

export function createSlack(options: SlackOptions): Slack {
  const { config, words, onFault } = options;
  // What goes wrong while it starts is said once, in the sentence that refuses the start.
  let started = false;
  const log = boltLog((level, sentence) => started && options.warn(level, sentence));
  const client: webApi.WebClientOptions = {
    slackApiUrl: config.apiUrl,
    timeout: longestCall,
    // One place decides how long to be patient.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: log,
  };
  const connection = connectionFor(options, log, client);
  const oauth = oauthFor(options, log, client);
  const app = new App({
    receiver: connection.receiver,
    ...(config.workspace.kind === 'one' ? { token: config.workspace.botToken } : {}),
    ...(oauth ? { authorize: oauth.authorize } : {}),
    clientOptions: client,
    convoStore: false,
    deferInitialization: true,
    logger: log,
  });
  const underWay = new Set<Promise<unknown>>();
  // Slack is answered before the turn is made, so nobody but this knows of it.
  app.use(async (happened) => {
    const running = happened.next();
    underWay.add(running);
    try {
      await running;
    } catch (error) {
      // What failed before it was acknowledged would keep Slack waiting; a second acknowledgement does nothing.
      if ('ack' in happened && typeof happened.ack === 'function') {
        await Promise.resolve(happened.ack()).catch(() => {});
      }
      throw error;
    } finally {
      underWay.delete(running);
    }
  });
  app.error(async (error) => {
    onFault(error);
  });
  listen(app, createDesk({ ...options, deliver: createDelivery(words, onFault) }));
  oauth?.listen(app);

  return {
    async start() {
      await named('SLACK_BOT_TOKEN', () => patiently(() => app.init()));
      await named('SLACK_APP_TOKEN', () => connection.start());
      started = true;
    },

    async stop() {
      await connection.stop();
      // By HTTP the last requests may still be coming in.
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },

    answer(request, response) {
      if (!request.url?.startsWith(ourPaths)) return false;
      if (oauth?.answer(request, response)) return true;
      if (!connection.listener) return false;
      connection.listener(request, response);
      return true;
    },
  };
}

function connectionFor(
  { config, onFault, warn, words }: SlackOptions,
  log: ReturnType<typeof boltLog>,
  client: webApi.WebClientOptions,
): Connection {
  const warnOfUnsigned = rarely(() => warn('warn', words.text('slack/log', {}, 'unsigned')));
  return config.connection.kind === 'socket'
    ? socketConnection(config.connection.appToken, log, { ...client }, onFault)
    : httpConnection(config.connection.signingSecret, log, warnOfUnsigned);
}

function oauthFor(
  { config, words, installations, publicUrl, now, onFault }: SlackOptions,
  log: ReturnType<typeof boltLog>,
  client: webApi.WebClientOptions,
): OAuth | null {
  if (config.workspace.kind === 'one') return null;
  const { kind: _, ...app } = config.workspace;
  return createOAuth({ app, installations, words, log, client, publicUrl, now, onFault });
}

/** Slack refuses a token: the variable that holds it is named. */
async function named(variable: string, connect: () => Promise<void>): Promise<void> {
  try {
    await connect();
  } catch (error) {
    throw new SlackRefused(variable, error);
  }
}

/** At most once a minute: whoever sends nonsense sends much of it. */
function rarely(work: () => void): () => void {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - last < 60_000) return;
    last = now;
    work();
  };
}
