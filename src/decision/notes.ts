import { type Facts, highestScore, isScored, type ScoredFacts } from '../facts.ts';
import type { Policy } from '../policy/policy.ts';
import { judge, type Verdict } from './decide.ts';
import { sameOutcome } from './outcome.ts';

/** What a note looks at: the facts, the verdict on them, and whether a near score would be judged otherwise. */
interface Noted {
  readonly policy: Policy;
  readonly facts: Facts;
  readonly verdict: Verdict;
}

const bad = ({ verdict }: Noted) =>
  verdict.effect?.effect === 'risky' || verdict.effect?.effect === 'keep-quiet';
const early = ({ verdict }: Noted) =>
  verdict.applicant.stage === 'before-submission' || verdict.applicant.stage === 'before-download';

/** The notes that can ride along with a result, in the order in which they are shown (decision §5). */
const noteRules = [
  { id: 'must-release', when: (noted) => bad(noted) && noted.verdict.applicant.required },
  {
    id: 'talk-before-releasing',
    when: (noted) => bad(noted) && early(noted) && !noted.verdict.applicant.required,
  },
  {
    id: 'borderline',
    when: ({ policy, facts, verdict }) =>
      isScored(facts) &&
      nearScores(policy, facts).some((near) => !sameOutcome(verdict, judge(policy, near))),
  },
  {
    id: 'service-may-be-enough',
    when: ({ verdict }) => verdict.action.id === 'strong-not-improved',
  },
  { id: 'img-eligibility', when: ({ verdict }) => verdict.applicant.img },
  {
    id: 'ballpark-dated',
    when: ({ verdict }) => verdict.band !== null && verdict.band !== 'unknown',
  },
  {
    id: 'no-sob-story',
    when: (noted) => bad(noted) || noted.verdict.effect?.effect === 'neutral',
  },
  { id: 'soap-silence', when: ({ verdict }) => verdict.action.action === 'too-late' },
] as const satisfies readonly { id: string; when: (noted: Noted) => boolean }[];

export type Note = (typeof noteRules)[number]['id'];

export const noteIds: readonly Note[] = noteRules.map(({ id }) => id);

/** The notes of one verdict, in their order. */
export function notesOn(policy: Policy, facts: Facts, verdict: Verdict): Note[] {
  const noted = { policy, facts, verdict };
  return noteRules.filter(({ when }) => when(noted)).map(({ id }) => id);
}

/** Whether both get the same notes; stops at the first that only one gets. */
export function sameNotes(a: Noted, b: Noted): boolean {
  return noteRules.every(({ when }) => when(a) === when(b));
}

/** The same facts with every other valid score within the policy's `borderline` points. */
function nearScores(policy: Policy, facts: ScoredFacts): ScoredFacts[] {
  const near: ScoredFacts[] = [];
  for (let distance = 1; distance <= policy.borderline; distance++) {
    for (const ck of [facts.ck - distance, facts.ck + distance]) {
      if (ck >= policy.passingScore && ck <= highestScore) near.push({ ...facts, ck });
    }
  }
  return near;
}
