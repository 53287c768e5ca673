/** The one-shot check: facts from outside in, the whole result or every fault out (decision §11). */
import { type Result, resultFor } from './decision/result.ts';
import { type Answers, type Facts, type Field, factSchemas, fields } from './facts.ts';
import { factsOf } from './interview/questions.ts';
import type { Policy } from './policy/policy.ts';
import { factFault, shown } from './render/fault.ts';
import type { Words } from './render/words.ts';

/** What is wrong with one field; `field` is null where there is no object at all. */
export interface FactFault {
  readonly field: string | null;
  readonly message: string;
}

export type Checked =
  | { readonly facts: Facts; readonly result: Result }
  | { readonly errors: readonly FactFault[] };

/** What an absent fact counts as; every other fact that is asked must be given. */
const absent = { result: 'passed', img: false, required: false } as const;

/** Checks facts objects under one policy. Building the checker costs more than using it once. */
export function createChecker(policy: Policy, words: Words): (input: unknown) => Checked {
  const schemas = factSchemas(policy);
  const rendering = { policy, words };

  return (input) => {
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
      if (!(fields as readonly string[]).includes(field) && given[field] !== null) {
        const message = words.text('fault/unknown-field', {
          field: shown(field),
          fields: fields.join(', '),
        });
        errors.push({ field, message });
      }
    }
    if (errors.length > 0) return { errors };
    const complete = factsOf(facts as Answers);
    return { facts: complete, result: resultFor(policy, complete) };
  };
}
