import type { Policy, Specialty } from '../policy/policy.ts';
import type { Band, Case } from './case.ts';
import { type Predicate, predicates } from './predicates.ts';

type Test = (applicant: Case) => boolean;

/** A condition as a function, with the cut-offs of this policy and specialty filled in. */
export function compile(condition: Predicate, policy: Policy, specialty: Specialty | null): Test {
  switch (condition.kind) {
    case 'range': {
      const { of } = condition;
      const from = condition.from ? condition.from(policy, specialty) : Number.NEGATIVE_INFINITY;
      const below = condition.below ? condition.below(policy, specialty) : Number.POSITIVE_INFINITY;
      if (from === null || below === null) return () => false;
      return (applicant) => {
        const value = applicant[of];
        return value !== null && value >= from && value < below;
      };
    }
    case 'is': {
      const { of, oneOf } = condition;
      if (oneOf.length > 1) return (applicant) => oneOf.includes(applicant[of]);
      const [only] = oneOf;
      return (applicant) => applicant[of] === only;
    }
    case 'no-ballpark':
      return () => specialty !== null && specialty.strong === null;
    case 'all': {
      const tests = condition.conditions.map((part) => compile(part, policy, specialty));
      return (applicant) => tests.every((test) => test(applicant));
    }
    case 'any': {
      const tests = condition.conditions.map((part) => compile(part, policy, specialty));
      return (applicant) => tests.some((test) => test(applicant));
    }
    case 'always':
      return () => true;
  }
}

/** A table as a function from a case to its first matching row; null where none matches. */
export function compileTable<Row extends { readonly when: Predicate }>(
  rows: readonly Row[],
  policy: Policy,
  specialty: Specialty | null,
): (applicant: Case) => Row | null {
  const tests = rows.map((row) => ({ row, matches: compile(row.when, policy, specialty) }));
  return (applicant) => {
    for (const { row, matches } of tests) if (matches(applicant)) return row;
    return null;
  };
}

/** A score's band, from the same predicates that the rules use. */
export function compileBand(
  policy: Policy,
  specialty: Specialty | null,
): (applicant: Case) => Band {
  const unknown = compile(predicates['band-unknown'], policy, specialty);
  const above = compile(predicates['band-above'], policy, specialty);
  const within = compile(predicates['band-within'], policy, specialty);
  return (applicant) => {
    if (unknown(applicant)) return 'unknown';
    if (above(applicant)) return 'above';
    return within(applicant) ? 'within' : 'below';
  };
}
