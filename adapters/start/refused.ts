import type { ConfigFault } from '../../src/config.ts';
import type { Words } from '../../src/render/words.ts';
import { codeOf } from '../settings.ts';
import type { Address, Serving } from '../web/serve.ts';

/** The program cannot start; the sentences say why. */
export class StartRefused extends Error {
  override name = 'StartRefused';
  /** 2 for a configuration that cannot be used, 1 where a start failed. */
  readonly status: 1 | 2;
  readonly sentences: readonly string[];

  constructor(status: 1 | 2, sentences: readonly string[], cause?: unknown) {
    super('The program cannot start.', { cause });
    this.status = status;
    this.sentences = sentences;
  }
}

/**
 * Listens on an address.
 *
 * @throws StartRefused where the port cannot be had
 */
export async function listening(
  words: Words,
  serving: Promise<Serving>,
  { host, port }: Address,
): Promise<Serving> {
  try {
    return await serving;
  } catch (error) {
    const sentence = words.text('start', { host, port, reason: codeOf(error) }, 'no-port');
    throw new StartRefused(1, [sentence], error);
  }
}

/** What is wrong with a variable, and what is allowed. */
export function faultSentence(words: Words, { name, value, lacks }: ConfigFault): string {
  return lacks
    ? words.text('config', { name }, lacks)
    : words.text('config', { name, value, allowed: words.text('config', {}, name) });
}
