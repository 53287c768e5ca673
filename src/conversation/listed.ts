import type { Details } from '../email/details.ts';
import type { Applicant, Email } from '../email/draft.ts';
import { type Answers, isScored } from '../facts.ts';
import { factsOf, standingOf } from '../interview/questions.ts';
import { oncePer } from '../once.ts';
import type { Policy } from '../policy/policy.ts';
import type { Program } from '../programs/program.ts';
import { type Entry, type Plan, triage } from '../programs/triage.ts';

/** A program on the person's list. The number stays its own as long as it is listed. */
export interface Listed extends Program {
  readonly id: number;
}

/** What the person has put into one program's email. */
export interface Writing {
  readonly details: Details;
  /** The second of the two subjects. */
  readonly otherSubject?: boolean;
  /** As edited; absent as long as it is as drafted. */
  readonly edited?: Email;
  /** The person wants to use it, errors and all. */
  readonly anyway?: boolean;
}

/** The programs of a person and what they wrote to them. It all belongs to the person, whatever becomes of the answers. */
export interface Work {
  readonly programs: readonly Listed[];
  readonly applicant: Applicant;
  /** By the program's number. */
  readonly writings: Readonly<Record<string, Writing>>;
  /** The numbers of the programs that got an email in the plan as it was last saved. */
  readonly planned: readonly number[];
}

export const noWork: Work = { programs: [], applicant: {}, writings: {}, planned: [] };

/** The plan of one list that was made last, since a turn asks for it several times. */
const lastPlan = oncePer((_programs: readonly Listed[]) => ({
  policy: null as Policy | null,
  answers: null as Answers | null,
  plan: null as Plan<Listed> | null,
}));

/** The plan of finished answers; null while questions are open. */
export function planOf(
  policy: Policy,
  answers: Answers,
  programs: readonly Listed[],
): Plan<Listed> | null {
  const last = lastPlan(programs);
  if (last.policy !== policy || last.answers !== answers) {
    const finished = standingOf(policy, answers).next === null;
    const plan = finished ? triage(policy, factsOf(answers), programs) : null;
    Object.assign(last, { policy, answers, plan });
  }
  return last.plan;
}

/** What a plan says of one program; null where it is not listed, or there is no plan. */
export function entryOf(plan: Plan<Listed> | null, id: number): Entry<Listed> | null {
  return (
    [...(plan?.emailed ?? []), ...(plan?.left ?? [])].find(({ program }) => program.id === id) ??
    null
  );
}

/** Whether there is anything to write to this program: a passing score, and nobody who forbids it. */
export function canWrite(answers: Answers, { email, reason }: Entry<Listed>): boolean {
  const never: readonly string[] = ['action', 'closed', 'no-contact'];
  return isScored(factsOf(answers)) && (email || !never.includes(reason));
}

/** A number for the next program. */
export function nextNumber(programs: readonly Listed[]): number {
  return Math.max(0, ...programs.map(({ id }) => id)) + 1;
}
