import { judge } from '../decision/decide.ts';
import { type Facts, isScored } from '../facts.ts';
import { specialtyOf } from '../policy/policy.ts';
import { isCoordinatorOnly } from '../programs/contact.ts';
import type { Program } from '../programs/program.ts';
import type { Emailed, Left, Plan } from '../programs/triage.ts';
import type { Block } from '../screen.ts';
import type { Rendering } from './content.ts';
import { asMarkdown } from './markdown.ts';

type Words = Pick<Rendering, 'words' | 'policy'>;

/** A plan in words: who gets an email, in order, and who gets none, each with the reason. */
export function planBlocks(rendering: Words, facts: Facts, plan: Plan): Block[] {
  const { words, policy } = rendering;
  const said = (part: string) => words.text('programs/plan', {}, part);
  const note = (part: string, params = {}) => words.text('programs/note', params, part);
  const written = plan.left.filter(({ reason }) => reason === 'already-updated').length;
  const count = plan.emailed.length + written;
  return [
    { kind: 'heading', text: said('emailed') },
    ...plan.notes.map(
      (id): Block => ({
        kind: 'warning',
        text: note(id, { count, manyPrograms: policy.manyPrograms }),
      }),
    ),
    ...(plan.contradictsRequired
      ? [{ kind: 'warning', text: note('contradicts-required') } as const]
      : []),
    plan.emailed.length === 0
      ? { kind: 'text', text: said('nobody') }
      : {
          kind: 'list',
          style: 'steps',
          items: plan.emailed.map((entry) => emailedItem(rendering, facts, entry)),
        },
    ...leftBlocks(rendering, facts, plan.left),
  ];
}

function leftBlocks(rendering: Words, facts: Facts, left: Plan['left']): Block[] {
  if (left.length === 0) return [];
  const heading = rendering.words.text('programs/plan', {}, 'left');
  const items = left.map((entry) => leftItem(rendering, facts, entry));
  return [
    { kind: 'heading', text: heading },
    { kind: 'list', style: 'bullets', items },
  ];
}

/** One email of a plan in words: the program, what it gets, why, and what to mind. */
export function emailedItem(rendering: Words, facts: Facts, emailed: Emailed<Program>): string {
  const { words } = rendering;
  const { program, template, reason } = emailed;
  const params = {
    name: asMarkdown(program.name),
    template: words.text('programs/template', {}, template),
    reason: words.text('programs/reason', {}, reason),
    note: mindingOf(rendering, facts, emailed).join(' '),
  };
  return words.text('programs/plan', params, 'entry');
}

/** A program that gets no email in words. */
export function leftItem(words: Words, facts: Facts, left: Left<Program>): string {
  const params = { name: asMarkdown(left.program.name), reason: whyLeft(words, facts, left) };
  return words.words.text('programs/plan', params, 'left-entry');
}

/** Why a program gets no email, in a few words. */
export function whyLeft({ words, policy }: Words, facts: Facts, { reason }: Left<Program>): string {
  const part = reason === 'action' ? `action ${judge(policy, facts).action.action}` : reason;
  return words.text('programs/left', { fewPrograms: policy.fewPrograms }, part);
}

/** What there is to mind with one email beside what it says. */
export function mindingOf(
  { words, policy }: Words,
  facts: Facts,
  { program, notes }: Pick<Emailed<Program>, 'program' | 'notes'>,
): string[] {
  const specialty = isScored(facts) ? specialtyOf(policy, facts.specialty) : null;
  return [
    ...notes.map((id) => words.text('programs/note', {}, id)),
    ...(specialty && isCoordinatorOnly(specialty, program)
      ? [words.text('programs/note', { specialty: specialty.name }, 'coordinator-only')]
      : []),
  ];
}
