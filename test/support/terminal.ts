import { PassThrough } from 'node:stream';
import type { Terminal } from '../../adapters/cli/terminal.ts';
import { main } from '../../adapters/main.ts';
import type { Words } from '../../src/render/words.ts';

/** What a command left behind. */
export interface Ran {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs one command of `step2` in this process, with its own streams. */
export async function run(
  args: readonly string[],
  {
    input = '',
    words,
    environment = {},
  }: { input?: string; words?: Words; environment?: Record<string, string> } = {},
): Promise<Ran> {
  const terminal = {
    input: new PassThrough(),
    output: new PassThrough(),
    errors: new PassThrough(),
    environment,
  };
  terminal.input.end(input);
  const [output, errors] = [collect(terminal.output), collect(terminal.errors)];
  const status = await main(args, terminal satisfies Terminal, words);
  return { status, output: output(), errors: errors() };
}

/** Keeps what is written to a stream; the function returned tells all of it. */
export function collect(stream: PassThrough): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  return () => text + (stream.read() ?? '');
}

/** Keys as a terminal sends them. */
export const keys = {
  enter: '\r',
  down: '\x1b[B',
  up: '\x1b[A',
  esc: '\x1b',
  control_c: '\x03',
} as const;

/**
 * A person at a terminal: it waits until a text is on the screen, then types. What was on the screen before counts as
 * read, so that the same question can be waited for again.
 */
export class Person {
  readonly input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  readonly output = Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
  readonly errors = new PassThrough();
  private screen = '';
  private waiting: (() => void) | null = null;

  constructor() {
    this.output.setEncoding('utf8').on('data', (piece: string) => {
      this.screen += piece;
      this.waiting?.();
    });
  }

  get terminal(): Terminal {
    return { ...this, environment: { NO_COLOR: '1' } } as unknown as Terminal;
  }

  /** Waits for a text, then presses keys one after the other. Returns what was on the screen until then. */
  async sees(text: string, ...typed: string[]): Promise<string> {
    while (!plain(this.screen).includes(text)) {
      await new Promise<void>((resolve) => {
        this.waiting = resolve;
      });
    }
    const seen = plain(this.screen);
    this.screen = '';
    for (const key of typed) {
      this.input.write(key);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return seen;
  }
}

/** Without the codes that move the cursor and set colours. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are driven by control characters
  return text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '');
}
