import type { Facts, Stage } from '../facts.ts';
import { oncePer } from '../once.ts';
import type { Policy, Specialty } from '../policy/policy.ts';
import { type Action, type ActionRule, actionRules, type Scope } from './action-rules.ts';
import { type Band, type Case, caseOf, type Effect } from './case.ts';
import { compileBand, compileTable } from './compile.ts';
import { type EffectRule, effectRules } from './effect-rules.ts';

/** The two ordered tables that make the decision. */
export interface Tables {
  readonly effects: readonly EffectRule[];
  readonly actions: readonly ActionRule[];
}

export const tables: Tables = { effects: effectRules, actions: actionRules };

/** What the rules say of one applicant. Null where a part does not apply. */
export interface Decision {
  readonly effect: Effect | null;
  readonly effectRule: string | null;
  readonly band: Band | null;
  /** CK minus a numeric Step 1, in points. */
  readonly gain: number | null;
  readonly action: Action;
  readonly actionRule: string;
  readonly scope: Scope | null;
  /** How much an update can still move a program at this stage, in percent. */
  readonly impact: number | null;
}

/** The rows that decided: a decision with its trace. */
export interface Verdict {
  readonly applicant: Case;
  readonly effect: EffectRule | null;
  readonly action: ActionRule;
  readonly band: Band | null;
}

type Judge = (applicant: Case) => Verdict | null;

/**
 * A function that judges cases of one specialty by these tables: first the effect, where there is a score to judge, then
 * the action. It returns null where no row matches, which the proof rules out.
 */
export function compileJudge(
  policy: Policy,
  specialty: Specialty | null,
  { effects, actions }: Tables = tables,
): Judge {
  const effectOf = compileTable(effects, policy, specialty);
  const actionOf = compileTable(actions, policy, specialty);
  const bandOf = compileBand(policy, specialty);
  return (unjudged) => {
    if (unjudged.ck === null) {
      const action = actionOf(unjudged);
      return action && { applicant: unjudged, effect: null, action, band: null };
    }
    const effect = effectOf(unjudged);
    if (!effect) return null;
    const applicant = { ...unjudged, effect: effect.effect, effectRule: effect.id };
    const action = actionOf(applicant);
    return action && { applicant, effect, action, band: bandOf(applicant) };
  };
}

/** Compiling a table costs more than using it once, so each policy keeps its judges, one a specialty. */
const judgesOf = oncePer((policy: Policy) => ({
  scored: oncePer((specialty: Specialty) => compileJudge(policy, specialty)),
  unscored: compileJudge(policy, null),
}));

/**
 * Runs both tables over the facts and keeps the rows that matched.
 *
 * @throws where no rule matches, which the proof of the policy rules out
 */
export function judge(policy: Policy, facts: Facts): Verdict {
  const applicant = caseOf(policy, facts);
  const { scored, unscored } = judgesOf(policy);
  const judgeCase = applicant.specialty ? scored(applicant.specialty) : unscored;
  const verdict = judgeCase(applicant);
  if (!verdict) throw new Error('No rule matches these facts: the policy was not proved.');
  return verdict;
}

/** What to do about this score, and by which rules. Pure: the same facts and policy give the same decision. */
export function decide(policy: Policy, facts: Facts): Decision {
  return decisionOf(policy, judge(policy, facts));
}

/** A verdict without its trace. */
export function decisionOf(policy: Policy, { applicant, effect, action, band }: Verdict): Decision {
  return {
    effect: effect?.effect ?? null,
    effectRule: effect?.id ?? null,
    band,
    gain: applicant.gain,
    action: action.action,
    actionRule: action.id,
    scope: action.scope,
    impact: impactOf(policy, applicant.stage),
  };
}

/** Which timing of the policy holds at a stage; null where there is nothing to send yet. */
export const impactAt: Readonly<Record<Stage, keyof Policy['impact'] | null>> = {
  'before-submission': null,
  'before-download': 'before-interviews',
  'after-download': 'before-interviews',
  'early-interviews': 'early-interviews',
  'late-interviews': 'late-interviews',
  'rank-deadline': 'late-interviews',
  'after-rank-lists': 'after-rank-lists',
};

function impactOf(policy: Policy, stage: Stage | null): number | null {
  const timing = stage && impactAt[stage];
  return timing ? policy.impact[timing] : null;
}
