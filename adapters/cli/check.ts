import { createReadStream } from 'node:fs';
import type { Bot } from '../../src/bot.ts';
import {
  type Checked,
  type FactFault,
  largestCsv,
  type OneShot,
  type Words,
} from '../../src/oneshot.ts';
import { factOptions, factsFrom } from './facts.ts';
import { checkLines } from './ndjson.ts';
import type { CommandLine } from './options.ts';
import { reasonOf } from './path.ts';
import { refuse, say, styleOf, type Terminal } from './terminal.ts';

/** Options of `check` that are no facts. */
export const checkOptions = {
  json: 'boolean',
  ndjson: 'boolean',
  programs: 'string',
  policy: 'string',
} as const;

/**
 * `step2 check`: answers at once with options, line by line with `--ndjson`, and asks in a terminal without options.
 *
 * @returns the exit status: 2 where there was a fault
 */
export async function check(
  terminal: Terminal,
  line: CommandLine,
  { oneShot, openBot, words }: { oneShot: OneShot; openBot: () => Promise<Bot>; words: Words },
): Promise<number> {
  const { output } = terminal;
  const input = factsFrom(line, Object.keys(checkOptions));
  const path = line.options.get('programs');
  if (line.options.get('ndjson')) {
    const given = [...Object.keys(input), ...(path === undefined ? [] : ['programs'])];
    const options = [...given.map((name) => `--${name}`), ...line.words].join(' ');
    if (options) return refuse(terminal, words.text('cli/fault', { options }, 'ndjson'));
    return (await checkLines(oneShot.check, terminal.input, output)) ? 2 : 0;
  }
  const json = Boolean(line.options.get('json'));
  const bare = Object.keys(input).length === 0 && path === undefined;
  const asks = bare && !json && terminal.input.isTTY && output.isTTY;
  if (asks) {
    // Loaded only here: the prompts are half of a one-shot check's own start.
    const { converse } = await import('./guided.ts');
    return converse(terminal, await openBot(), words, line.words.join(' '));
  }

  const file = path === undefined ? undefined : await bytesOf(String(path));
  if (file && 'reason' in file) {
    const message = words.text('cli/fault', file, 'no-file');
    if (!json) return refuse(terminal, message);
    output.write(`${JSON.stringify({ errors: [{ field: 'programs', message }] })}\n`);
    return 2;
  }
  const programs = file && (await oneShot.readPrograms(file.bytes));
  const checked = withoutWords(oneShot.check(input, programs), line.words, words);
  if (json) output.write(`${JSON.stringify('errors' in checked ? checked : checked.result)}\n`);
  else if ('errors' in checked) {
    if (bare) terminal.errors.write(`${words.text('cli/fault', {}, 'no-terminal')}\n`);
    sayFaults(terminal, checked.errors);
  } else say(terminal, oneShot.resultText(checked.facts, checked.plan, styleOf(terminal)));
  return 'errors' in checked ? 2 : 0;
}

/** A file's bytes, of too large a one no more than tells that it is; or why it cannot be read, such as ENOENT. */
async function bytesOf(
  path: string,
): Promise<{ bytes: Uint8Array } | { path: string; reason: string }> {
  try {
    const pieces: Buffer[] = [];
    for await (const piece of createReadStream(path, { end: largestCsv })) pieces.push(piece);
    return { bytes: Buffer.concat(pieces) };
  } catch (error) {
    return { path, reason: reasonOf(error) };
  }
}

/** Bare words answer questions in a conversation; where nothing is asked they are faults like any other. */
function withoutWords(checked: Checked, bare: readonly string[], words: Words): Checked {
  if (bare.length === 0) return checked;
  const faults = bare.map((word) => ({
    field: word,
    message: words.text('cli/fault', { word }, 'word'),
  }));
  return { errors: [...('errors' in checked ? checked.errors : []), ...faults] };
}

/** One line a fault, beginning with the option that it is about. */
export function sayFaults({ errors }: Terminal, faults: readonly FactFault[]): void {
  for (const { field, message } of faults) {
    const option = field !== null && field in factOptions ? `--${field}: ` : '';
    errors.write(`${option}${message}\n`);
  }
}
