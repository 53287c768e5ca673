import type { Facts } from '../../src/facts.ts';
import type { ReadCsv, Refusal } from '../../src/programs/csv-form.ts';
import { checkPrograms, type RowFault } from '../../src/programs/faults.ts';
import { flags, type Program } from '../../src/programs/program.ts';
import { triage } from '../../src/programs/triage.ts';
import type { Rendering } from '../../src/render/content.ts';
import { planBlocks } from '../../src/render/plan.ts';
import { csvRefusal, programFault, unknownColumns } from '../../src/render/program-fault.ts';
import { kindsOfFacts } from './every-screen.ts';
import { program } from './programs.ts';

/** Programs of every kind that triage tells apart. */
const programs: readonly Program[] = [
  ...flags.map((flag) => program(`Of ${flag}`, flag)),
  program('To rank', 'requires-to-rank', 'interviewed'),
  program('Silent', 'requires', 'no-contact'),
  { ...program('Told', 'home'), lastUpdate: '2026-10-20' },
  { ...program('Told again', 'home', 'new-information'), lastUpdate: '2026-10-20' },
  program('Plain'),
];

/** Says every plan in words, for applicants of all kinds. */
export function sayEveryPlan(rendering: Rendering): void {
  const plastic: Facts = {
    result: 'passed',
    stage: 'late-interviews',
    ck: 255,
    step1: 'pass',
    specialty: 'plastic-surgery',
    img: false,
    required: false,
  };
  const kinds = kindsOfFacts(rendering.policy).filter((_, at) => at < 5 || at % 20 === 0);
  for (const facts of [...kinds, plastic]) {
    for (const list of [programs, [program('Plain')], []]) {
      planBlocks(rendering, facts, triage(rendering.policy, facts, list));
    }
  }
}

/** Says every fault of a program, of a row and of a file. */
export function sayEveryProgramFault({ words }: Rendering): void {
  const { faults } = checkPrograms([
    7,
    { name: null },
    { name: 1, pdLastName: 'x'.repeat(200), coordinatorName: '\u0007' },
    { name: 'x', pdEmail: 'x', lastUpdate: 'x', flags: 'x', city: 'x' },
    { name: 'x', flags: ['homm', ...'qwertyuiop'] },
  ]);
  const kinds: RowFault['kind'][] = ['no-list', 'too-many', 'quotes', 'extra-cell'];
  const others = kinds.map((kind) => ({ row: null, line: null, column: null, kind, value: 301 }));
  for (const fault of [...faults, ...others]) {
    programFault(words, fault);
    programFault(words, { ...fault, row: 1, line: 3 });
  }
  const refusals: Record<Refusal['kind'], Refusal['value']> = {
    'too-large': 2_000_000,
    'no-text': 7,
    empty: 0,
    'no-csv': 1,
    'no-name': ['program', 'city'],
    doubled: 'name',
    'too-many': 300,
  };
  for (const [kind, value] of Object.entries(refusals)) {
    const refused: ReadCsv = { refused: { kind: kind as Refusal['kind'], value } };
    csvRefusal(words, refused.refused);
  }
  unknownColumns(words, ['city']);
  unknownColumns(words, ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
}
