import type { Conversation } from '../conversation/conversation.ts';
import type { Answers, Field } from '../facts.ts';
import { standingOf } from '../interview/questions.ts';
import { specialtyOf } from '../policy/policy.ts';
import { button, type Content, type Rendering } from './content.ts';

/** The list of answers to change. */
export function answersScreen(rendering: Rendering, { answers }: Conversation): Content {
  const { words, policy } = rendering;
  const { answered } = standingOf(policy, answers);
  return {
    name: 'answers',
    title: words.text('screen/answers'),
    body: [{ kind: 'text', text: words.text('screen/answers', {}, 'text') }],
    choices: answered.map((field) => ({
      label: words.text('screen/answers', {}, field),
      hint: answerWords(rendering, answers, field),
      current: false,
      click: { type: 'change', field },
    })),
    actions: [button(rendering, 'resume', 'to-result')],
  };
}

/** A given answer as its question words it. */
export function answerWords({ words, policy }: Rendering, answers: Answers, field: Field): string {
  const value = answers[field];
  if (field === 'specialty') return specialtyOf(policy, String(value)).name;
  if (typeof value === 'boolean') return words.text('yes-no', {}, value ? 'yes' : 'no');
  return typeof value === 'number' ? String(value) : words.text(`question/${field}`, {}, value);
}
