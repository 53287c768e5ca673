/** What a CSV of programs looks like, apart from the reading: a parser takes longer to load than most commands to run. */
import type { RowFault } from './faults.ts';
import { type Program, programFields } from './program.ts';

/** A file may be no larger, in bytes. */
export const largestCsv = 1_000_000;

/** The columns that carry a program, in the order in which they are written. */
export const programColumns = ['name', ...programFields, 'flags'] as const;

/** The columns that an export adds; an import takes no notice of them. */
export const decisionColumns = ['email', 'order', 'template', 'reason', 'notes'] as const;

/** The name of a row that only shows how to fill in a file begins with this, in whatever case, and the row is not read. */
export const exampleSign = 'Example:';

/** A file may have so many of these rows beside its programs; ours has fewer. */
export const mostExamples = 100;

/** A file that is refused as a whole, with nothing read from it. */
export interface Refusal {
  readonly kind: 'too-large' | 'no-text' | 'empty' | 'no-csv' | 'no-name' | 'doubled' | 'too-many';
  /** What there is instead: a column's name, how many bytes, the names of the columns. */
  readonly value: string | number | readonly string[];
}

/** What a file holds: the good rows, and what is wrong with the others. */
export interface CsvRead {
  readonly programs: readonly Program[];
  readonly faults: readonly RowFault[];
  /** The columns that were read. */
  readonly columns: readonly (typeof programColumns)[number][];
  /** Columns that mean nothing here; nothing in them was read. */
  readonly unknownColumns: readonly string[];
  /** So many rows were examples, and left out. */
  readonly examples: number;
}

export type ReadCsv = CsvRead | { readonly refused: Refusal };
