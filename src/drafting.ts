import type { Conversation } from './conversation/conversation.ts';
import { entryOf, type Listed, noWork, planOf } from './conversation/listed.ts';
import { type Written, writtenTo } from './conversation/writing-step.ts';
import { type Draft, draftOf, type Email } from './email/draft.ts';
import type { Edited, Finding } from './email/lint/finding.ts';
import { lint } from './email/lint/lint.ts';
import type { Entry } from './programs/triage.ts';
import type { Rendering } from './render/content.ts';

/** The email to one program as it stands, with what there is to object to. */
export interface Standing extends Written {
  readonly entry: Entry<Listed>;
  readonly draft: Draft;
  /** As it would be sent: as drafted, or as edited. */
  readonly email: Email;
  readonly isEdited: boolean;
  readonly edited: Edited;
  readonly findings: readonly Finding[];
  /** Something must be mended first, and the person has not chosen to use it all the same. */
  readonly blocked: boolean;
}

/** The email to a listed program; null where there is nothing to write. */
export function draftStanding(
  { policy, words }: Pick<Rendering, 'policy' | 'words'>,
  { answers, work = noWork }: Conversation,
  program: Listed,
): Standing | null {
  const written = writtenTo(policy, answers, program);
  const entry = entryOf(planOf(policy, answers, work.programs), program.id);
  if (!written || !entry) return null;
  const { facts, template, coordinatorOnly } = written;
  const { details, otherSubject, edited, anyway } = work.writings[program.id] ?? { details: {} };
  const { applicant } = work;
  const contact = { coordinatorOnly };
  const draft = draftOf(
    { policy, words },
    { template, facts, program, applicant, details, contact },
  );
  const subject = draft.subjects[otherSubject ? 1 : 0];
  const email = edited ?? { subject, body: draft.body };
  const about: Edited = {
    ...email,
    template,
    facts,
    applicant,
    program,
    coordinatorOnly,
    stopRuleHolds: !entry.email && entry.reason === 'already-updated',
  };
  const found = lint(policy, about);
  // As long as the ID itself is a blank, nobody needs to be told that it is not named.
  const isBlank = !applicant.id && found.some(({ id }) => id === 'unfilled');
  const findings = isBlank ? found.filter(({ id }) => id !== 'no-id') : found;
  return {
    ...written,
    entry,
    draft,
    email,
    isEdited: edited !== undefined,
    edited: about,
    findings,
    blocked: !anyway && findings.some(({ severity }) => severity === 'error'),
  };
}
