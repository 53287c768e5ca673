/** What the fake Discord and the programs that it talks to must both know. */
export const guild = '600000000000000001';
export const channel = '600000000000000002';

/** Whose message it is: each bot is an application of its own. */
export interface Application {
  readonly id: string;
  readonly token: string;
}

/** @param number one digit, another for each bot */
export function applicationOf(number: number): Application {
  const id = `70000000000000000${number}`;
  return { id, token: `${Buffer.from(id).toString('base64url')}.BENCH1.a-token-for-the-benchmark` };
}

/** The application that a token belongs to. */
export function applicationBy(token: string): Application {
  const [encoded = ''] = token.split('.');
  return { id: Buffer.from(encoded, 'base64url').toString(), token };
}

/** A message as a bot gives it. */
export interface Message {
  readonly components: readonly Component[];
  readonly attachments?: readonly object[];
}

/** As far as the benchmark looks at it: a container, a row, a button, a menu or a text. */
export interface Component {
  readonly type: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly content?: string;
  readonly components?: readonly Component[];
  readonly options?: readonly { readonly value: string }[];
}

/** The kinds of components, by Discord's numbers. */
export const row = 1;
export const button = 2;
export const menu = 3;
export const text = 10;
