/**
 * The input space in classes. Every rule compares a score or a gain with a cut-off, so between cut-offs nothing can
 * change: one input stands for all that pass the same cut-offs. The cut-offs are read off the tables themselves.
 *
 * In the plane of Step 1 (across) and CK (up) a cut-off on CK is a level line, one on Step 1 an upright line and one on
 * the gain a diagonal. Step 1 is divided wherever a diagonal meets a level line, so that inside one division the lines
 * that CK climbs past keep their order. Of each division the highest Step 1 stands for all: there no strip between
 * two lines is empty that is not empty for the whole division.
 */

import type { Tables } from '../decision/decide.ts';
import { type Measure, type Predicate, predicates } from '../decision/predicates.ts';
import { highestScore, type Step1 } from '../facts.ts';
import { oncePer } from '../once.ts';
import type { Policy, Specialty } from './policy.ts';

/** One division of Step 1: its representative, and the lowest CK of each class above it. */
export interface Column {
  readonly step1: Step1;
  /** One representative a class, in rising order: the lowest score of the class. */
  readonly cks: readonly number[];
}

type Cuts = Readonly<Record<Measure, ReadonlySet<number>>>;

/** Where the tables' outcomes can change for one specialty, by measure. */
export function cutsOf(policy: Policy, specialty: Specialty, tables: Tables): Cuts {
  const cuts = { ck: new Set<number>(), step1: new Set<number>(), gain: new Set<number>() };
  // The band is part of a result, whether or not a rule asks for it.
  const bands = [predicates['band-above'], predicates['band-within']];
  for (const condition of [...conditionsOf(tables), ...bands]) {
    if (condition.kind !== 'range') continue;
    for (const edge of [condition.from, condition.below]) {
      const cut = edge?.(policy, specialty) ?? null;
      if (cut !== null) cuts[condition.of].add(cut);
    }
  }
  return cuts;
}

/** The stages that some rule names; all the others are one class. */
export function namedStages(tables: Tables): Set<unknown> {
  return new Set(
    [...conditionsOf(tables)].flatMap((condition) =>
      condition.kind === 'is' && condition.of === 'stage' ? condition.oneOf : [],
    ),
  );
}

/** Every condition that the tables ask, out of whatever holds it. */
function* conditionsOf({ effects, actions }: Tables): Generator<Predicate> {
  const open: Predicate[] = [...effects, ...actions].map(({ when }) => when);
  for (const condition of open) {
    if (condition.kind === 'all' || condition.kind === 'any') open.push(...condition.conditions);
    else yield condition;
  }
}

/** The numeric Step 1 scores that end a division, in rising order; the last is 300. */
export function step1Representatives(cuts: Cuts, passingScore: number): number[] {
  const starts = new Set<number>(cuts.step1);
  for (const ck of [...cuts.ck, passingScore, highestScore + 1]) {
    for (const gain of cuts.gain) starts.add(ck - gain);
  }
  const ends = [...starts]
    .map((start) => start - 1)
    .filter((end) => end >= 1 && end < highestScore);
  return [...ends.sort((a, b) => a - b), highestScore];
}

/** The lowest CK of each class at one Step 1, in rising order from the passing score. */
export function ckRepresentatives(cuts: Cuts, passingScore: number, step1: Step1): number[] {
  const starts = new Set([passingScore, ...cuts.ck]);
  if (typeof step1 === 'number') for (const gain of cuts.gain) starts.add(step1 + gain);
  return [...starts].filter((ck) => ck >= passingScore && ck <= highestScore).sort((a, b) => a - b);
}

/** One specialty for each distinct ballpark. */
export const ballparks = oncePer((policy: Policy): readonly Specialty[] => {
  const byBallpark = new Map<string, Specialty>();
  for (const specialty of policy.specialties) {
    const ballpark = `${specialty.good}–${specialty.strong}`;
    if (!byBallpark.has(ballpark)) byBallpark.set(ballpark, specialty);
  }
  return [...byBallpark.values()];
});

/** Every class of (Step 1, CK) for one specialty, column by column. */
export function columnsOf(policy: Policy, specialty: Specialty, tables: Tables): Column[] {
  const cuts = cutsOf(policy, specialty, tables);
  const step1s: Step1[] = ['pass', 'none', ...step1Representatives(cuts, policy.passingScore)];
  return step1s.map((step1) => ({
    step1,
    cks: ckRepresentatives(cuts, policy.passingScore, step1),
  }));
}
