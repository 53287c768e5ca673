import type { Conversation } from '../conversation/conversation.ts';
import { canWrite, entryOf, type Listed, noWork, planOf } from '../conversation/listed.ts';
import { draftStanding, type Standing } from '../drafting.ts';
import type { Applicant } from '../email/draft.ts';
import { mailtoOf } from '../email/mailto.ts';
import type { Recipient } from '../email/recipients.ts';
import { factsOf } from '../interview/questions.ts';
import type { Block, Button } from '../screen.ts';
import { button, type Content, type Rendering, text } from './content.ts';
import { applicantForm, detailsForm, emailForm } from './draft-forms.ts';
import { objectionOf } from './lint.ts';
import { asMarkdown } from './markdown.ts';
import { mindingOf, whyLeft } from './plan.ts';
import { contactsForm } from './program-forms.ts';

/** The email to one program: to whom, the subject and the text to copy, and what to mend before it is sent. */
export function draftScreen(
  rendering: Rendering,
  conversation: Conversation,
  program: Listed,
): Content {
  const { words, policy } = rendering;
  const said = (part: string, params = {}) => words.text('email/screen', params, part);
  const { name } = program;
  const toProgram: Button = {
    label: said('program'),
    click: { type: 'program', program: program.id },
  };
  const { answers, work = noWork } = conversation;
  const entry = entryOf(planOf(policy, answers, work.programs), program.id);
  const standing =
    entry && canWrite(answers, entry) ? draftStanding(rendering, conversation, program) : null;
  if (!standing) {
    const reason =
      entry && !entry.email ? capitalized(whyLeft(rendering, factsOf(answers), entry)) : null;
    return {
      name: 'draft',
      title: said('why-not', { name }),
      body: reason ? [text(said('why-not-text', { reason }))] : [],
      actions: [toProgram, button(rendering, 'plan', 'all-programs')],
    };
  }
  return {
    name: 'draft',
    title: said('', { name }),
    body: [
      ...(isKnown(work.applicant) ? [] : [{ kind: 'warning', text: said('who-first') } as const]),
      ...against(rendering, standing),
      ...recipients(rendering, standing),
      { kind: 'heading', text: said('subject') },
      { kind: 'copy', text: standing.email.subject },
      { kind: 'heading', text: said('body') },
      { kind: 'copy', text: standing.email.body },
      ...findings(rendering, standing),
      ...opening(rendering, standing),
    ],
    actions: [...buttonsOf(rendering, conversation, standing), toProgram],
  };
}

function isKnown({ name, id, school }: Applicant): boolean {
  return Boolean(name && id && school);
}

/** What speaks against this email, and what to mind with it. */
function against(rendering: Rendering, { entry, facts }: Standing): Block[] {
  const said = (params: object) => rendering.words.text('email/screen', { ...params }, 'against');
  if (!entry.email) {
    return [{ kind: 'warning', text: said({ reason: whyLeft(rendering, facts, entry) }) }];
  }
  return mindingOf(rendering, facts, entry).map(
    (minding): Block => ({
      kind: 'warning',
      text: minding,
    }),
  );
}

function recipients({ words }: Rendering, { draft: { to, cc } }: Standing): Block[] {
  const said = (part: string, params: object) => words.text('email/screen', { ...params }, part);
  const shown = (list: readonly Recipient[]) =>
    list.map((recipient) => asMarkdown(recipient.shown)).join(', ');
  return [
    text(said('to', { to: shown(to) })),
    ...(cc.length > 0 ? [text(said('cc', { cc: shown(cc) }))] : []),
    ...([...to, ...cc].some(({ address }) => address === null)
      ? [text(said('no-address', {}))]
      : []),
  ];
}

function findings(rendering: Rendering, { findings: found, edited, blocked }: Standing): Block[] {
  const { words } = rendering;
  const said = (part: string, params: object = {}) =>
    words.text('email/screen', { ...params }, part);
  const heading: Block = { kind: 'heading', text: said('found') };
  if (found.length === 0) return [heading, text(said('found-nothing'))];
  // What must be mended comes first; else as it stands in the text.
  const inOrder = [
    ...found.filter(({ severity }) => severity === 'error'),
    ...found.filter(({ severity }) => severity === 'warning'),
  ];
  const items = inOrder.map((finding) => {
    const { objection, instead } = objectionOf(rendering, edited, finding);
    const params = { objection: asMarkdown(objection), instead: asMarkdown(instead) };
    return said(finding.severity, params);
  });
  const anyway = !blocked && found.some(({ severity }) => severity === 'error');
  return [
    heading,
    // The same blank may stand in several places.
    { kind: 'list', style: 'bullets', items: [...new Set(items)] },
    ...(anyway ? [text(said('anyway-on'))] : []),
  ];
}

/** The link that opens the email, where nothing must be mended first. */
function opening({ words }: Rendering, { draft, email, blocked }: Standing): Block[] {
  const said = (part: string) => words.text('email/screen', {}, part);
  if (blocked) return [text(said('blocked'))];
  const { href, long } = mailtoOf(draft, email);
  return [
    { kind: 'link', text: said('open'), url: href },
    ...(long ? [{ kind: 'text', text: said('long'), ofLink: true } as const] : []),
  ];
}

function buttonsOf(
  { words, policy }: Rendering,
  { work = noWork, typed }: Conversation,
  standing: Standing,
): Button[] {
  const said = (part: string) => words.text('email/screen', {}, part);
  const { program, facts, details: asked, email, blocked, isEdited } = standing;
  const { details } = work.writings[program.id] ?? { details: {} };
  const refused = (form: string) => (typed?.form === form ? typed.values : undefined);
  const click = (part: string, type: 'subject' | 'anyway' | 'redraft' | 'mail-file' | 'sent') => ({
    label: said(part),
    click: { type },
  });
  const who: Button = {
    label: said('applicant'),
    form: applicantForm({ words, policy }, facts, work.applicant),
  };
  return [
    // What is missing comes first.
    ...(isKnown(work.applicant) ? [] : [who]),
    ...(asked.length > 0 && !isEdited
      ? [{ label: said('details'), form: detailsForm(words, asked, details, refused('details')) }]
      : []),
    { label: said('edit'), form: emailForm(words, email) },
    { label: said('contacts'), form: contactsForm(words, program, refused('contacts')) },
    ...(isKnown(work.applicant) ? [who] : []),
    ...(isEdited ? [click('redraft', 'redraft')] : [click('other-subject', 'subject')]),
    ...(blocked ? [click('anyway', 'anyway')] : [click('mail-file', 'mail-file')]),
    click('sent', 'sent'),
  ];
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
