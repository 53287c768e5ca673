import type { Clock } from '../world/clock.ts';
import {
  type Acknowledgement,
  bodyOf,
  millisecondsToAcknowledge,
  type Outgoing,
  type Retry,
  signature,
} from './outgoing.ts';

/** How a request goes out; a test can spoil each part of it. */
export interface Signing {
  /** Another secret than the app's, or none at all for a request without a signature. */
  secret: string | null;
  /** Seconds away from now. */
  away?: number;
}

/** One signed request. Times are real ones here: the app compares them with its own clock. */
export async function send(
  url: string,
  { type, body }: { type: string; body: string },
  { secret, away = 0 }: Signing,
  { retry, signal }: { retry?: Retry | undefined; signal?: AbortSignal } = {},
): Promise<{ status: number; type: string; body: string; noRetry: boolean }> {
  const timestamp = Math.floor(Date.now() / 1000) + away;
  const headers: Record<string, string> = {
    'content-type': type,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(timestamp),
  };
  if (secret !== null) headers['x-slack-signature'] = signature(secret, timestamp, body);
  if (retry) {
    headers['x-slack-retry-num'] = String(retry.number);
    headers['x-slack-retry-reason'] = retry.reason;
  }
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body,
    ...(signal ? { signal } : {}),
  });
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    body: await answer.text(),
    noRetry: answer.headers.get('x-slack-no-retry') === '1',
  };
}

/** Sends and waits for the acknowledgement, three seconds of Slack's clock and no longer. */
export async function deliverByHttp(
  clock: Clock,
  url: string,
  secret: string,
  outgoing: Outgoing,
  retry?: Retry,
): Promise<Acknowledgement> {
  const tooLate = new AbortController();
  const cancel = clock.after(millisecondsToAcknowledge, () => tooLate.abort());
  try {
    const answer = await send(url, bodyOf(outgoing), { secret }, { retry, signal: tooLate.signal });
    const { status, noRetry } = answer;
    if (status >= 200 && status < 300) return { ok: true, body: read(answer), noRetry };
    return { ok: false, error: 'dispatch_failed', reason: 'http_error', noRetry };
  } catch {
    return tooLate.signal.aborted
      ? { ok: false, error: 'operation_timeout', reason: 'http_timeout' }
      : { ok: false, error: 'dispatch_failed', reason: 'connection_failed' };
  } finally {
    cancel();
  }
}

/** JSON if it says so, else text as it stands; nothing for an empty body. */
function read({ type, body }: { type: string; body: string }): unknown {
  if (body === '') return undefined;
  if (!type.startsWith('application/json')) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
