import fc from 'fast-check';
import { type Flag, flags, type Program, programFields } from '../../src/programs/program.ts';

/** A program by its name and flags, for tables. */
export function program(name: string, ...given: Flag[]): Program {
  return { name, flags: given };
}

const days = fc
  .date({ min: new Date('2026-09-01'), max: new Date('2027-03-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Text as people type it, and as nobody should: quotes, formulas, mentions, right-to-left text, emoji. */
export const anyName = fc
  .oneof(
    fc.constantFrom(
      'Mercy, "North" Campus',
      '=HYPERLINK("x")',
      "'=1+1",
      "''@x",
      "'plain",
      '+49 Hospital',
      '-',
      '@everyone',
      '<!channel>',
      '{{handlebars}}',
      'מרכז רפואי',
      '🏥 City',
      '**x** \\* _y_ `z`',
      'a;b',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.string({ unit: fc.constantFrom('=', "'", '"', ',', '@', '\\', '*', 'a'), minLength: 1 }),
  )
  .map((name) => name.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '').trim())
  .filter((name) => name !== '' && [...name].length <= 120);

/** Any program that the check accepts. */
export const anyProgram: fc.Arbitrary<Program> = fc
  .record(
    {
      name: anyName,
      pdLastName: anyName,
      pdEmail: fc.constantFrom('pd@example.edu', '+x@example.edu'),
      coordinatorName: anyName,
      coordinatorEmail: fc.constant('coordinator@example.edu'),
      programEmail: fc.constant('im@example.edu'),
      interviewDate: days,
      lastUpdate: days,
      flags: fc.uniqueArray(fc.constantFrom(...flags), { maxLength: 5 }),
    },
    { requiredKeys: ['name', 'flags'] },
  )
  // In the order of the columns, as the check leaves it.
  .map(({ name, flags, ...fields }) => ({
    name,
    ...Object.fromEntries(
      programFields.flatMap((key) => (fields[key] ? [[key, fields[key]]] : [])),
    ),
    flags,
  }));

/** A list of programs as an applicant has it: few distinct names, so that ties happen. */
export const anyPrograms = (maxLength = 30): fc.Arbitrary<Program[]> =>
  fc.array(
    fc
      .record({ program: anyProgram, name: fc.constantFrom('Ann', 'ann', 'Bea', 'bea', 'Zoe') })
      .map(({ program, name }) => ({ ...program, name })),
    { maxLength },
  );
