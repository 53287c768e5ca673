import { judge } from '../decision/decide.ts';
import { sameNotes } from '../decision/notes.ts';
import { sameOutcome } from '../decision/outcome.ts';
import { type Answers, highestScore, type ScoredFacts, type Step1, stages } from '../facts.ts';
import { ballparks } from '../policy/classes.ts';
import type { Policy } from '../policy/policy.ts';

/**
 * Whether it changes the action, the scope or a note that a program requires CK, found by running the rules both ways.
 * An IMG counts as required either way.
 */
export function requiredMatters(policy: Policy, facts: ScoredFacts): boolean {
  if (facts.img) return false;
  const without = judged(policy, { ...facts, required: false });
  const required = judged(policy, { ...facts, required: true });
  return !sameOutcome(without.verdict, required.verdict) || !sameNotes(without, required);
}

function judged(policy: Policy, facts: ScoredFacts) {
  return { policy, facts, verdict: judge(policy, facts) };
}

/** Every Step 1, beginning with the ones most likely to matter, so that a search ends soon. */
const everyStep1: readonly Step1[] = [
  ...Array.from({ length: highestScore }, (_, index) => highestScore - index),
  'pass',
  'none',
];

/** Whether `required` can still be asked, whatever the questions that are open now are answered. */
export function requiredCanMatter(policy: Policy, answers: Answers): boolean {
  if (answers.img) return false;
  const result = answers.result === 'passed-on-retake' ? 'passed-on-retake' : 'passed';
  for (const stage of answers.stage ? [answers.stage] : stages) {
    if (stage === 'after-rank-lists') continue;
    for (const specialty of answers.specialty ? [{ id: answers.specialty }] : ballparks(policy)) {
      for (const step1 of answers.step1 === undefined ? everyStep1 : [answers.step1]) {
        for (const ck of answers.ck === undefined ? everyCk(policy) : [answers.ck]) {
          const facts = { result, stage, ck, step1, specialty: specialty.id, img: false } as const;
          if (requiredMatters(policy, { ...facts, required: false })) return true;
        }
      }
    }
  }
  return false;
}

function* everyCk(policy: Policy): Generator<number> {
  for (let ck = policy.passingScore; ck <= highestScore; ck++) yield ck;
}
