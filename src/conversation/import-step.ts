import { readCsv } from '../programs/csv.ts';
import type { CsvRead } from '../programs/csv-form.ts';
import { mostPrograms } from '../programs/faults.ts';
import type { Program } from '../programs/program.ts';
import type { Conversation } from './conversation.ts';
import { type Listed, nextNumber, noWork } from './listed.ts';
import { type Notice, next, type Step, unchanged } from './move.ts';

/** A list of programs in place of those of the same name; the others are added. */
export function imported(conversation: Conversation, file: string): Step {
  const { work = noWork } = conversation;
  const read = readCsv(new TextEncoder().encode(file));
  if ('refused' in read) {
    return unchanged(conversation, { kind: 'csv-refused', refusal: read.refused });
  }
  const programs = [...work.programs];
  const taken = new Set<number>();
  let updated = 0;
  for (const row of read.programs) {
    const at = programs.findIndex(({ id, name }) => !taken.has(id) && name === row.name);
    const known = programs[at];
    const program = {
      ...updatedBy(known, row, read.columns),
      id: known?.id ?? nextNumber(programs),
    };
    taken.add(program.id);
    if (known) updated++;
    programs.splice(known ? at : programs.length, known ? 1 : 0, program);
  }
  if (programs.length > mostPrograms) {
    const refusal = { kind: 'too-many', value: mostPrograms } as const;
    return unchanged(conversation, { kind: 'csv-refused', refusal });
  }
  const { faults, unknownColumns, examples } = read;
  const count = read.programs.length;
  const notices: Notice[] = [
    { kind: 'imported', count, updated, faults, unknownColumns, examples },
  ];
  if (count === 0) return unchanged(conversation, ...notices);
  return { ...next(conversation, { work: { ...work, programs }, at: { page: 'plan' } }), notices };
}

/**
 * A listed program as a file has it now. Only what the file has a column for changes; and that a program was told the
 * score is not taken back by an empty cell.
 */
function updatedBy(known: Listed | undefined, row: Program, columns: CsvRead['columns']): Program {
  if (!known) return row;
  const emptied = Object.fromEntries(
    columns.filter((column) => column !== 'lastUpdate').map((column) => [column, undefined]),
  );
  const kept = Object.fromEntries(
    Object.entries({ ...known, ...emptied }).filter(([, value]) => value !== undefined),
  );
  const flags = columns.includes('flags') ? row.flags : known.flags;
  return { ...kept, ...row, flags };
}
