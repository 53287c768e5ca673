import { stringify } from 'csv-stringify/sync';
import {
  decisionColumns,
  exampleSign,
  largestCsv,
  mostExamples,
  programColumns,
  type ReadCsv,
  type Refusal,
} from './csv-form.ts';
import { linesIn, type Row, rowsOf, withoutBlankEnd } from './csv-rows.ts';
import { checkProgram, mostPrograms, type RowFault } from './faults.ts';
import { asText, asTyped } from './formula.ts';
import { type Program, programFields } from './program.ts';
import type { Entry } from './triage.ts';

/** No file of so few programs has more lines than this, whatever its cells and its empty rows. */
const mostLines = 5000;

/** Reads a CSV file: UTF-8 with or without a byte order mark, a header, one program a row. Never throws. */
export function readCsv(bytes: Uint8Array): ReadCsv {
  const refused = (kind: Refusal['kind'], value: Refusal['value']) => ({
    refused: { kind, value },
  });
  if (bytes.length > largestCsv) return refused('too-large', bytes.length);
  const text = textOf(bytes);
  if (text === null || text.includes('\0')) return refused('no-text', bytes.length);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const table = withoutBlankEnd(marked ? bytes.subarray(3) : bytes);
  if (linesIn(table) > mostLines) return refused('too-many', mostPrograms);
  // One row more than there may be tells that there are too many.
  const [header, ...found] = rowsOf(table, mostPrograms + mostExamples + 2);
  if (!header) return refused('empty', bytes.length);
  if (!header.cells) return refused('no-csv', header.line);
  const columns = header.cells.map(columnOf);
  if (!columns.includes('name')) return refused('no-name', header.cells);
  const doubled = programColumns.find((one) => columns.indexOf(one) !== columns.lastIndexOf(one));
  if (doubled) return refused('doubled', doubled);
  const nameAt = columns.indexOf('name');
  const rows = found.filter(({ cells }) => !isExample(cells?.[nameAt]));
  if (rows.length > mostPrograms || found.length > mostPrograms + mostExamples)
    return refused('too-many', mostPrograms);

  const programs: Program[] = [];
  const faults: RowFault[] = [];
  for (const [row, { line, cells }] of rows.entries()) {
    const checked = cells ? rowProgram(columns, cells) : broken;
    if ('program' in checked) programs.push(checked.program);
    else faults.push(...checked.faults.map((fault) => ({ row, line, ...fault })));
  }
  return {
    programs,
    faults,
    columns: columns.filter((column) => column !== null),
    unknownColumns: unknownIn(header.cells, columns),
    examples: found.length - rows.length,
  };
}

function isExample(name = ''): boolean {
  return name.toLowerCase().startsWith(exampleSign.toLowerCase());
}

/** A row of a file that was not understood. */
const broken = { faults: [{ column: null, kind: 'quotes', value: null }] } as const;

type Column = (typeof programColumns)[number] | null;

/** The column that a cell of the header names, in whatever case; null for one that carries nothing of a program. */
function columnOf(cell: string): Column {
  const named = cell.trim().toLowerCase();
  return programColumns.find((column) => column.toLowerCase() === named) ?? null;
}

function unknownIn(cells: readonly string[], columns: readonly Column[]): string[] {
  const ours: readonly string[] = decisionColumns;
  return cells.filter((cell, at) => {
    const named = cell.trim().toLowerCase();
    return columns[at] === null && named !== '' && !ours.includes(named);
  });
}

function rowProgram(columns: readonly Column[], cells: NonNullable<Row['cells']>) {
  const extra = cells.slice(columns.length).find((cell) => cell.trim() !== '');
  if (extra !== undefined) {
    return { faults: [{ column: null, kind: 'extra-cell', value: extra }] } as const;
  }
  const record: Record<string, unknown> = {};
  for (const [at, column] of columns.entries()) {
    const cell = asTyped(cells[at] ?? '');
    if (column === 'flags') record.flags = cell.split(/\s+/).filter((flag) => flag !== '');
    else if (column !== null) record[column] = cell;
  }
  return checkProgram(record);
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The programs of a plan with what was decided about each, as a CSV file. */
export function writeCsv(entries: readonly Entry[]): string {
  const rows = entries.map(({ program, email, order, template, reason, notes }) => [
    ...cellsOf(program),
    email ? 'yes' : 'no',
    order === null ? '' : String(order),
    template ?? '',
    reason,
    notes.join(' '),
  ]);
  return written([[...programColumns, ...decisionColumns], ...rows]);
}

/** Programs of which nothing is decided yet, such as examples, as a CSV file of the same form. */
export function writeList(programs: readonly Program[]): string {
  return written([programColumns, ...programs.map(cellsOf)]);
}

function cellsOf(program: Program): string[] {
  return [
    program.name,
    ...programFields.map((field) => program[field] ?? ''),
    program.flags.join(' '),
  ];
}

/**
 * Every cell is quoted, so that no spreadsheet divides one elsewhere, and the file begins with a byte order mark, without
 * which some take it for another encoding.
 */
function written([header, ...rows]: readonly (readonly string[])[]): string {
  return stringify([header, ...rows.map((row) => row.map(asText))], {
    bom: true,
    quoted: true,
    quoted_empty: true,
    record_delimiter: 'windows',
  });
}
