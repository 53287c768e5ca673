/** What a program may have about it, in the order in which forms show it (decision §7). */
export const flags = [
  'requires-to-rank',
  'requires',
  'asked',
  'strict-deadline',
  'mentioned',
  'top-choice',
  'waitlisted',
  'interviewed',
  'home',
  'rotated',
  'signaled',
  'region',
  'dream',
  'sponsors-visa',
  'img-friendly',
  'no-contact',
  'invites-updates',
  'new-information',
  'rejected',
  'withdrawn',
] as const;

export type Flag = (typeof flags)[number];

/** The texts and days of a program beside its name, in the order of the CSV's columns. */
export const programFields = [
  'pdLastName',
  'pdEmail',
  'coordinatorName',
  'coordinatorEmail',
  'programEmail',
  'interviewDate',
  'lastUpdate',
] as const;

export type ProgramField = (typeof programFields)[number];

/** One program of an applicant. Days are YYYY-MM-DD; `lastUpdate` is the day on which this CK was sent to it. */
export interface Program extends Readonly<Partial<Record<ProgramField, string>>> {
  readonly name: string;
  readonly flags: readonly Flag[];
}
