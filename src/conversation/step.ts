import { type Answers, type Field, factSchemas } from '../facts.ts';
import { readWords } from '../interview/prefill.ts';
import { standingOf } from '../interview/questions.ts';
import type { Policy } from '../policy/policy.ts';
import { type Conversation, type Place, screenToken } from './conversation.ts';
import type { Click, Event } from './event.ts';
import { beforeChange, finishedOutcome, policyNotices, under } from './finished.ts';
import type { FormName, Typed } from './forms.ts';
import { isField } from './forms.ts';
import { type Moment, nowhere } from './moment.ts';
import { kept, type Notice, next, type Step, to, unchanged } from './move.ts';
import { formsOn, pageOf, takesAnswer } from './page.ts';
import { planNotices, withPlan } from './planned.ts';
import { programStep, programSubmitted } from './programs-step.ts';
import { reported, sharingStep } from './sharing-step.ts';
import { writingStep } from './writing-step.ts';

/**
 * One step of a conversation. Pure: no clock, no chance, nothing read or written.
 *
 * @param conversation the saved conversation; null before the first
 */
export function step(
  policy: Policy,
  conversation: Conversation | null,
  event: Event,
  moment: Moment = nowhere,
): Step {
  if (!conversation) {
    const made = stepped(policy, conversation, event, moment);
    return { ...made, conversation: under(policy, made.conversation, null) };
  }
  const unseen = policyNotices(policy, conversation, conversation);
  // What is posted is what the person has seen, so they see it first.
  const made =
    event.type === 'post' && unseen.length > 0
      ? to(policy, conversation, conversation.at)
      : stepped(policy, conversation, event, moment);
  const after = made.conversation;
  const notices = [
    ...policyNotices(policy, conversation, after),
    ...planNotices(policy, conversation, after),
    ...made.notices,
  ];
  // The screen of a post is the one that follows it, which then has to say what the policy has changed.
  const said = after !== conversation && made.effects.every(({ type }) => type !== 'post');
  return {
    ...made,
    conversation: said ? withPlan(policy, under(policy, after, conversation)) : after,
    notices,
  };
}

function stepped(
  policy: Policy,
  conversation: Conversation | null,
  event: Event,
  moment: Moment,
): Step {
  if (event.type === 'start') return started(policy, conversation, event);
  if (!conversation) throw new Error('A click needs a conversation: start one first.');
  if (event.type === 'look') return unchanged(conversation);
  if (!('on' in event)) return reported(conversation, event);
  if (event.on !== null && event.on !== screenToken(conversation)) {
    return unchanged(conversation, { kind: 'stale' });
  }
  if (event.type === 'submit') {
    return submitted(policy, conversation, event.form, event.values);
  }
  return clicked(policy, conversation, event, moment);
}

function clicked(policy: Policy, conversation: Conversation, click: Click, moment: Moment): Step {
  const { at } = conversation;
  switch (click.type) {
    case 'answer':
      return answered(policy, conversation, click.field, click.value);
    case 'back': {
      const earlier = questionBefore(policy, conversation);
      return earlier
        ? to(policy, conversation, { page: 'question', field: earlier })
        : unchanged(conversation);
    }
    case 'change': {
      const { field } = click;
      if (field === undefined) return to(policy, conversation, { page: 'answers' });
      return to(policy, conversation, { page: 'question', field });
    }
    case 'path':
      return to(policy, conversation, { page: 'path' });
    case 'share':
    case 'level':
    case 'post':
    case 'finish':
    case 'shares':
    case 'shared':
    case 'remove':
      return sharingStep(policy, conversation, click, moment);
    case 'plan':
    case 'drafts':
    case 'program':
    case 'draft':
    case 'sent':
    case 'drop':
    case 'export':
      return programStep(policy, conversation, click, moment);
    case 'subject':
    case 'anyway':
    case 'redraft':
    case 'mail-file':
      return writingStep(policy, conversation, click);
    case 'open': {
      return formsOn(pageOf(policy, conversation)).includes(click.form)
        ? { ...unchanged(conversation), effects: [click] }
        : unchanged(conversation, { kind: 'stale' });
    }
    case 'guide':
      return to(policy, conversation, { page: 'guide', topic: click.topic ?? null });
    case 'page':
      return { ...unchanged(conversation), page: click.page };
    case 'download':
      return { ...unchanged(conversation), effects: [{ type: 'download' }] };
    case 'forget':
      return to(policy, conversation, { page: 'forget' });
    case 'forget-now':
      return at.page === 'forget'
        ? { ...unchanged(conversation), effects: [{ type: 'forget' }] }
        : unchanged(conversation);
    case 'keep':
    case 'resume':
      return to(policy, conversation, { page: 'interview' });
    case 'restart':
      return anew(conversation, { page: 'interview' }, at.page === 'offer' ? at.answers : {});
    case 'cancel':
      return Object.keys(conversation.answers).length > 0
        ? to(policy, conversation, { page: 'cancel' })
        : anew(conversation, { page: 'closed' });
    case 'cancel-now':
      return at.page === 'cancel'
        ? anew(conversation, { page: 'closed' })
        : unchanged(conversation);
  }
}

