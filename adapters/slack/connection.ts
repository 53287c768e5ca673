import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { HTTPReceiver, type Logger, SocketModeReceiver, type webApi } from '@slack/bolt';
import { paths } from './names.ts';
import { patiently } from './patience.ts';
import { bodyOf, isSigned } from './signed.ts';

/** Between two tries to connect again, at first and at most. In milliseconds. */
const firstPause = 1_000;
const longestPause = 30_000;

/** How events reach the bot. */
export interface Connection {
  readonly receiver: HTTPReceiver | SocketModeReceiver;
  /** Answers Slack's requests; null in Socket Mode, where there are none. */
  readonly listener: RequestListener | null;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Requests from Slack to an address of ours. They are checked here, before Bolt: it reads each body twice and signs it
 * three times over for the same answer, and takes a time in the future.
 */
export function httpConnection(signingSecret: string, logger: Logger): Connection {
  const receiver = new HTTPReceiver({
    signingSecret,
    signatureVerification: false,
    endpoints: [paths.events],
    logger,
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawBody = await bodyOf(request);
    if (rawBody === null) response.writeHead(413, { connection: 'close' }).end();
    else if (!isSigned(signingSecret, request, rawBody, Date.now())) response.writeHead(401).end();
    // With the body at hand, Bolt does not look for it in the request.
    else receiver.requestListener(Object.assign(request, { rawBody }), response);
  }

  return {
    receiver,
    listener: (request, response) => {
      receive(request, response).catch(() => response.destroy());
    },
    async start() {},
    async stop() {},
  };
}

/**
 * A socket that the bot opens to Slack. Connects again for as long as it takes, which the library would give up, or end
 * the whole program over, where Slack refuses once.
 *
 * @param onFault hears of each failed try
 */
export function socketConnection(
  appToken: string,
  logger: Logger,
  clientOptions: webApi.WebClientOptions,
  onFault: (error: unknown) => void,
): Connection {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
  });
  const { client } = receiver;
  const stopping = new AbortController();
  let connecting = false;

  async function connectAgain(): Promise<void> {
    if (connecting) return;
    connecting = true;
    let pause = firstPause;
    while (!stopping.signal.aborted) {
      try {
        await client.start();
        break;
      } catch (error) {
        onFault(error);
        await setTimeout(pause, null, { signal: stopping.signal }).catch(() => {});
        pause = Math.min(pause * 2, longestPause);
      }
    }
    connecting = false;
  }

  return {
    receiver,
    listener: null,
    async start() {
      await patiently(() => client.start());
      client.on('disconnected', () => void connectAgain());
    },
    async stop() {
      stopping.abort();
      await client.disconnect();
    },
  };
}
