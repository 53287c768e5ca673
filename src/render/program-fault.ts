import { largestCsv, programColumns, type Refusal } from '../programs/csv-form.ts';
import { longestText, mostPrograms, type RowFault } from '../programs/faults.ts';
import { flags } from '../programs/program.ts';
import { shown } from './fault.ts';
import type { Words } from './words.ts';

/** So many columns of a file are named. */
const mostNamed = 5;

/**
 * What is wrong with one program from outside and what is accepted; with its line where it is from a file.
 *
 * @param brief without the list of all flags, for whoever gives it once for several faults
 */
export function programFault(words: Words, fault: RowFault, { brief = false } = {}): string {
  const { line, column, kind, value, unknown = [] } = fault;
  const said = words.text(
    'programs/fault',
    {
      value: shown(value),
      column: shown(column),
      columns: programColumns.join(', '),
      longest: longestText,
      most: mostPrograms,
      flags: brief ? null : flags.join(', '),
      unknown: unknown.map((one) => unknownFlag(words, one)).join(', '),
      more: Array.isArray(value) ? value.length - unknown.length : 0,
    },
    kind,
  );
  return line === null ? said : words.text('programs/csv', { line, column, fault: said }, 'at');
}

function unknownFlag(
  words: Words,
  { flag, nearest }: { flag: string; nearest: string | null },
): string {
  const typed = shown(flag);
  return nearest === null ? typed : words.text('programs/fault', { flag: typed, nearest }, 'meant');
}

/** Why a file was refused as a whole. */
export function csvRefusal(words: Words, { kind, value }: Refusal): string {
  const columns = Array.isArray(value) ? value.slice(0, mostNamed).map(shown).join(', ') : '';
  return words.text(
    'programs/csv',
    { value, columns, most: mostPrograms, largest: largestCsv.toLocaleString('en-US') },
    kind,
  );
}

/** Which columns of a file were not read. */
export function unknownColumns(words: Words, columns: readonly string[]): string {
  const named = columns.slice(0, mostNamed);
  const params = {
    columns: named.map(shown).join(', '),
    more: columns.length - named.length,
    known: programColumns.join(', '),
  };
  return words.text('programs/csv', params, 'unknown-columns');
}
