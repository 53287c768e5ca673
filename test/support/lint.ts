import type { Edited, Finding } from '../../src/email/lint/finding.ts';
import { lint } from '../../src/email/lint/lint.ts';
import type { Snippet } from '../email/lint-corpus.ts';
import { applicant, facts, program } from './emails.ts';
import { policy } from './policy.ts';

/** What lint says of an email; what is not given is as it should be. */
export function findingsOf(given: Partial<Edited>): Finding[] {
  const id = `AAMC ID ${applicant.id}`;
  return lint(policy, {
    template: 'strong',
    subject: `Application update – ${applicant.name}, ${id}`,
    body: `Sincerely,\n${applicant.name}\n${id}`,
    facts,
    applicant,
    program,
    ...given,
  });
}

/** The kinds of objections to a sentence, sorted. */
export function idsOf({
  text,
  template = 'strong',
  part = 'body',
  program: name,
}: Snippet): string[] {
  const found = findingsOf({
    template,
    [part]: text,
    applicant: { ...applicant, name: 'Jane Doe' },
    program: { ...program, name: name ?? program.name },
  });
  return [...new Set(found.map(({ id }) => id))].filter((id) => id !== 'no-id').sort();
}
