import type { Conversation } from '../conversation/conversation.ts';
import { type Listed, noWork, planOf } from '../conversation/listed.ts';
import { judge } from '../decision/decide.ts';
import { factsOf } from '../interview/questions.ts';
import type { Entry, Plan } from '../programs/triage.ts';
import type { Block, Button, Choice } from '../screen.ts';
import { button, type Content, type Rendering, text } from './content.ts';
import { day } from './day.ts';
import { whyLeft } from './plan.ts';
import { csvForm, programForm } from './program-forms.ts';

/** The plan: who gets an email, in order, and who gets none, each with the reason. */
export function planScreen(rendering: Rendering, conversation: Conversation): Content {
  const { words } = rendering;
  const said = (part: string, params = {}) => words.text('programs/screen', params, part);
  const { answers, work = noWork } = conversation;
  const plan = planOf(rendering.policy, answers, work.programs);
  const back = button(rendering, 'resume', 'to-result');
  if (!plan || work.programs.length === 0) {
    return {
      name: 'plan',
      title: said(''),
      body: [text(said('text-empty')), text(said('example'))],
      actions: [
        ...addingButtons(rendering, conversation),
        button(rendering, 'export', 'example'),
        back,
      ],
    };
  }
  const [emails, left] = [plan.emailed.length, plan.left.length];
  const counted = { emails, left, one: emails === 1, oneLeft: left === 1 };
  return {
    name: 'plan',
    title: said('title-counted', counted),
    body: [...planNotes(rendering, plan), text(said('text')), ...keptUntil(rendering)],
    listed: true,
    choices: choicesOf(rendering, conversation, [...plan.emailed, ...plan.left], 'program'),
    actions: [
      ...(plan.contradictsRequired
        ? [{ label: said('contradiction'), click: { type: 'change', field: 'required' } } as const]
        : []),
      ...addingButtons(rendering, conversation),
      button(rendering, 'export'),
      back,
    ],
  };
}

/** Those of the programs that should hear from the applicant, to choose one to write to; or why there is none. */
export function draftsScreen(rendering: Rendering, conversation: Conversation): Content {
  const { words, policy } = rendering;
  const said = (part: string, params = {}) => words.text('programs/screen', params, part);
  const { answers, work = noWork } = conversation;
  const plan = planOf(policy, answers, work.programs);
  const emailed = plan?.emailed ?? [];
  const { action } = judge(policy, factsOf(answers)).action;
  const whyNot = words.has('programs/screen', `no-${action}`) ? said(`no-${action}`) : null;
  const listed = work.programs.length > 0;
  const none = listed ? said('drafts-none') : said('drafts-empty');
  const never = action === 'wait' || action === 'retake' || action === 'too-late';
  const [add] = addingButtons(rendering, conversation);
  return {
    name: 'drafts',
    title: emailed.length > 0 || !whyNot ? said('drafts') : whyNot,
    body: [...(emailed.length > 0 ? [text(said('drafts-text'))] : never ? [] : [text(none)])],
    listed: true,
    choices: choicesOf(rendering, conversation, emailed, 'draft'),
    actions: [
      ...(add && !never ? [add] : []),
      button(rendering, 'plan', listed ? 'all-programs' : 'plan'),
      button(rendering, 'resume', 'to-result'),
    ],
  };
}

/** When the programs are removed by themselves, where they are kept at all. */
function keptUntil({ words, keptUntil: last }: Rendering): Block[] {
  return last === null ? [] : [text(words.text('kept', { until: day(last) }, 'plan'))];
}

/** By hand, or from a file. */
function addingButtons({ words }: Rendering, { typed }: Conversation): Button[] {
  const said = (part: string) => words.text('programs/form', {}, part);
  const refused = typed?.form === 'program' ? typed.values : undefined;
  return [
    { label: said('add'), form: programForm(words, null, refused) },
    { label: said('csv'), form: csvForm(words) },
  ];
}

/** What there is to know of the whole plan. */
function planNotes({ words, policy }: Rendering, plan: Plan<Listed>): Block[] {
  const note = (part: string, params = {}): Block => ({
    kind: 'warning',
    text: words.text('programs/note', params, part),
  });
  const written = plan.left.filter(({ reason }) => reason === 'already-updated').length;
  const params = { count: plan.emailed.length + written, manyPrograms: policy.manyPrograms };
  return [
    ...plan.notes.map((id) => note(id, params)),
    ...(plan.contradictsRequired ? [note('contradicts-required')] : []),
  ];
}

/** What is said of each of many programs, put into words once: there are few reasons, and templates take their time. */
function hints(rendering: Rendering, { answers }: Conversation): (entry: Entry<Listed>) => string {
  const { words } = rendering;
  const said = (part: string, params: object) => words.text('programs/screen', { ...params }, part);
  const known: { like: Entry<Listed>; hint: string }[] = [];
  return (entry) => {
    const { template, reason } = entry;
    const found = known.find(({ like }) => like.template === template && like.reason === reason);
    if (found) return found.hint;
    const hint = entry.email
      ? said('entry-hint', {
          template: words.text('programs/template', {}, entry.template),
          reason: words.text('programs/reason', {}, entry.reason),
        })
      : said('left-hint', { reason: whyLeft(rendering, factsOf(answers), entry) });
    known.push({ like: entry, hint });
    return hint;
  };
}

/** Programs to choose from, those with an email by their place in the plan. */
function choicesOf(
  rendering: Rendering,
  conversation: Conversation,
  entries: readonly Entry<Listed>[],
  click: 'program' | 'draft',
): Choice[] {
  const said = (part: string) => rendering.words.text('programs/screen', {}, part);
  const [emailed, left] = [said('emailed'), said('left')];
  const hintOf = hints(rendering, conversation);
  return entries.map((entry) => {
    const { program, order } = entry;
    return {
      label: order === null ? program.name : `${order}. ${program.name}`,
      hint: hintOf(entry),
      current: false,
      group: entry.email ? emailed : left,
      click: { type: click, program: program.id },
    };
  });
}
