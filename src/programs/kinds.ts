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
export function kindsOf({ flags }: Program, applicantIsImg: boolean): readonly Kind[] {
  if (!applicantIsImg) return flags;
  const friendly = flags.includes('img-friendly') && any(flags, img);
  return friendly || flags.includes('sponsors-visa') ? [...flags, 'img-program'] : flags;
}

/** Whether one of them is wanted. Programs have few kinds. */
export function any(kinds: readonly Kind[], wanted: readonly Kind[]): boolean {
  return kinds.some((kind) => wanted.includes(kind));
}
