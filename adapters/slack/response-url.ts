import { Agent } from 'undici';
import { Refused } from './patience.ts';
import type { Message } from './screen-view.ts';

/** Slack answers within a second, or is ill. In milliseconds. */
const longestAnswer = 4_000;

/** Connections to Slack are kept, for the next click is seldom far. */
const agent = new Agent({
  connections: 64,
  keepAliveTimeout: 30_000,
  headersTimeout: longestAnswer,
  bodyTimeout: longestAnswer,
  connect: { timeout: longestAnswer },
});

/**
 * Posts a private message to a response URL.
 *
 * @param replaces whether it takes the place of what was clicked
 * @throws Refused where Slack takes no more there: 404 after thirty minutes or five uses
 */
export async function postTo(url: string, message: Message, replaces: boolean): Promise<void> {
  // The agent itself: undici's own request() takes half as long again to take the address apart.
  const { origin, pathname, search } = new URL(url);
  const { statusCode, headers, body } = await agent.request({
    origin,
    path: pathname + search,
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      response_type: 'ephemeral',
      replace_original: replaces,
      ...message,
    }),
  });
  const answer = await body.text();
  const error = /"error":"(\w+)"/.exec(answer)?.[1] ?? null;
  if (statusCode < 300 && error === null) return;
  const seconds = Number(headers['retry-after']);
  throw new Refused(statusCode, error, Number.isFinite(seconds) ? seconds : null);
}
