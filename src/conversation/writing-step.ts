import { z } from 'zod';
import { judge } from '../decision/decide.ts';
import { type Detail, type Details, detailsOf } from '../email/details.ts';
import type { Applicant } from '../email/draft.ts';
import type { Answers, ScoredFacts } from '../facts.ts';
import { isScored } from '../facts.ts';
import { factsOf } from '../interview/questions.ts';
import type { Policy } from '../policy/policy.ts';
import { specialtyOf } from '../policy/policy.ts';
import { isCoordinatorOnly } from '../programs/contact.ts';
import { templateFor } from '../programs/template.ts';
import type { Conversation } from './conversation.ts';
import type { Click } from './event.ts';
import type { FormName, Typed } from './forms.ts';
import { type Listed, noWork, type Writing } from './listed.ts';
import { next, type Step, unchanged, type Wrong } from './move.ts';
import { pageOf } from './page.ts';
import { refused } from './refused.ts';

type WritingClick = Extract<Click, { type: 'subject' | 'anyway' | 'redraft' | 'mail-file' }>;

/**
 * So many characters an email's subject, its body and one detail may have; 160 words are some 1,100. A subject holds the
 * applicant's name and ID at their longest.
 */
export const longestSubject = 300;
export const longestBody = 2500;
export const longestDetail = 300;
/** A name, an ID, a school. */
export const longestName = 120;

/** What an email to one program is about. */
export interface Written {
  readonly facts: ScoredFacts;
  readonly program: Listed;
  readonly template: ReturnType<typeof templateFor>;
  readonly coordinatorOnly: boolean;
  readonly details: readonly Detail[];
}

/** What the email to this program is about; null where there is no score to tell. */
export function writtenTo(policy: Policy, answers: Answers, program: Listed): Written | null {
  const facts = factsOf(answers);
  if (!isScored(facts)) return null;
  const { action } = judge(policy, facts).action;
  const coordinatorOnly = isCoordinatorOnly(specialtyOf(policy, facts.specialty), program);
  const template = templateFor({ program, result: facts.result, action });
  const details = detailsOf(template, { facts, coordinatorOnly });
  return { facts, program, template, coordinatorOnly, details };
}

/** What the buttons of an email do. */
export function writingStep(policy: Policy, conversation: Conversation, click: WritingClick): Step {
  const page = pageOf(policy, conversation);
  if (page.page !== 'draft') return unchanged(conversation, { kind: 'stale' });
  const { work = noWork } = conversation;
  const { otherSubject = false, ...writing } = work.writings[page.program.id] ?? { details: {} };
  switch (click.type) {
    case 'subject':
      return written(conversation, page.program, { ...writing, otherSubject: !otherSubject });
    case 'anyway':
      return written(conversation, page.program, { ...writing, otherSubject, anyway: true });
    case 'redraft': {
      const { details } = writing;
      return written(conversation, page.program, { details, otherSubject });
    }
    case 'mail-file':
      return { ...unchanged(conversation), effects: [{ type: 'mail-file' }] };
  }
}

/** A form of an email was sent. */
export function draftSubmitted(
  policy: Policy,
  conversation: Conversation,
  form: FormName,
  values: Typed,
): Step {
  const page = pageOf(policy, conversation);
  if (page.page !== 'draft') return unchanged(conversation, { kind: 'stale' });
  const { program } = page;
  const { work = noWork } = conversation;
  const { anyway: _, ...writing } = work.writings[program.id] ?? { details: {} };
  switch (form) {
    case 'applicant':
      return next(conversation, { work: { ...work, applicant: applicantFrom(values) } });
    case 'details': {
      const about = writtenTo(policy, conversation.answers, program);
      const read = detailsFrom(about?.details ?? [], values);
      if ('wrong' in read) return refused(conversation, form, values, [read.wrong]);
      return written(conversation, program, {
        ...writing,
        details: { ...writing.details, ...read.details },
      });
    }
    case 'email': {
      const { subject = '', body = '' } = values;
      const edited = {
        subject: subject.replace(/[\r\n]+/g, ' ').slice(0, longestSubject),
        body: body.replace(/\r\n?/g, '\n').slice(0, longestBody),
      };
      return written(conversation, program, { ...writing, edited });
    }
    default:
      return unchanged(conversation, { kind: 'stale' });
  }
}

function written(conversation: Conversation, { id }: Listed, writing: Writing): Step {
  const { work = noWork } = conversation;
  const writings = { ...work.writings, [id]: writing };
  return next(conversation, { work: { ...work, writings } });
}

function applicantFrom({ name, id, school, visa }: Typed): Applicant {
  const given = { name: oneLine(name), id: oneLine(id), school: oneLine(school) };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, text]) => text !== '')),
    ...(visa ? { visa: visa === 'yes' } : {}),
  };
}

/** What was typed for each detail that was asked for; what was left empty is taken back. */
function detailsFrom(
  asked: readonly Detail[],
  values: Typed,
): { details: Details } | { wrong: Wrong } {
  const details: Record<string, string | boolean | undefined> = {};
  for (const { id, kind, choices = [] } of asked) {
    const typed = (values[id] ?? '').trim();
    if (kind === 'day' && typed !== '' && !z.iso.date().safeParse(typed).success) {
      return { wrong: { column: id, kind: 'day', value: typed } };
    }
    if (typed === '') details[id] = undefined;
    else if (kind === 'yes-no') details[id] = typed === 'yes' ? true : undefined;
    else if (kind !== 'choice' || choices.includes(typed)) {
      details[id] = typed.slice(0, longestDetail);
    }
  }
  return { details };
}

function oneLine(text = ''): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, longestName);
}
