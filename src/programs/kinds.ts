import type { Flag, Program } from './program.ts';

/** What a program is to the applicant: its flags, and `img-program` where it is one for this applicant. */
export type Kind = Flag | 'img-program';

/** Flags by which a program itself asked for the score. */
export const explicitRequests = [
  'requires-to-rank',
  'requires',
  'asked',
  'strict-deadline',
] as const satisfies readonly Flag[];

/** Flags that make a program one of the applicant's priorities. */
export const priorityFlags = [
  'top-choice',
  'waitlisted',
  'interviewed',
  'mentioned',
  'home',
  'rotated',
  'signaled',
  'region',
  'dream',
] as const satisfies readonly Flag[];

/** What a program that is friendly to IMGs needs beside that to be an IMG program. */
const img: readonly Flag[] = ['top-choice', 'home', 'rotated', 'region', 'signaled', 'dream'];

/** The kinds of one program for one applicant. */
export function kindsOf({ flags }: Program, applicantIsImg: boolean): ReadonlySet<Kind> {
  const kinds = new Set<Kind>(flags);
  const friendly = kinds.has('img-friendly') && any(kinds, img);
  if (applicantIsImg && (kinds.has('sponsors-visa') || friendly)) kinds.add('img-program');
  return kinds;
}

export function any(kinds: ReadonlySet<Kind>, wanted: readonly Kind[]): boolean {
  return wanted.some((kind) => kinds.has(kind));
}
