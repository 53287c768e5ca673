import type { Conversation } from '../conversation/conversation.ts';
import { canWrite, entryOf, type Listed, noWork, planOf } from '../conversation/listed.ts';
import { contactInputs } from '../conversation/programs-step.ts';
import { factsOf } from '../interview/questions.ts';
import type { Block, Button } from '../screen.ts';
import { button, type Content, type Rendering, text } from './content.ts';
import { day } from './day.ts';
import { asMarkdown } from './markdown.ts';
import { mindingOf, whyLeft } from './plan.ts';
import { contactsForm, programForm } from './program-forms.ts';

/** One program: what the plan says of it, what is known of it, and what can be done. */
export function programScreen(
  rendering: Rendering,
  conversation: Conversation,
  program: Listed,
): Content {
  const { words, policy } = rendering;
  const { answers, work = noWork, typed } = conversation;
  const said = (part: string, params = {}) => words.text('programs/one', params, part);
  const form = (part: string) => words.text('programs/form', {}, part);
  const plan = planOf(policy, answers, work.programs);
  const entry = entryOf(plan, program.id);
  const refused = (name: string) => (typed?.form === name ? typed.values : undefined);
  return {
    name: 'program',
    title: program.name,
    body: [
      ...(entry ? verdict(rendering, conversation, entry, plan?.emailed.length ?? 0) : []),
      ...known(rendering, program),
    ],
    actions: [
      ...(entry && canWrite(answers, entry)
        ? [
            {
              label: said(entry.email ? 'draft' : 'draft-anyway'),
              click: { type: 'draft', program: program.id },
              main: entry.email,
            } as const,
          ]
        : []),
      { label: form('edit'), form: programForm(words, program, refused('program')) },
      { label: form('contacts'), form: contactsForm(words, program, refused('contacts')) },
      // It has heard already: only a new fact would be news.
      ...(entry?.reason === 'already-updated' ? [] : [named(said('sent'), 'sent')]),
      named(said('drop'), 'drop'),
      button(rendering, 'plan', 'all-programs'),
    ],
  };
}

/** What the plan says of a program. */
function verdict(
  rendering: Rendering,
  { answers }: Conversation,
  entry: NonNullable<ReturnType<typeof entryOf>>,
  all: number,
): Block[] {
  const { words } = rendering;
  const said = (part: string, params = {}) => words.text('programs/one', params, part);
  const facts = factsOf(answers);
  if (!entry.email) return [text(said('gets-none', { reason: whyLeft(rendering, facts, entry) }))];
  const { template, reason, order } = entry;
  return [
    text(
      said('gets', {
        template: words.text('programs/template', {}, template),
        reason: words.text('programs/reason', {}, reason),
      }),
    ),
    text(said('place', { order, all })),
    ...mindingOf(rendering, facts, entry).map(
      (minding): Block => ({ kind: 'warning', text: minding }),
    ),
  ];
}

/** What is known of a program. */
function known({ words }: Rendering, program: Listed): Block[] {
  const said = (part: string, params = {}) => words.text('programs/one', params, part);
  const flags = program.flags.map((flag) => words.text('programs/flag', {}, flag)).join(' · ');
  const contacts = contactInputs
    .map((field) => program[field])
    .filter((one) => one !== undefined)
    .map(asMarkdown)
    .join(', ');
  const { interviewDate, lastUpdate } = program;
  return [
    text(flags ? said('flags', { flags }) : said('no-flags')),
    ...(interviewDate ? [text(said('interviewDate', { day: day(interviewDate) }))] : []),
    ...(lastUpdate ? [text(said('lastUpdate', { day: day(lastUpdate) }))] : []),
    text(contacts ? said('contacts', { contacts }) : said('no-contacts')),
  ];
}

function named(label: string, type: 'sent' | 'drop'): Button {
  return { label, click: { type } };
}
