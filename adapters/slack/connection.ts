import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { HTTPReceiver, type Logger, SocketModeReceiver, type webApi } from '@slack/bolt';
import { soon } from '../../src/bot.ts';
import { paths } from './names.ts';
import { patiently } from './patience.ts';
import { bodyOf, holdsAnObject, isProbe, isSigned } from './signed.ts';

/** Between two tries to connect again, at first and at most. In milliseconds. */
const firstPause = 1_000;
const longestPause = 30_000;

/** Slack greets a new connection within a second, or never. In milliseconds. */
const longestGreeting = 10_000;

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
export function httpConnection(
  signingSecret: string,
  logger: Logger,
  onUnsigned: () => void,
): Connection {
  const receiver = new HTTPReceiver({
    signingSecret,
    signatureVerification: false,
    endpoints: [paths.events],
    logger,
  });

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawBody = await bodyOf(request);
    if (rawBody === null) response.writeHead(413, { connection: 'close' }).end();
    // Slack asks now and then, unsigned, whether somebody is there.
    else if (isProbe(rawBody)) response.writeHead(200).end();
    else if (!isSigned(signingSecret, request, rawBody, Date.now())) {
      onUnsigned();
      response.writeHead(401).end();
    } else if (!holdsAnObject(rawBody)) response.writeHead(400).end();
    // With the body at hand, Bolt does not look for it in the request.
    else receiver.requestListener(Object.assign(request, { rawBody }), response);
  }

  return {
    receiver,
    listener: (request, response) => {
      if (request.url?.split('?')[0] !== paths.events || request.method !== 'POST') {
        response.writeHead(404).end();
        return;
      }
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
  toldOfFaults(client, onFault);
  const stopping = new AbortController();
  let connecting = false;

  /** One try. A socket that says nothing is none, whatever the library hopes. */
  async function connect(): Promise<void> {
    const trying = client.start();
    trying.catch(() => {});
    if ((await soon(trying, longestGreeting)) !== null) return;
    client.disconnect().catch(() => {});
    throw new Error('Slack did not greet.');
  }

  async function connectAgain(): Promise<void> {
    if (connecting) return;
    connecting = true;
    let pause = firstPause;
    while (!stopping.signal.aborted) {
      try {
        await connect();
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
      await patiently(connect);
      client.on('disconnected', () => void connectAgain());
    },
    async stop() {
      stopping.abort();
      await client.disconnect();
    },
  };
}

/** The library reads each message in a promise that it lets go; one that it cannot read would end the whole program. */
function toldOfFaults(client: SocketModeReceiver['client'], onFault: (error: unknown) => void) {
  const messages = 'ws_message';
  const readers = client.listeners(messages);
  client.removeAllListeners(messages);
  client.on(messages, (...message: unknown[]) => {
    for (const read of readers) {
      Promise.resolve(Reflect.apply(read, client, message)).catch(onFault);
    }
  });
}
