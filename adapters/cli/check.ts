import type { Bot } from '../../src/bot.ts';
import type { Checked, FactFault, OneShot, Words } from '../../src/oneshot.ts';
import { factOptions, factsFrom } from './facts.ts';
import { checkLines } from './ndjson.ts';
import type { CommandLine } from './options.ts';
import { refuse, say, styleOf, type Terminal } from './terminal.ts';

/** Options of `check` that are no facts. */
export const checkOptions = { json: 'boolean', ndjson: 'boolean', policy: 'string' } as const;

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
  if (line.options.get('ndjson')) {
    const options = [...Object.keys(input).map((name) => `--${name}`), ...line.words].join(' ');
    if (options) return refuse(terminal, words.text('cli/fault', { options }, 'ndjson'));
    return (await checkLines(oneShot.check, terminal.input, output)) ? 2 : 0;
  }
  const json = Boolean(line.options.get('json'));
  const asks = Object.keys(input).length === 0 && !json && terminal.input.isTTY && output.isTTY;
  if (asks) {
    // Loaded only here: the prompts are half of a one-shot check's own start.
    const { converse } = await import('./guided.ts');
    return converse(terminal, await openBot(), words, line.words.join(' '));
  }

  const checked = withoutWords(oneShot.check(input), line.words, words);
  if (json) output.write(`${JSON.stringify('errors' in checked ? checked : checked.result)}\n`);
  else if ('errors' in checked) sayFaults(terminal, checked.errors);
  else say(terminal, oneShot.resultText(checked.facts, styleOf(terminal)));
  return 'errors' in checked ? 2 : 0;
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
