import type { Facts, Result, Stage } from '../facts.ts';
import { isScored } from '../facts.ts';
import { type Policy, type Specialty, specialtyOf } from '../policy/policy.ts';

/** How the score stands in its specialty's ballpark; `unknown` where there is none. */
export type Band = 'above' | 'within' | 'below' | 'unknown';

/** What the score does for this applicant. */
export type Effect = 'strongly-helps' | 'helps' | 'neutral' | 'risky' | 'keep-quiet';

/** One applicant as the rules see it. Null: the field does not apply. */
export interface Case {
  readonly result: Result;
  readonly stage: Stage | null;
  /** Step 2 CK and, where it is numeric, Step 1: three-digit scores. */
  readonly ck: number | null;
  readonly step1: number | null;
  /** CK minus a numeric Step 1, in points. */
  readonly gain: number | null;
  readonly specialty: Specialty | null;
  readonly img: boolean;
  /** The fact, or true for an IMG. */
  readonly required: boolean;
  /** What the effect table said; null before it has been asked. */
  readonly effect: Effect | null;
  readonly effectRule: string | null;
}

/** The facts as a case whose effect has not been worked out yet. */
export function caseOf(policy: Policy, facts: Facts): Case {
  if (!isScored(facts)) {
    return {
      result: facts.result,
      stage: 'stage' in facts ? facts.stage : null,
      ck: null,
      step1: null,
      gain: null,
      specialty: null,
      img: false,
      required: false,
      effect: null,
      effectRule: null,
    };
  }
  const step1 = typeof facts.step1 === 'number' ? facts.step1 : null;
  return {
    result: facts.result,
    stage: facts.stage,
    ck: facts.ck,
    step1,
    gain: step1 === null ? null : facts.ck - step1,
    specialty: specialtyOf(policy, facts.specialty),
    img: facts.img,
    required: facts.img || facts.required,
    effect: null,
    effectRule: null,
  };
}
