/** Facts as an advising office might send them in bulk, for `step2 check --ndjson`. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { highestScore, stages } from '../src/facts.ts';
import type { Policy } from '../src/policy/policy.ts';

/** As many different lines, then they come again. */
const distinct = 10_000;

/** Writes a file of `count` lines. The same policy always gives the same file. */
export function writeFacts(path: string, policy: Policy, count: number): void {
  const next = lottery();
  const lines = Array.from({ length: Math.min(count, distinct) }, () => factsLine(policy, next));
  const block = lines.join('');
  const file = openSync(path, 'w');
  for (let written = 0; written < count; written += distinct) writeSync(file, block);
  closeSync(file);
}

/**
 * One applicant: mostly a pass in the season, seven in ten with only a pass for Step 1, three in ten IMGs, scores as they
 * fall; a few without a score to judge, and two in a hundred with a fault.
 */
function factsLine(policy: Policy, next: () => number): string {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(next() * items.length)] as Item;
  const score = (middle: number) => Math.round(middle + 15 * (next() + next() + next() - 1.5) * 2);
  if (next() < 0.04) return `${JSON.stringify({ result: pick(['failed', 'pending']) })}\n`;
  const sort = next();
  const facts = {
    result: next() < 0.05 ? 'passed-on-retake' : 'passed',
    stage: pick(stages),
    ck: Math.min(highestScore, Math.max(policy.passingScore, score(248))),
    step1: sort < 0.7 ? 'pass' : sort < 0.95 ? score(232) : 'none',
    specialty: pick(policy.specialties).id,
    img: next() < 0.3,
    required: next() < 0.25,
  };
  return `${JSON.stringify(next() < 0.02 ? { ...facts, ck: String(facts.ck) } : facts)}\n`;
}

/** Numbers from 0 up to 1, the same ones each time (a linear congruential generator). */
function lottery(): () => number {
  let state = 2026;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
