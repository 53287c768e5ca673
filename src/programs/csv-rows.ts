import { CsvError, parse } from 'csv-parse/sync';

/** One row of a CSV file with something in it. */
export interface Row {
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** Null where its quotes are broken. */
  readonly cells: readonly string[] | null;
}

/** A row that takes more bytes than this has a quote that was never closed. */
const longestRow = 16_384;

const [tab, lf, cr, space, comma] = [9, 10, 13, 32, 44];

/**
 * The rows of a CSV file (RFC 4180; any ends of lines, even mixed), rows without a word left out. A row with broken
 * quotes would swallow all that follows, so reading begins anew on the line after.
 *
 * @param most no more rows than these are looked for
 */
export function rowsOf(bytes: Uint8Array, most: number): Row[] {
  const rows: Row[] = [];
  const lineAt = lineCounter(bytes);
  let from = 0;
  while (from < bytes.length && rows.length < most) {
    const begin = from;
    let end = from;
    try {
      parse(bytes.subarray(begin), {
        record_delimiter: ['\r\n', '\n', '\r'],
        relax_column_count: true,
        skip_empty_lines: true,
        skip_records_with_empty_values: true,
        trim: true,
        max_record_size: longestRow,
        to: most - rows.length,
        on_record: (cells, { bytes: length }) => {
          end = begin + length;
          const last = lineAt(end) - (isEnd(bytes[end - 1]) ? 1 : 0);
          rows.push({ line: last - breaksIn(cells), cells });
          return null;
        },
      });
      return rows;
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const broken = pastBlankLines(bytes, end);
      rows.push({ line: lineAt(broken), cells: null });
      from = endOfLine(bytes, broken);
    }
  }
  return rows;
}

/** The file without the empty rows that spreadsheets leave at its end. */
export function withoutBlankEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (isEnd(bytes[end - 1]) || isBlank(bytes[end - 1]))) end--;
  return bytes.subarray(0, end);
}

/** How many lines there are, those inside quotes included. */
export function linesIn(bytes: Uint8Array): number {
  return lineCounter(bytes)(bytes.length);
}

/** A function that tells the line of an offset; offsets must come in rising order. */
function lineCounter(bytes: Uint8Array): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (; at < offset; at++) {
      if (bytes[at] === lf || (bytes[at] === cr && bytes[at + 1] !== lf)) line++;
    }
    return line;
  };
}

/** Quoted cells may hold ends of lines; no others do. */
function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}

function isEnd(byte: number | undefined): boolean {
  return byte === lf || byte === cr;
}

function isBlank(byte: number | undefined): boolean {
  return byte === tab || byte === space || byte === comma;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !isEnd(bytes[at])) at++;
  return bytes[at] === cr && bytes[at + 1] === lf ? at + 2 : Math.min(at + 1, bytes.length);
}

/** Where the first line begins that holds more than blanks and commas. */
function pastBlankLines(bytes: Uint8Array, from: number): number {
  let start = from;
  for (let at = from; at < bytes.length; at++) {
    if (isEnd(bytes[at])) start = at + 1;
    else if (!isBlank(bytes[at])) break;
  }
  return start;
}
