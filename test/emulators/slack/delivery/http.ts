import { request } from 'node:http';
import { readAll } from '../web/request.ts';
import type { Clock } from '../world/clock.ts';
import { secret as randomSecret } from '../world/ids.ts';
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

export interface HttpAnswer {
  status: number;
  type: string;
  body: string;
  noRetry: boolean;
}

/**
 * One signed request, on a connection of its own: a server that was started anew at the same port
 * must not meet a connection of the old one. Times are real ones here, for the app compares them
 * with its own clock.
 */
export function send(
  url: string,
  { type, body }: { type: string; body: string },
  { secret, away = 0 }: Signing,
  { retry, signal }: { retry?: Retry | undefined; signal?: AbortSignal } = {},
): Promise<HttpAnswer> {
  const timestamp = Math.floor(Date.now() / 1000) + away;
  const headers: Record<string, string | number> = {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
  };
  if (secret !== null) headers['x-slack-signature'] = signature(secret, timestamp, body);
  if (retry) {
    headers['x-slack-retry-num'] = retry.number;
    headers['x-slack-retry-reason'] = retry.reason;
  }
  const options = { method: 'POST', agent: false, headers, ...(signal ? { signal } : {}) };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      readAll(answer).then((received) => {
        const noRetry = answer.headers['x-slack-no-retry'] === '1';
        const answered = answer.headers['content-type'] ?? '';
        resolve({ status: answer.statusCode ?? 0, type: answered, body: received, noRetry });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Page "Events API", "URL verification": the app must give the challenge back; says what it did instead. */
export async function challenge(
  url: string,
  secret: string,
  token: string,
): Promise<string | undefined> {
  const word = randomSecret(20);
  const body = JSON.stringify({ token, challenge: word, type: 'url_verification' });
  const answer = await send(url, { type: 'application/json', body }, { secret });
  return answer.status === 200 && answer.body.includes(word)
    ? undefined
    : `${answer.status} ${answer.body}`;
}

/** Sends and waits for the acknowledgement, three seconds of Slack's clock and no longer. */
export async function deliverByHttp(
  { clock, closing }: { clock: Clock; closing: AbortSignal },
  url: string,
  secret: string,
  outgoing: Outgoing,
  retry?: Retry,
): Promise<Acknowledgement> {
  const tooLate = new AbortController();
  const cancel = clock.after(millisecondsToAcknowledge, () => tooLate.abort());
  try {
    const answer = await send(
      url,
      bodyOf(outgoing),
      { secret },
      {
        retry,
        signal: AbortSignal.any([tooLate.signal, closing]),
      },
    );
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
function read({ type, body }: HttpAnswer): unknown {
  if (body === '') return undefined;
  if (!type.startsWith('application/json')) return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
