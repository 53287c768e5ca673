import { idNameOf } from '../email/draft.ts';
import type { Edited, Finding } from '../email/lint/finding.ts';
import { oneLine } from '../email/text.ts';
import { type Policy, specialtyOf } from '../policy/policy.ts';
import type { Words } from './words.ts';

/** A finding in words, as plain text: what it objects to, and what to write instead. */
export interface Objection {
  readonly objection: string;
  readonly instead: string;
}

export function objectionOf(
  { policy, words }: { readonly policy: Policy; readonly words: Words },
  email: Edited,
  finding: Finding,
): Objection {
  const values = {
    words: shortened(oneLine(finding.words)),
    subject: finding.part === 'subject',
    ck: email.facts.ck,
    service: specialtyOf(policy, email.facts.specialty).service,
    idName: idNameOf(policy, words, email.facts),
    limit: policy.lint.wordLimit,
  };
  const coordinator = finding.id === 'rank-promise' && email.coordinatorOnly;
  return {
    objection: words.text('lint', values, finding.advice),
    instead: words.text(
      'lint',
      values,
      `${finding.advice} ${coordinator ? 'instead-coordinator' : 'instead'}`,
    ),
  };
}

/** Enough of a long quotation to find it by. */
function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
}
