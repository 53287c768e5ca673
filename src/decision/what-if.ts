import { type Facts, isScored, type ScoredFacts, type Stage, stages } from '../facts.ts';
import { oncePer } from '../once.ts';
import { ckRepresentatives, cutsOf } from '../policy/classes.ts';
import { type Policy, type Specialty, specialtyOf } from '../policy/policy.ts';
import { judge, tables, type Verdict } from './decide.ts';
import { type Outcome, outcomeOf, sameOutcome } from './outcome.ts';

/** One changed answer. */
export type Change =
  | { readonly ck: number }
  | { readonly required: boolean }
  | { readonly stage: Stage };

/** One changed answer that leads to another action or scope, with both. */
export interface WhatIf extends Outcome {
  readonly change: Change;
}

/**
 * Every single changed answer that leads elsewhere, found by running the rules on the changed facts: the nearest lower
 * and the nearest higher score within the policy's reach, `required` the other way, then each later stage.
 */
export function whatIf(policy: Policy, facts: Facts, verdict: Verdict): WhatIf[] {
  if (!isScored(facts)) return [];
  const found: WhatIf[] = [];
  const tryOut = (change: Change): boolean => {
    const changed = judge(policy, withChange(facts, change));
    if (sameOutcome(verdict, changed)) return false;
    found.push({ change, ...outcomeOf(changed) });
    return true;
  };

  const { lower, higher } = turningPoints(policy, facts);
  lower.some((ck) => tryOut({ ck }));
  higher.some((ck) => tryOut({ ck }));
  if (!facts.img) tryOut({ required: !facts.required });
  for (const stage of stages.slice(stages.indexOf(facts.stage) + 1)) tryOut({ stage });
  return found;
}

/** The scores within reach at which another rule can begin to match, the nearest first: in between nothing changes. */
function turningPoints(policy: Policy, { ck, step1, specialty }: ScoredFacts) {
  const cuts = cutsUnder(policy)(specialtyOf(policy, specialty));
  const starts = ckRepresentatives(cuts, policy.passingScore, step1);
  const lowest = Math.max(policy.passingScore, ck - policy.whatIfReach);
  const highest = ck + policy.whatIfReach;
  return {
    lower: starts
      .map((start) => start - 1)
      .filter((end) => end >= lowest && end < ck)
      .reverse(),
    higher: starts.filter((start) => start > ck && start <= highest),
  };
}

const cutsUnder = oncePer((policy: Policy) =>
  oncePer((specialty: Specialty) => cutsOf(policy, specialty, tables)),
);

/** The same facts with one answer changed; after the rank lists nothing else is a fact any more. */
function withChange(facts: ScoredFacts, change: Change): Facts {
  if ('stage' in change && change.stage === 'after-rank-lists') {
    return { result: facts.result, stage: change.stage };
  }
  return { ...facts, ...change } as ScoredFacts;
}
