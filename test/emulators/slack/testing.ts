import type { KnownBlock } from '@slack/types';
import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { type Slack, type SlackOptions, startSlack } from './slack.ts';

/** A logger that says nothing: refusals are what these tests are about. */
export const quiet: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** Slack for one test. */
export async function slackForTest(options: SlackOptions = {}): Promise<Slack> {
  const slack = await startSlack(options);
  onTestFinished(() => slack.close());
  return slack;
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
