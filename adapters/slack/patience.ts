import { setTimeout } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import pRetry from 'p-retry';

/** Nobody waits longer for a screen; after that another way is better. In milliseconds. */
const longestWait = 8_000;

/** What Slack answers while it is ill rather than unwilling. */
const illness: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
]);

/** An answer to a post that is no success. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;
  /** Slack's word for it, where it has one. */
  readonly code: string;
  /** In seconds; null where the answer names none. */
  readonly retryAfter: number | null;

  constructor(status: number, error: string | null, retryAfter: number | null) {
    super('A post was refused.');
    this.status = status;
    this.code = error ?? String(status);
    this.retryAfter = retryAfter;
  }
}

/**
 * Makes a call, again where Slack was ill, its connection broke or it asked to wait, a few times and for a few seconds.
 *
 * @param longest in milliseconds; a form can be opened for three seconds only
 * @param passing after which errors to try again
 * @throws what the last try threw
 */
export async function patiently<T>(
  call: () => Promise<T>,
  {
    longest = longestWait,
    passing = isPassing,
  }: { longest?: number; passing?: (error: Error) => boolean } = {},
): Promise<T> {
  const begun = performance.now();
  try {
    // Nearly always this is all.
    return await call();
  } catch (error) {
    if (!(error instanceof Error) || !passing(error)) throw error;
    await waitAsAsked(error, longest);
    const left = longest - (performance.now() - begun);
    if (left <= 0) throw error;
    return pRetry(call, {
      retries: 2,
      minTimeout: 200,
      maxRetryTime: left,
      shouldRetry: ({ error }) => passing(error),
      onFailedAttempt: ({ error, retriesLeft }) => {
        if (retriesLeft > 0) return waitAsAsked(error, longest);
      },
    });
  }
}

/** @throws the error itself where Slack asks for more than there is time for */
async function waitAsAsked(error: Error, longest: number): Promise<void> {
  const wait = secondsToWait(error) * 1000;
  if (wait >= longest) throw error;
  await setTimeout(wait);
}

/** Whether Slack has done nothing but asked to wait. */
export function isWait(error: Error): boolean {
  return error instanceof webApi.WebAPIRateLimitedError;
}

function secondsToWait(error: Error): number {
  if (error instanceof webApi.WebAPIRateLimitedError) return error.retryAfter;
  return error instanceof Refused ? (error.retryAfter ?? 0) : 0;
}

function isPassing(error: Error): boolean {
  if (error instanceof webApi.WebAPIPlatformError) return illness.has(error.data.error);
  if (error instanceof Refused) {
    return error.status === 429 || error.status >= 500 || illness.has(error.code);
  }
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode >= 500;
  return true;
}
