import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Where a command reads and writes: the process's own streams, or a test's. */
export interface Terminal {
  readonly input: Readable & { isTTY?: boolean };
  readonly output: Writable & { isTTY?: boolean; columns?: number };
  readonly errors: Writable;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Lines longer than this are tiring to read. */
const widest = 84;

/** Writes a text for a person, broken at the terminal's width. */
export function say({ output }: Terminal, text: string): void {
  const width = Math.min(output.columns ?? widest, widest);
  output.write(`${wrapAnsi(text, width)}\n`);
}

/** How this terminal sets words off: not at all where it shows no styles or nobody wants them. */
export function styleOf({ output, environment }: Terminal) {
  const styled = output.isTTY === true && !environment.NO_COLOR;
  return {
    strong: (text: string) => (styled ? styleText('bold', text) : text),
    faint: (text: string) => (styled ? styleText('dim', text) : text),
  };
}

/**
 * Says on standard error why a command was not carried out.
 *
 * @returns the exit status of bad input
 */
export function refuse({ errors }: Terminal, ...sentences: string[]): 2 {
  for (const sentence of sentences) errors.write(`${sentence}\n`);
  return 2;
}
