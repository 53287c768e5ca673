import { sent } from '../../src/sent.ts';
import { Refused } from './patience.ts';
import type { Message } from './screen-view.ts';

/**
 * Posts a private message to a response URL.
 *
 * @param replaces whether it takes the place of what was clicked
 * @throws Refused where Slack takes no more there: 404 after thirty minutes or five uses
 */
export async function postTo(url: string, message: Message, replaces: boolean): Promise<void> {
  const { status, headers, body } = await sent({
    url,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      response_type: 'ephemeral',
      replace_original: replaces,
      ...message,
    }),
  });
  const error = /"error":"(\w+)"/.exec(body.toString())?.[1] ?? null;
  if (status < 300 && error === null) return;
  const seconds = Number(headers['retry-after']);
  throw new Refused(status, error, Number.isFinite(seconds) ? seconds : null);
}
