import { z } from 'zod';
import { nearest } from '../nearest.ts';
import { type Flag, flags, type Program, type ProgramField, programFields } from './program.ts';

/** So many programs one applicant may have. */
export const mostPrograms = 300;

/** So many characters a text of a program may have. */
export const longestText = 120;

/** Flags longer than this are no slips of the keyboard; so many of one program's are named. */
const longestFlag = 30;
const mostNamed = 5;

/** One thing that is wrong with a program from outside. The words for each kind are in templates/. */
export interface ProgramFault {
  /** The field, unknown ones under the name that was given; null where there is no record at all. */
  readonly column: string | null;
  readonly kind: ProgramFaultKind;
  /** What stands there. */
  readonly value: unknown;
  /** Unknown flags, each with the known one that was most likely meant. */
  readonly unknown?: readonly { readonly flag: string; readonly nearest: string | null }[];
}

export type ProgramFaultKind =
  | 'no-record'
  | 'missing'
  | 'no-text'
  | 'too-long'
  | 'control'
  | 'email'
  | 'day'
  | 'no-flags'
  | 'flag'
  | 'unknown-field';

/** A program of a list with its place there, from 0; the line where it begins, counted from 1, if it is from a file. */
export interface RowFault extends Omit<ProgramFault, 'kind'> {
  /** Null: the whole list. */
  readonly row: number | null;
  readonly line: number | null;
  readonly kind: ProgramFaultKind | 'no-list' | 'too-many' | 'quotes' | 'extra-cell';
}

type Checked = { readonly program: Program } | { readonly faults: readonly ProgramFault[] };

const texts = ['name', ...programFields] as const;
const day = z.iso.date();
const email = z.email();
/** What a text must be beside short and printable. */
const schemas: Partial<Record<ProgramField | 'name', { kind: ProgramFaultKind; is: z.ZodType }>> = {
  pdEmail: { kind: 'email', is: email },
  coordinatorEmail: { kind: 'email', is: email },
  programEmail: { kind: 'email', is: email },
  interviewDate: { kind: 'day', is: day },
  lastUpdate: { kind: 'day', is: day },
};

/** Checks one program from outside: a form, a row of a CSV, an object of JSON. Null and blank count as absent. */
export function checkProgram(input: unknown): Checked {
  if (!isRecord(input)) {
    return { faults: [{ column: null, kind: 'no-record', value: input }] };
  }
  const faults: ProgramFault[] = [];
  const found: Partial<Record<ProgramField | 'name', string>> = {};
  for (const column of texts) {
    const value = valueIn(input, column);
    const text = typeof value === 'string' ? tidy(value) : value;
    if (text === '' || text === null) {
      if (column === 'name') faults.push({ column, kind: 'missing', value: null });
      continue;
    }
    const kind = textFault(column, text);
    if (kind) faults.push({ column, kind, value });
    else if (typeof text === 'string') found[column] = text;
  }
  const given = checkFlags(valueIn(input, 'flags'));
  if ('fault' in given) faults.push(given.fault);
  for (const column of Object.keys(input)) {
    const known = column === 'flags' || (texts as readonly string[]).includes(column);
    if (!known && input[column] !== null) {
      faults.push({ column, kind: 'unknown-field', value: input[column] });
    }
  }
  const { name, ...fields } = found;
  if (faults.length > 0 || name === undefined || 'fault' in given) return { faults };
  return { program: { name, ...fields, flags: given.flags } };
}

/** Checks a list of programs as JSON has it: the good ones, and everything that is wrong with the others. */
export function checkPrograms(list: unknown): {
  programs: readonly Program[];
  faults: readonly RowFault[];
} {
  const whole = (kind: 'no-list' | 'too-many', value: unknown) => ({
    programs: [],
    faults: [{ row: null, line: null, column: null, kind, value }],
  });
  if (!Array.isArray(list)) return whole('no-list', list);
  if (list.length > mostPrograms) return whole('too-many', list.length);
  const programs: Program[] = [];
  const faults: RowFault[] = [];
  for (const [row, one] of list.entries()) {
    const checked = checkProgram(one);
    if ('program' in checked) programs.push(checked.program);
    else faults.push(...checked.faults.map((fault) => ({ row, line: null, ...fault })));
  }
  return { programs, faults };
}

function textFault(column: ProgramField | 'name', text: unknown): ProgramFaultKind | null {
  if (typeof text !== 'string') return 'no-text';
  // As many UTF-16 units hold at least half as many characters, so that long texts need not be taken apart.
  if (text.length > 2 * longestText || [...text].length > longestText) return 'too-long';
  // Half a surrogate pair is no character either: it would come back from a file as something else.
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return 'control';
  const schema = schemas[column];
  return schema && !schema.is.safeParse(text).success ? schema.kind : null;
}

/** Without blanks around it, and on one line: a cell or a form may have been typed on several. */
function tidy(text: string): string {
  return text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ').trim();
}

function checkFlags(value: unknown): { flags: readonly Flag[] } | { fault: ProgramFault } {
  const column = 'flags';
  if (value === null) return { flags: [] };
  if (!Array.isArray(value) || !value.every((flag) => typeof flag === 'string')) {
    return { fault: { column, kind: 'no-flags', value } };
  }
  const given = [...new Set(value.map((flag) => flag.trim()))];
  const unknown = given.filter((flag) => !isFlag(flag));
  if (unknown.length === 0) return { flags: given.filter(isFlag) };
  const named = unknown.slice(0, mostNamed).map((flag) => ({
    flag,
    nearest: flag.length > longestFlag ? null : nearest(flag, flags),
  }));
  return { fault: { column, kind: 'flag', value: unknown, unknown: named } };
}

function isFlag(text: string): text is Flag {
  return (flags as readonly string[]).includes(text);
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function valueIn(record: Record<string, unknown>, column: string): unknown {
  return Object.hasOwn(record, column) ? (record[column] ?? null) : null;
}
