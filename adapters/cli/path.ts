import { writeFileSync } from 'node:fs';
import type { Facts, OneShot, Words } from '../../src/oneshot.ts';
import { sayFaults } from './check.ts';
import { factsFrom } from './facts.ts';
import type { CommandLine } from './options.ts';
import { refuse, type Terminal } from './terminal.ts';

/** Options of `path` that are no facts. */
export const pathOptions = { svg: 'string', policy: 'string' } as const;

/** `step2 path`: the decision path as a Mermaid chart or, into a file, as an SVG picture. */
export function path(
  terminal: Terminal,
  line: CommandLine,
  { oneShot, words }: { oneShot: OneShot; words: Words },
): number {
  const input = factsFrom(line, Object.keys(pathOptions));
  let facts: Facts | undefined;
  if (Object.keys(input).length > 0) {
    const checked = oneShot.check(input);
    if ('errors' in checked) {
      sayFaults(terminal, checked.errors);
      return 2;
    }
    facts = checked.facts;
  }
  const file = line.options.get('svg');
  if (typeof file !== 'string') {
    terminal.output.write(`${oneShot.path('mermaid', facts)}\n`);
    return 0;
  }
  try {
    writeFileSync(file, oneShot.path('svg', facts));
  } catch (error) {
    return refuse(
      terminal,
      words.text('cli/fault', { path: file, reason: reasonOf(error) }, 'no-write'),
    );
  }
  terminal.output.write(`${words.text('cli/path', { path: file }, 'written')}\n`);
  return 0;
}

/** Why a file could not be read or written, such as ENOENT. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