/** The conversation with other answers in place of all that it had. */
function anew({ aside: _, ...rest }: Conversation, at: Place, answers: Answers = {}): Step {
  return next(rest, { answers, at, before: null });
}

function started(
  policy: Policy,
  open: Conversation | null,
  { id, words = '', about }: Extract<Event, { type: 'start' }>,
): Step {
  const { answers, unknown, refused } = readWords(policy, words);
  const notices: Notice[] = [
    ...unknown.map((word): Notice => ({ kind: 'unknown-word', word })),
    ...refused.map((fault): Notice => ({ kind: 'refused', ...fault })),
  ];
  if (open && Object.keys({ ...open.answers, ...open.aside }).length > 0) {
    return { ...to(policy, open, { page: 'offer', answers }), notices };
  }
  // Started twice, and nothing said in between: the first start stands, and with it its buttons.
  if (open?.at.page === 'interview' && Object.keys(answers).length === 0) {
    return unchanged(open, ...notices);
  }
  const conversation: Conversation = {
    ...(open ? kept(open) : {}),
    ...(about ? { about } : {}),
    id,
    turn: 0,
    policy: policy.hash,
    answers,
    at: { page: 'interview' },
    before: null,
  };
  return { ...unchanged(conversation), notices };
}

/** The question that *Back* opens again; null on the first. */
export function questionBefore(policy: Policy, conversation: Conversation): Field | null {
  const { answered } = standingOf(policy, conversation.answers);
  const shown = pageOf(policy, conversation);
  const at = shown.page === 'question' ? answered.indexOf(shown.field) : -1;
  return answered[(at === -1 ? answered.length : at) - 1] ?? null;
}

function submitted(
  policy: Policy,
  conversation: Conversation,
  form: FormName,
  values: Typed,
): Step {
  if (isField(form)) {
    return answered(policy, conversation, form, typedScore(values[form] ?? ''));
  }
  return formsOn(pageOf(policy, conversation)).includes(form)
    ? programSubmitted(policy, conversation, form, values)
    : unchanged(conversation, { kind: 'stale' });
}

function answered(policy: Policy, conversation: Conversation, field: Field, value: unknown): Step {
  if (!takesAnswer(policy, conversation, field)) {
    return unchanged(conversation, { kind: 'stale' });
  }
  if (!factSchemas(policy)[field].safeParse(value).success) {
    const typed = typeof value === 'number' ? value : String(value);
    return unchanged(conversation, { kind: 'refused', field, value: typed });
  }
  const answers = { ...conversation.answers, [field]: value } as Answers;
  const before = finishedOutcome(policy, conversation.answers) ?? beforeChange(conversation);
  return next(conversation, { answers, at: { page: 'interview' }, before });
}

/** What was typed into a number field: a number where it is one, else the text, so that the fault can show it. */
function typedScore(typed: string): string | number {
  const text = typed.trim();
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
