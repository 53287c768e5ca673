/** The one-shot check: facts from outside in, the whole result or every fault out (decision §11). */
import type { Note } from './decision/notes.ts';
import { type Result, resultFor } from './decision/result.ts';
import { type Answers, type Facts, type Field, factSchemas, fields } from './facts.ts';
import { factsOf } from './interview/questions.ts';
import type { Policy } from './policy/policy.ts';
import type { ReadCsv } from './programs/csv-form.ts';
import { checkPrograms, type RowFault } from './programs/faults.ts';
import type { Program } from './programs/program.ts';
import { type Entry, type Plan, type PlanNote, triage } from './programs/triage.ts';
import { factFault, shown } from './render/fault.ts';
import { csvRefusal, programFault, unknownColumns } from './render/program-fault.ts';
import type { Words } from './render/words.ts';

/** What is wrong with one field; `field` is null where there is no object at all. */
export interface FactFault {
  readonly field: string | null;
  readonly message: string;
}

/** A result, and under `programs` what was decided about each where some were given, in the order of the plan. */
export interface CheckResult extends Omit<Result, 'notes'> {
  readonly notes: readonly (Note | PlanNote)[];
  readonly programs?: readonly (Omit<Entry, 'program'> & { readonly name: string })[];
}

export type Checked =
  | { readonly facts: Facts; readonly result: CheckResult; readonly plan: Plan | null }
  | { readonly errors: readonly FactFault[] };

const known: readonly string[] = [...fields, 'programs'];

/** What an absent fact counts as; every other fact that is asked must be given. */
const absent = { result: 'passed', img: false, required: false } as const;

/** Checks an object of facts, with its programs under `programs` or out of a file. */
export type Checker = (input: unknown, file?: ReadCsv) => Checked;

/** Checks facts objects under one policy. Building the checker costs more than using it once. */
export function createChecker(policy: Policy, words: Words): Checker {
  const schemas = factSchemas(policy);
  const rendering = { policy, words };

  return (input, file) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      return { errors: [{ field: null, message: words.text('fault/no-object') }] };
    }
    const given = input as Record<string, unknown>;
    const errors: FactFault[] = [];
    const facts: Partial<Record<Field, unknown>> = {};
    const check = (field: Field): void => {
      const value = Object.hasOwn(given, field) ? (given[field] ?? undefined) : undefined;
      const fact = value ?? (field in absent ? absent[field as keyof typeof absent] : undefined);
      if (schemas[field].safeParse(fact).success) facts[field] = fact;
      else errors.push({ field, message: factFault(rendering, field, value) });
    };

    check('result');
    // Without a result that can be read nobody knows what else would be asked.
    if (facts.result === 'passed' || facts.result === 'passed-on-retake') {
      check('stage');
      if (facts.stage !== 'after-rank-lists') {
        for (const field of ['ck', 'step1', 'specialty', 'img'] as const) check(field);
        if (facts.img !== true) check('required');
      }
    }
    for (const field of Object.keys(given)) {
      if (!known.includes(field) && given[field] !== null) {
        const message = words.text('fault/unknown-field', {
          field: shown(field),
          fields: known.join(', '),
        });
        errors.push({ field, message });
      }
    }
    const listed = programsOf(
      words,
      file,
      Object.hasOwn(given, 'programs') ? given.programs : null,
    );
    errors.push(...listed.errors);
    if (errors.length > 0) return { errors };
    const complete = factsOf(facts as Answers);
    const result = resultFor(policy, complete);
    if (listed.programs === null) return { facts: complete, result, plan: null };
    const plan = triage(policy, complete, listed.programs);
    return { facts: complete, result: withPlan(result, plan), plan };
  };
}

/** The programs out of a file, or else of the object itself; null where there are none at all. */
function programsOf(
  words: Words,
  file: ReadCsv | undefined,
  list: unknown,
): { programs: readonly Program[] | null; errors: FactFault[] } {
  if (file && 'refused' in file) {
    const message = csvRefusal(words, file.refused);
    return { programs: null, errors: [{ field: 'programs', message }] };
  }
  if (!file && (list ?? null) === null) return { programs: null, errors: [] };
  const { programs, faults } = file ?? checkPrograms(list);
  const unknown = file?.unknownColumns ?? [];
  const errors = faults.map((fault) => ({
    field: fieldOf(fault),
    message: programFault(words, fault),
  }));
  if (unknown.length === 0) return { programs, errors };
  const message = unknownColumns(words, unknown);
  return { programs, errors: [{ field: 'programs', message }, ...errors] };
}

/** Such as `programs[2].flags`, counted from 0. */
function fieldOf({ row, column }: RowFault): string {
  const one = row === null ? 'programs' : `programs[${row}]`;
  return column === null ? one : `${one}.${column}`;
}

function withPlan(result: Result, { emailed, left, notes }: Plan): CheckResult {
  return {
    ...result,
    notes: [...result.notes, ...notes],
    programs: [...emailed, ...left].map(({ program, email, template, reason, order, notes }) => ({
      name: program.name,
      email,
      template,
      reason,
      order,
      notes,
    })),
  };
}
