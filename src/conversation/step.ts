import { type Answers, type Field, factSchemas } from '../facts.ts';
import { readWords } from '../interview/prefill.ts';
import { standingOf } from '../interview/questions.ts';
import type { Policy } from '../policy/policy.ts';
import { type Aside, type Conversation, type Place, screenToken } from './conversation.ts';
import type { Click, Effect, Event } from './event.ts';
import {
  beforeChange,
  finishedOutcome,
  type PolicyNotice,
  policyNotices,
  stillAside,
  under,
} from './finished.ts';
import type { FormName, Typed } from './forms.ts';
import { isField } from './forms.ts';
import { formsOn, pageOf, takesAnswer } from './page.ts';

/** Something to say about the last event, once. */
export type Notice =
  /** A word after the command that means nothing here, as typed. */
  | { readonly kind: 'unknown-word'; readonly word: string }
  /** A value that the field does not take, as typed. */
  | { readonly kind: 'refused'; readonly field: Field; readonly value: string | number }
  /** The click was on a screen that is not current any more. */
  | { readonly kind: 'stale' }
  | PolicyNotice;

/** What became of an event. The conversation is the same object where nothing changed. */
export interface Step {
  readonly conversation: Conversation;
  readonly notices: readonly Notice[];
  readonly effects: readonly Effect[];
  /** Which page of a list that is too long for one screen is wanted; counted from 0. */
  readonly page: number;
}

/**
 * One step of a conversation. Pure: no clock, no chance, nothing read or written.
 *
 * @param conversation the saved conversation; null before the first
 */
export function step(policy: Policy, conversation: Conversation | null, event: Event): Step {
  const made = stepped(policy, conversation, event);
  const changes = conversation ? policyNotices(policy, conversation, made.conversation) : [];
  return changes.length > 0 ? { ...made, notices: [...changes, ...made.notices] } : made;
}

function stepped(policy: Policy, conversation: Conversation | null, event: Event): Step {
  if (event.type === 'start') return started(policy, conversation, event.id, event.words ?? '');
  if (!conversation) throw new Error('A click needs a conversation: start one first.');
  if (event.type === 'look') return unchanged(conversation);
  if (event.on !== null && event.on !== screenToken(conversation)) {
    return unchanged(conversation, { kind: 'stale' });
  }
  if (event.type === 'submit') {
    return submitted(policy, conversation, event.form, event.values);
  }
  return clicked(policy, conversation, event);
}

function clicked(policy: Policy, conversation: Conversation, click: Click): Step {
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
      return next(policy, conversation, {
        answers: at.page === 'offer' ? at.answers : {},
        at: { page: 'interview' },
        before: null,
      });
    case 'cancel':
      return Object.keys(conversation.answers).length > 0
        ? to(policy, conversation, { page: 'cancel' })
        : next(policy, conversation, { answers: {}, at: { page: 'closed' }, before: null });
    case 'cancel-now':
      return at.page === 'cancel'
        ? next(policy, conversation, { answers: {}, at: { page: 'closed' }, before: null })
        : unchanged(conversation);
  }
}

function started(policy: Policy, open: Conversation | null, id: string, words: string): Step {
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
    id,
    turn: 0,
    ...under(policy, answers),
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
  if (!isField(form)) return unchanged(conversation, { kind: 'stale' });
  return answered(policy, conversation, form, typedScore(values[form] ?? ''));
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
  const { aside } = conversation;
  return next(policy, conversation, { answers, at: { page: 'interview' }, before }, aside);
}

/** Moves on without a new answer. What a change did has been said by then, unless it still waits for answers. */
function to(policy: Policy, conversation: Conversation, at: Place): Step {
  const { answers, aside } = conversation;
  const finished = standingOf(policy, answers).next === null;
  const before = finished ? null : beforeChange(conversation);
  return next(policy, conversation, { answers, at, before }, aside);
}

function next(
  policy: Policy,
  { id, turn }: Conversation,
  change: Pick<Conversation, 'answers' | 'at' | 'before'>,
  aside?: Aside,
): Step {
  const { answers } = change;
  return unchanged({
    id,
    turn: turn + 1,
    ...under(policy, answers),
    ...change,
    ...stillAside(aside, answers),
  });
}

function unchanged(conversation: Conversation, ...notices: Notice[]): Step {
  return { conversation, notices, effects: [], page: 0 };
}

/** What was typed into a number field: a number where it is one, else the text, so that the fault can show it. */
function typedScore(typed: string): string | number {
  const text = typed.trim();
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
