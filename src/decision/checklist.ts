import { type Facts, isScored } from '../facts.ts';
import type { Policy, Specialty } from '../policy/policy.ts';
import { specialtyOf } from '../policy/policy.ts';

/** One step of updating the score in the application service (decision §6). */
export type ChecklistStep =
  | 'release-from-portal'
  | 'release-from-nbme'
  | 'release-from-ecfmg'
  | 'check-transcript'
  | 'check-programs-assigned'
  | 'resend-myeras'
  | 'request-residencycas'
  | 'resend-other';

/** What each application service asks for, once the score shows in the transcript. */
const resendIn: Readonly<Record<string, ChecklistStep>> = {
  ERAS: 'resend-myeras',
  ResidencyCAS: 'request-residencycas',
};

/** The update checklist of one applicant. */
export interface Checklist {
  /** For `wait` and `retake`: the steps are for the day on which the passing score posts. */
  readonly later: boolean;
  /** The specialty; null where it was never asked. */
  readonly specialty: Specialty | null;
  readonly steps: readonly ChecklistStep[];
}

/** The steps to take in the specialty's application service, in order. */
export function checklistFor(policy: Policy, facts: Facts): Checklist {
  const specialty = isScored(facts) ? specialtyOf(policy, facts.specialty) : null;
  return {
    later: facts.result === 'failed' || facts.result === 'pending',
    specialty,
    steps: [
      isScored(facts)
        ? facts.img
          ? 'release-from-ecfmg'
          : 'release-from-nbme'
        : 'release-from-portal',
      'check-transcript',
      'check-programs-assigned',
      (specialty && resendIn[specialty.service]) ?? 'resend-other',
    ],
  };
}
