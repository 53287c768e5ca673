/** What the fake Slack and the programs that it talks to must both know. */
export const signingSecret = 'a signing secret for the benchmark';
export const botToken = 'xoxb-benchmark';
export const team = 'TBENCH';
export const botUser = 'UBOT';

/** Where Slack's own response URLs are; `chat` posts to no other host. */
export const slackHooks = 'https://hooks.slack.com';

/** How clicks reach a bot. */
export type Transport = 'http' | 'socket';

/** A message, as far as the benchmark looks at it. */
export interface Message {
  readonly text: string;
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly type: string;
  readonly block_id?: string;
  readonly elements?: readonly Element[];
}

/** A button, or a group of options. */
export interface Element {
  readonly type: string;
  readonly action_id?: string;
  readonly value?: string;
  readonly text?: object;
  readonly options?: readonly object[];
}
