import type { Wrong } from '../blocks/check.ts';
import type { Json } from '../world/json.ts';

/** A refusal: HTTP 200 with `ok: false`, as Slack does it. */
export class Refused extends Error {
  readonly code: string;
  readonly more: Json;
  constructor(code: string, more: Json = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

/** A refusal that says what is wrong and where, with JSON pointers. */
export function refuse(error: string, wrong: Wrong[]): Refused {
  if (wrong.length === 0) return new Refused(error);
  const lines = wrong.map(({ pointer, message }) => `${message} [json-pointer:${pointer}]`);
  const messages = lines.map((line) => `[ERROR] ${line}`);
  return new Refused(error, {
    ...(error === 'invalid_blocks' ? { errors: lines } : {}),
    response_metadata: { messages },
  });
}
