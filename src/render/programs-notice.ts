import type { Notice as Said } from '../conversation/move.ts';
import { exampleSign } from '../programs/csv-form.ts';
import { flags } from '../programs/program.ts';
import type { Notice } from '../screen.ts';
import { programFault, unknownColumns } from './program-fault.ts';
import type { Words } from './words.ts';

/** So many rows, and so many names, are told; who needs more looks into the file and the plan. */
const mostTold = 5;

/** What came of a file of programs. */
export function importNotices(
  words: Words,
  {
    count,
    updated,
    faults,
    unknownColumns: columns,
    examples,
  }: Extract<Said, { kind: 'imported' }>,
): Notice[] {
  const said = (part: string, params = {}) => words.text('programs/screen', params, part);
  const rows = new Set(faults.map(({ line }) => line)).size;
  const told = faults
    .slice(0, mostTold)
    .map((fault) => programFault(words, fault, { brief: true }));
  const more = faults.length - told.length;
  const known = faults.some(({ kind }) => kind === 'flag') ? flags.join(', ') : null;
  const left = { count: rows, one: rows === 1, faults: told.join(' '), more, flags: known };
  return [
    count > 0
      ? { tone: 'note', text: said('imported', { count, updated, one: count === 1 }) }
      : { tone: 'fault', text: said('imported-none', { examples, sign: exampleSign }) },
    ...(rows > 0 ? [{ tone: 'fault', text: said('imported-faults', left) } as const] : []),
    ...(columns.length > 0
      ? [{ tone: 'note', text: unknownColumns(words, columns) } as const]
      : []),
  ];
}

/** What a change did to the plan. */
export function movedNotices(
  words: Words,
  { gained, lost }: Extract<Said, { kind: 'plan-moved' }>,
): Notice[] {
  const said = (part: string, names: readonly string[]): Notice[] =>
    names.length === 0
      ? []
      : [{ tone: 'note', text: words.text('programs/screen', { names: named(names) }, part) }];
  return [...said('moved-gained', gained), ...said('moved-lost', lost)];
}

function named(names: readonly string[]): string {
  const told = names.slice(0, mostTold).join(', ');
  const more = names.length - mostTold;
  return more > 0 ? `${told} (+${more})` : told;
}
