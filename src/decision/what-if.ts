import {
  type Facts,
  highestScore,
  isScored,
  type ScoredFacts,
  type Stage,
  stages,
} from '../facts.ts';
import type { Policy } from '../policy/policy.ts';
import { judge, type Verdict } from './decide.ts';
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

  const lowest = Math.max(policy.passingScore, facts.ck - policy.whatIfReach);
  const highest = Math.min(highestScore, facts.ck + policy.whatIfReach);
  for (let ck = facts.ck - 1; ck >= lowest; ck--) if (tryOut({ ck })) break;
  for (let ck = facts.ck + 1; ck <= highest; ck++) if (tryOut({ ck })) break;
  if (!facts.img) tryOut({ required: !facts.required });
  for (const stage of stages.slice(stages.indexOf(facts.stage) + 1)) tryOut({ stage });
  return found;
}

/** The same facts with one answer changed; after the rank lists nothing else is a fact any more. */
function withChange(facts: ScoredFacts, change: Change): Facts {
  if ('stage' in change && change.stage === 'after-rank-lists') {
    return { result: facts.result, stage: change.stage };
  }
  return { ...facts, ...change } as ScoredFacts;
}
