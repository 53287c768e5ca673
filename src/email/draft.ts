import type { ScoredFacts } from '../facts.ts';
import { type Policy, specialtyOf } from '../policy/policy.ts';
import type { Flag, Program } from '../programs/program.ts';
import type { EmailTemplate } from '../programs/template.ts';
import type { Params, Words } from '../render/words.ts';
import { type Details, improvedFromStep1 } from './details.ts';
import { type Recipient, recipientsOf } from './recipients.ts';
import { dayInFull, fragment, oneLine } from './text.ts';

/** Who writes. What is not known becomes a named blank, never a guess. */
export interface Applicant {
  readonly name?: string | undefined;
  /** Their ID in the application service. */
  readonly id?: string | undefined;
  readonly school?: string | undefined;
  /** True: needs no sponsorship. Only that is ever said. */
  readonly visa?: boolean | null | undefined;
}

/** What a draft is made of. */
export interface DraftOf {
  readonly template: EmailTemplate;
  readonly facts: ScoredFacts;
  readonly program: Program;
  readonly applicant: Applicant;
  readonly details: Details;
  /** Whether the specialty's contact rule sends this email to the coordinator alone. */
  readonly contact: { readonly coordinatorOnly: boolean };
}

/** An email to copy or to open in a mail program. One of the two subjects is chosen. */
export interface Draft {
  readonly to: readonly Recipient[];
  readonly cc: readonly Recipient[];
  readonly subjects: readonly [string, string];
  readonly body: string;
}

/** What is sent in the end: a draft's chosen subject and its body, as the applicant left them. */
export interface Email {
  readonly subject: string;
  readonly body: string;
}

/** Flags that stand for something the program itself has written. */
const toldUs: readonly Flag[] = ['requires', 'requires-to-rank', 'asked'];

export function draftOf(
  { policy, words }: { readonly policy: Policy; readonly words: Words },
  given: DraftOf,
): Draft {
  const { template, program, contact } = given;
  const closing = closingOf(policy, words, given);
  const subject = (form: string) => words.text('email/parts', closing, `subject ${form}`);
  return {
    ...recipientsOf(words, template, program, contact.coordinatorOnly),
    subjects: [subject('score'), subject('application')],
    body: [
      greetingOf(words, given),
      words.text(`email/${template}`, valuesOf(policy, words, given)),
      words.text('email/parts', closing, 'closing'),
    ].join('\n\n'),
  };
}

/** What the template's sentences are made of. */
function valuesOf(policy: Policy, words: Words, given: DraftOf): Params {
  const { facts, program, applicant, details, contact } = given;
  const specialty = specialtyOf(policy, facts.specialty);
  const named = specialty.id !== 'other';
  const has = (flag: Flag) => program.flags.includes(flag);
  const open = facts.stage !== 'rank-deadline';
  return {
    program: oneLine(program.name),
    specialty: named ? specialty.name : filled(words, 'specialty', details.specialty),
    place: words.text(
      'email/parts',
      { service: specialty.service },
      named ? 'in-service' : 'in-application',
    ),
    ck: facts.ck,
    improvement: details.context === 'improvement' && improvedFromStep1(facts),
    confirms: details.context === 'confirms',
    reason: filled(words, 'reason', fragment(details.reason)),
    change: filled(words, 'change', fragment(details.change)),
    news: filled(words, 'news', fragment(details.news)),
    visa: facts.img && applicant.visa === true,
    interview: open && !has('waitlisted'),
    opening: open && has('waitlisted'),
    interviewDate: dayInFull(
      filled(words, 'interview-date', details.interviewDate || program.interviewDate),
    ),
    lastUpdate: dayInFull(filled(words, 'last-update', program.lastUpdate)),
    oneOfMyTop: details.oneOfMyTop === true && !contact.coordinatorOnly,
    fit: details.fit === true,
    earlierMessage: toldUs.some(has),
    deadline: !toldUs.some(has) && has('strict-deadline'),
  };
}

/** What was typed, as one line; a named blank where nothing was. */
function filled(
  words: Words,
  part: string,
  typed: string | undefined,
  params: Params = {},
): string {
  return oneLine(typed ?? '') || words.text('email/blank', params, part);
}

function greetingOf(words: Words, { template, program, contact }: DraftOf): string {
  const part = (name: string, params: Params = {}) => words.text('email/parts', params, name);
  const pdLastName = oneLine(program.pdLastName ?? '').replace(/^dr\.?\s+/i, '');
  const pd = pdLastName ? part('director', { pdLastName }) : part('some-director');
  const coordinator = oneLine(program.coordinatorName ?? '') || part('some-coordinator');
  if (contact.coordinatorOnly) return part('greeting-coordinator', { coordinator });
  if (template === 'requested') return part('greeting-requested', { coordinator, pd });
  return part('greeting', { pd });
}

/** Name, ID and school, for the closing and the subjects. */
function closingOf(policy: Policy, words: Words, { facts, applicant }: DraftOf): Params {
  const idName = idNameOf(policy, words, facts);
  return {
    idName,
    name: filled(words, 'name', applicant.name),
    id: filled(words, 'id', applicant.id, { idName }),
    school: filled(words, 'school', applicant.school),
  };
}

/** What the applicant's ID is called in the specialty's service, such as "AAMC ID". */
export function idNameOf(policy: Policy, words: Words, facts: ScoredFacts): string {
  const { id, service } = specialtyOf(policy, facts.specialty);
  if (id === 'other') return words.text('email/id', {}, 'unnamed');
  return words.has('email/id', service)
    ? words.text('email/id', {}, service)
    : words.text('email/id', { service });
}
