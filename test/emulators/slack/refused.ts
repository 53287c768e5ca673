import { afterAll, beforeAll, expect } from 'vitest';
import { type Slack, startSlack } from './slack.ts';
import { clientOf, refusal, wrongly } from './testing.ts';

/** Something that breaks a rule, the nearest that does not, and what Slack says at which place. */
export interface Row {
  rule: string;
  broken: object;
  allowed: object;
  at: string;
  says: string;
}

export const tooLong = (max: number): string => `must be less than ${max + 1} characters`;
export const tooMany = (max: number): string => `no more than ${max} items allowed`;
export const empty = 'must be more than 0 characters';
export const none = 'no fewer than 1 items required';

/** One Slack for all rows of a file. */
export function slackForFile(): () => Slack {
  let slack: Slack | undefined;
  beforeAll(async () => {
    slack = await startSlack();
  });
  afterAll(() => slack?.close());
  return () => slack as Slack;
}

/** Posts blocks with the real client. */
export function post(slack: Slack, blocks: unknown, text = 'fallback') {
  const channel = slack.workspace().channel('advising', { bot: true }).id;
  return clientOf(slack).chat.postMessage({ channel, text, blocks: wrongly(blocks) });
}

/** Sees a row's block (or an element within one, `place` below it) refused, and its neighbour accepted. */
export async function sees(
  slack: Slack,
  row: Row,
  place = '',
  wrap: (part: object) => object = (block) => block,
): Promise<void> {
  expect(await refusal(post(slack, [wrap(row.broken)]))).toEqual({
    error: 'invalid_blocks',
    messages: [`[ERROR] ${row.says} [json-pointer:/blocks/0${place}${row.at}]`],
  });
  expect((await post(slack, [wrap(row.allowed)])).ok).toBe(true);
}
