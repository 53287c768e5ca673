import { standingOf } from '../interview/questions.ts';
import type { Policy } from '../policy/policy.ts';
import { checkProgram, mostPrograms } from '../programs/faults.ts';
import { programFields } from '../programs/program.ts';
import type { Conversation } from './conversation.ts';
import type { Click } from './event.ts';
import type { FormName, Typed } from './forms.ts';
import { imported } from './import-step.ts';
import { type Listed, nextNumber, noWork, planOf, type Work } from './listed.ts';
import type { Moment } from './moment.ts';
import { next, type Step, to, unchanged } from './move.ts';
import { pageOf } from './page.ts';
import { refused } from './refused.ts';
import { draftSubmitted } from './writing-step.ts';

type ProgramClick = Extract<
  Click,
  { type: 'plan' | 'drafts' | 'program' | 'draft' | 'sent' | 'drop' | 'export' }
>;

/** What the buttons of the plan do. */
export function programStep(
  policy: Policy,
  conversation: Conversation,
  click: ProgramClick,
  { today }: Moment,
): Step {
  const { work = noWork } = conversation;
  // An advisor has no programs of their own in somebody else's check.
  if (conversation.about) return unchanged(conversation, { kind: 'stale' });
  const listed = (id: number) => work.programs.find((program) => program.id === id);
  switch (click.type) {
    case 'plan':
    case 'drafts': {
      if (standingOf(policy, conversation.answers).next) return resultFirst(policy, conversation);
      const made = to(policy, conversation, { page: click.type });
      // Whoever comes from a program goes on where they left a list that may be long.
      const left = shownProgram(policy, conversation);
      return left ? { ...made, page: { program: left.id } } : made;
    }
    case 'program':
    case 'draft': {
      const { program: id } = click;
      return listed(id)
        ? to(policy, conversation, { page: click.type, program: id })
        : unchanged(conversation, { kind: 'stale' });
    }
    case 'export':
      return { ...unchanged(conversation), effects: [{ type: 'export' }] };
    case 'sent': {
      const program = shownProgram(policy, conversation);
      if (!program) return unchanged(conversation, { kind: 'stale' });
      const flags = program.flags.filter((flag) => flag !== 'new-information');
      // The next email to it is another one: neither this one's text nor its news stand in it.
      const { news: _, ...details } = work.writings[program.id]?.details ?? {};
      const writings = { ...work.writings, [program.id]: { details } };
      return next(conversation, {
        work: { ...changed(work, { ...program, lastUpdate: today, flags }), writings },
        at: { page: 'program', program: program.id },
        before: null,
      });
    }
    case 'drop': {
      const program = shownProgram(policy, conversation);
      if (!program) return unchanged(conversation, { kind: 'stale' });
      const { [program.id]: _, ...writings } = work.writings;
      const programs = work.programs.filter(({ id }) => id !== program.id);
      const made = next(conversation, {
        work: { ...work, programs, writings },
        at: { page: 'plan' },
      });
      const beside = besideInPlan(policy, conversation, program);
      return beside ? { ...made, page: { program: beside.id } } : made;
    }
  }
}

/** The program below this one in the plan, or above it where it is the last. */
function besideInPlan(
  policy: Policy,
  { answers, work = noWork }: Conversation,
  program: Listed,
): Listed | undefined {
  const plan = planOf(policy, answers, work.programs);
  const order = plan ? [...plan.emailed, ...plan.left].map((entry) => entry.program) : [];
  const at = order.indexOf(program);
  return order[at + 1] ?? order[at - 1];
}

/** Programs and emails come after the result, and the open questions lead there. */
function resultFirst(policy: Policy, conversation: Conversation): Step {
  const asks = pageOf(policy, conversation).page === 'question';
  const step = asks ? unchanged(conversation) : to(policy, conversation, { page: 'interview' });
  return { ...step, notices: [{ kind: 'result-first' }] };
}

/** The program whose page or email is shown. */
export function shownProgram(policy: Policy, conversation: Conversation): Listed | null {
  const page = pageOf(policy, conversation);
  return page.page === 'program' || page.page === 'draft' ? page.program : null;
}

/** A form of the plan, of a program or of its email was sent. */
export function programSubmitted(
  policy: Policy,
  conversation: Conversation,
  form: FormName,
  values: Typed,
): Step {
  switch (form) {
    case 'program':
    case 'contacts':
      return recordSubmitted(policy, conversation, form, values);
    case 'csv':
      return imported(conversation, values.file ?? '');
    default:
      return draftSubmitted(policy, conversation, form, values);
  }
}

/** A program was added or changed: on the plan it is a new one, on its own page the one that is shown. */
function recordSubmitted(
  policy: Policy,
  conversation: Conversation,
  form: 'program' | 'contacts',
  values: Typed,
): Step {
  const { work = noWork } = conversation;
  const known = shownProgram(policy, conversation);
  if (!known && work.programs.length >= mostPrograms) {
    const fault = { column: null, kind: 'too-many', value: mostPrograms + 1 } as const;
    return refused(conversation, form, values, [fault]);
  }
  const { id: _, ...before } = known ?? { id: 0, name: '', flags: [] };
  const { flags = '', ...texts } = values;
  const typed = form === 'program' ? { ...texts, flags: flags.split(' ').filter(Boolean) } : texts;
  const checked = checkProgram({ ...before, ...typed });
  if ('faults' in checked) return refused(conversation, form, values, checked.faults);
  const program = { ...checked.program, id: known?.id ?? nextNumber(work.programs) };
  return next(conversation, {
    work: known ? changed(work, program) : { ...work, programs: [...work.programs, program] },
    // From its email a program's contacts are filled in; the email goes on.
    ...(pageOf(policy, conversation).page === 'draft'
      ? {}
      : { at: { page: 'program', program: program.id } }),
    before: null,
  });
}

/** The list with one program changed. */
function changed(work: Work, program: Listed): Work {
  const programs = work.programs.map((one) => (one.id === program.id ? program : one));
  return { ...work, programs };
}

/** The fields of a program that a form asks for. */
export const programInputs = ['name', 'flags', 'interviewDate', 'lastUpdate'] as const;
export const contactInputs = programFields.filter(
  (field) => !(programInputs as readonly string[]).includes(field),
);
