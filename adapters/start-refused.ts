import { codeOf } from './settings.ts';
import type { Address, Serving } from './web/serve.ts';

/** The program cannot start; templates/en/start.hbs has the sentence under `part`. */
export class StartRefused extends Error {
  override name = 'StartRefused';
  readonly part: string;
  readonly params: object;

  constructor(part: string, params: object, cause: unknown) {
    super('The program cannot start.', { cause });
    this.part = part;
    this.params = params;
  }
}

/**
 * Listens on an address.
 *
 * @throws StartRefused where the port cannot be had
 */
export async function listening(
  serving: Promise<Serving>,
  { host, port }: Address,
): Promise<Serving> {
  try {
    return await serving;
  } catch (error) {
    throw new StartRefused('no-port', { host, port, reason: codeOf(error) }, error);
  }
}
