import { parseArgs } from 'node:util';

/** What stands on a command line after the command's name. */
export interface CommandLine {
  /** Bare words, in order. */
  readonly words: readonly string[];
  /** Options by name; null where an option that needs a value has none. */
  readonly options: ReadonlyMap<string, string | boolean | null>;
}

/** Reads a command line. Options that are not named here are kept as well, so that each can be answered by name. */
export function readCommandLine(
  args: readonly string[],
  kinds: Readonly<Record<string, 'string' | 'boolean'>>,
): CommandLine {
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(kinds).map(([name, type]) => [name, { type }])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options = new Map<string, string | boolean | null>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const bare = kinds[token.name] === 'string' ? null : true;
    options.set(token.name, token.value ?? bare);
  }
  return { words: positionals, options };
}
