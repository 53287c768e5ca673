import type { Message } from './names.ts';

/** What a bot answers an interaction with. */
export interface Callback {
  readonly type: number;
  readonly data: Message;
}

/** A picture that came with it. */
export interface Picture {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Reads the body of a callback: JSON, or JSON and files as parts of a form.
 *
 * @param body byte for byte, as `latin1`
 */
export function readCallback(body: string): { callback: Callback; picture: Picture | null } {
  if (body.startsWith('{')) return { callback: jsonOf(body), picture: null };
  const [boundary = ''] = body.split('\r\n', 1);
  let callback: Callback | null = null;
  let picture: Picture | null = null;
  for (const part of body.split(boundary)) {
    const end = part.indexOf('\r\n\r\n');
    const head = part.slice(0, end);
    const content = part.slice(end + 4, -2);
    const name = /filename="([^"]*)"/.exec(head)?.[1];
    if (name !== undefined) picture = { name, bytes: Buffer.from(content, 'latin1') };
    else if (head.includes('name="payload_json"')) callback = jsonOf(content);
  }
  if (!callback) throw new Error('A callback cannot be read.');
  return { callback, picture };
}

function jsonOf(body: string): Callback {
  return JSON.parse(Buffer.from(body, 'latin1').toString('utf8')) as Callback;
}
