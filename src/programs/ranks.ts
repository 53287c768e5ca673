import type { Kind } from './kinds.ts';

/** Why a program is emailed, the best reason first: its first one is its place in the plan (decision §7). */
export const ranks = [
  'requires-to-rank',
  'requires',
  'asked',
  'strict-deadline',
  'img-program',
  'top-choice',
  'waitlisted',
  'interviewed',
  'mentioned',
  'home',
  'rotated',
  'signaled',
  'region',
  'dream',
] as const satisfies readonly Kind[];

export type EmailReason = (typeof ranks)[number];

/** Before programs download, a reach for which the score is a clear upgrade stands right after the own top choices. */
const reachesEarly: readonly EmailReason[] = ranks.flatMap((kind): EmailReason[] => {
  if (kind === 'dream') return [];
  return kind === 'top-choice' ? ['top-choice', 'dream'] : [kind];
});

/** The order of reasons under one rule of the action table. */
export function ranksUnder(actionRule: string): readonly EmailReason[] {
  return actionRule === 'jump-before-download' ? reachesEarly : ranks;
}
