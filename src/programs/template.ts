import type { Decision } from '../decision/decide.ts';
import type { Result } from '../facts.ts';
import type { Program } from './program.ts';

/** What the choice of an email looks at. */
interface Written {
  readonly program: Program;
  readonly result: Result;
  readonly action: Decision['action'];
}

const has = (flag: Program['flags'][number]) => (written: Written) =>
  written.program.flags.includes(flag);

/** Which email an emailed program gets: the first row that matches (decision §8). */
const templateRules = [
  { id: 'follow-up', when: ({ program }: Written) => program.lastUpdate !== undefined },
  {
    id: 'retake',
    when: ({ result, action }: Written) => result === 'passed-on-retake' && action === 'email-few',
  },
  {
    id: 'needed-to-rank',
    when: (written: Written) => has('requires-to-rank')(written) && has('interviewed')(written),
  },
  { id: 'was-pending', when: has('asked') },
  {
    id: 'requested',
    when: ({ action }: Written) => ['required-only', 'eras-only', 'include'].includes(action),
  },
  { id: 'strong-after-interview', when: has('interviewed') },
  { id: 'strong', when: () => true },
] as const;

export type EmailTemplate = (typeof templateRules)[number]['id'];

export const emailTemplates: readonly EmailTemplate[] = templateRules.map(({ id }) => id);

/** The email for a program that gets one. */
export function templateFor(written: Written): EmailTemplate {
  return templateRules.find(({ when }) => when(written))?.id ?? 'strong';
}
