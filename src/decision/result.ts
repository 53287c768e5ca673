import type { Facts } from '../facts.ts';
import type { Policy } from '../policy/policy.ts';
import { type Decision, decisionOf, judge } from './decide.ts';
import { type Note, notesOn } from './notes.ts';
import { type WhatIf, whatIf } from './what-if.ts';

/** Everything that the rules say of one applicant, in the form that `step2 check --json` prints (decision §11). */
export interface Result extends Decision {
  readonly notes: readonly Note[];
  readonly whatIf: readonly WhatIf[];
  /** The hash of the policy that decided. */
  readonly policy: string;
}

/** The complete result for complete facts. Pure. */
export function resultFor(policy: Policy, facts: Facts): Result {
  const verdict = judge(policy, facts);
  return {
    ...decisionOf(policy, verdict),
    notes: notesOn(policy, facts, verdict),
    whatIf: whatIf(policy, facts, verdict),
    policy: policy.hash,
  };
}
