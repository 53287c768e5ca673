/** The proof that a policy gives every applicant exactly one answer, and never a lower one for a higher score. */
import type { Action } from '../decision/action-rules.ts';
import { caseOf } from '../decision/case.ts';
import { compileJudge, type Tables, tables as theTables } from '../decision/decide.ts';
import type { Facts, ScoredFacts } from '../facts.ts';
import { stages } from '../facts.ts';
import { ballparks, columnsOf, namedStages } from './classes.ts';
import type { Policy } from './policy.ts';

/** An input that breaks an invariant. */
export type Counterexample =
  /** No row of the effect or the action table matches. */
  | { readonly invariant: 'total'; readonly facts: Facts }
  /** The higher score gets the lower action. */
  | {
      readonly invariant: 'monotone';
      readonly facts: ScoredFacts;
      readonly action: Action;
      readonly higherCk: number;
      readonly higherAction: Action;
    };

/** What the proof found. `unreached`: rows of the tables that no input reaches, such as `effect 7 above-band`. */
export interface Proof {
  /** How many classes of inputs were judged: together they cover every input. */
  readonly classes: number;
  readonly counterexample: Counterexample | null;
  readonly unreached: readonly string[];
}

/** How much an action does, for the invariant on rising scores; the others do not depend on the score. */
const rank: Partial<Record<Action, number>> = {
  'eras-only': 0,
  'required-only': 0,
  'email-few': 1,
  'email-priority': 2,
};

const passes = ['passed', 'passed-on-retake'] as const;

/** Judges one input of every class. Without a counterexample, totality, a single outcome and monotonicity hold. */
export function prove(policy: Policy, tables: Tables = theTables): Proof {
  const reached = new Set<unknown>();
  let classes = 0;
  const done = (counterexample: Counterexample | null): Proof => ({
    classes,
    counterexample,
    unreached: [
      ...tables.effects.map((row, at) => ({ row, label: `effect ${at + 1} ${row.id}` })),
      ...tables.actions.map((row, at) => ({ row, label: `action ${at + 1} ${row.id}` })),
    ]
      .filter(({ row }) => !reached.has(row))
      .map(({ label }) => label),
  });

  const judgeUnscored = compileJudge(policy, null, tables);
  for (const facts of unscoredFacts()) {
    const verdict = judgeUnscored(caseOf(policy, facts));
    classes++;
    if (!verdict) return done({ invariant: 'total', facts });
    reached.add(verdict.action);
  }

  const ways = waysThrough(tables);
  for (const specialty of ballparks(policy)) {
    const judge = compileJudge(policy, specialty, tables);
    for (const { step1, cks } of columnsOf(policy, specialty, tables)) {
      for (const { result, stage, img, required } of ways) {
        let lower: { facts: ScoredFacts; action: Action; rank: number } | null = null;
        for (const ck of cks) {
          const facts = { result, stage, ck, step1, specialty: specialty.id, img, required };
          const verdict = judge(caseOf(policy, facts));
          classes++;
          if (!verdict) return done({ invariant: 'total', facts });
          reached.add(verdict.effect);
          reached.add(verdict.action);
          const { action } = verdict.action;
          const height = rank[action];
          if (height === undefined) continue;
          if (lower && height < lower.rank) {
            const { facts: below, action: belowAction } = lower;
            return done({
              invariant: 'monotone',
              facts: below,
              action: belowAction,
              higherCk: ck,
              higherAction: action,
            });
          }
          lower = { facts, action, rank: height };
        }
      }
    }
  }
  return done(null);
}

/** Every class of answers to the questions that are no scores, for somebody with a score to judge. */
function waysThrough(tables: Tables) {
  const named = namedStages(tables);
  const scored = stages.filter((stage) => stage !== 'after-rank-lists');
  const unnamed = scored.find((stage) => !named.has(stage));
  return scored
    .filter((stage) => named.has(stage) || stage === unnamed)
    .flatMap((stage) =>
      passes.flatMap((result) => statuses.map((status) => ({ stage, result, ...status }))),
    );
}

/** IMG or not, required or not; for an IMG it makes no difference what was said about required. */
const statuses = [
  { img: false, required: false },
  { img: false, required: true },
  { img: true, required: true },
];

function* unscoredFacts(): Generator<Facts> {
  yield { result: 'pending' };
  yield { result: 'failed' };
  for (const result of passes) yield { result, stage: 'after-rank-lists' };
}
