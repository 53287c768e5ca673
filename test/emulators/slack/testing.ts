import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { type Slack, type SlackOptions, startSlack } from './slack.ts';

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

export type Mode = 'HTTP' | 'Socket Mode';
export const modes: readonly Mode[] = ['HTTP', 'Socket Mode'];

/** Slack for one test. */
export async function slackForTest(options: SlackOptions = {}): Promise<Slack> {
  const slack = await startSlack(options);
  onTestFinished(() => slack.close());
  return slack;
}

/** A real Bolt app that is connected to the emulator in one of the two ways. */
export async function boltApp(slack: Slack, mode: Mode, listen: (app: App) => void): Promise<App> {
  const workspace = slack.workspace();
  const common = {
    token: workspace.botToken,
    botId: workspace.botId,
    botUserId: workspace.botUserId,
    tokenVerificationEnabled: false,
    logger: quiet,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  };
  if (mode === 'HTTP') {
    const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: quiet });
    const app = new App({ ...common, receiver });
    listen(app);
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    onTestFinished(async () => void (await app.stop()));
    const address = (server as import('node:http').Server).address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await workspace.connect({ requestUrl: `http://127.0.0.1:${port}/slack/events` });
    return app;
  }
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: quiet,
    clientPingTimeout: 100,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = new App({ ...common, receiver });
  listen(app);
  await app.start();
  onTestFinished(async () => void (await app.stop()));
  return app;
}

/** What Slack refused a call with, or that it did not. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
    return { error: 'nothing was refused', messages: [] };
  } catch (thrown) {
    const { data } = thrown as {
      data?: { error?: string; response_metadata?: { messages?: string[] } };
    };
    if (data === undefined) throw thrown;
    return { error: data.error ?? '', messages: data.response_metadata?.messages ?? [] };
  }
}

export interface Refusal {
  error: string;
  messages: string[];
}

/** The real client of the Web API, which gives up at once. */
export const clientOf = (slack: Slack, token: string = slack.workspace().botToken): WebClient =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });

export const x = (length: number): string => 'x'.repeat(length);
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
export const plain = (text: string) => ({ type: 'plain_text' as const, text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
export const option = (text: string, value = text) => ({ text: plain(text), value });
export const button = (text: string, more: object = {}) => ({
  type: 'button' as const,
  text: plain(text),
  ...more,
});
export const section = (text: string) => ({ type: 'section' as const, text: plain(text) });
export const input = (element: object, more: object = {}) => ({
  type: 'input' as const,
  label: plain('Label'),
  element,
  ...more,
});

/** Blocks that the client's types would not let through. */
export const wrongly = (blocks: unknown): KnownBlock[] => blocks as KnownBlock[];
