import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Slack's own limit for what is late; what is early by as much is no better. In seconds. */
const widestClock = 5 * 60;

/** Nothing that Slack sends is nearly as large. */
const mostBytes = 1024 * 1024;

/** The body of a request; null where it is too large. */
export function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    request.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes <= mostBytes) pieces.push(piece);
      else resolve(null);
    });
    request.on('end', () => {
      const [first, ...more] = pieces;
      resolve(first && more.length === 0 ? first : Buffer.concat(pieces));
    });
    request.on('error', reject);
  });
}

/**
 * Whether a request comes from Slack, and now: signed with the app's secret, at a time within five minutes of ours on
 * either side. (Bolt would take a time in the future, too.) Source: Slack, "Verifying requests from Slack".
 *
 * @param now in milliseconds since 1970
 */
export function isSigned(
  signingSecret: string,
  { headers }: IncomingMessage,
  body: Buffer,
  now: number,
): boolean {
  const time = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof time !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(time)) {
    return false;
  }
  if (Math.abs(now / 1000 - Number(time)) > widestClock) return false;
  const ours = createHmac('sha256', signingSecret).update(`v0:${time}:`).update(body).digest('hex');
  const expected = Buffer.from(`v0=${ours}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Whether a body is Slack's question whether somebody is there. */
export function isProbe(body: Buffer): boolean {
  return body.length < 200 && /^(.*&)?ssl_check=1(&|$)/.test(body.toString('latin1'));
}

/** Whether what a body carries is an object, as everything that Slack sends is: Bolt counts on it. */
export function holdsAnObject(body: Buffer): boolean {
  const beginning = body.toString('latin1', 0, 200);
  return (
    /^\s*\{/.test(beginning) ||
    (/^\w+=/.test(beginning) && !/(^|&)payload=(?!\{|%7B)/i.test(beginning))
  );
}
