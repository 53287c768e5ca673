import type { Conversation } from '../conversation/conversation.ts';
import { questionBefore } from '../conversation/step.ts';
import { type Answers, type Field, highestScore, results, type Stage, stages } from '../facts.ts';
import { mostQuestions, standingOf } from '../interview/questions.ts';
import { calendarIsOver, daysOf, suggestedStage } from '../interview/season.ts';
import { oncePer } from '../once.ts';
import type { Choice, Form } from '../screen.ts';
import { button, type Content, type Rendering } from './content.ts';
import { day } from './day.ts';

/** One question with its help, its answers and its place in the interview. */
export function questionScreen(
  rendering: Rendering,
  conversation: Conversation,
  field: Field,
): Content {
  const { words, policy } = rendering;
  const { answers } = conversation;
  const { answered } = standingOf(policy, answers);
  // Opened again, the question may be answered otherwise, so its old answer does not count for what can still come.
  const { [field]: _old, ...others } = answers;
  const place = answered.includes(field) ? answered.indexOf(field) : answered.length;
  const given = answers[field] !== undefined;
  const file = `question/${field}`;
  return {
    name: file,
    progress: words.text('progress', {
      question: place + 1,
      most: mostQuestions(policy, others),
    }),
    title: words.text(file),
    body: [
      { kind: 'text', text: words.text(file, helpParams(rendering), helpPart(rendering, field)) },
    ],
    choices: choicesOf(rendering, answers, field),
    actions: [
      ...(given ? [button(rendering, 'keep')] : []),
      ...(questionBefore(policy, conversation) ? [button(rendering, 'back')] : []),
      button(rendering, 'cancel'),
    ],
  };
}

function helpParams({ policy }: Rendering) {
  return { passingScore: policy.passingScore, highestScore, season: policy.calendar.season };
}

/** The dates of a season that is over would mislead, so the help says something else then. */
function helpPart({ policy, today }: Rendering, field: Field): string {
  return field === 'stage' && calendarIsOver(policy, today) ? 'help-out-of-date' : 'help';
}

function choicesOf(rendering: Rendering, answers: Answers, field: Field): Choice[] {
  const { words, policy } = rendering;
  const file = `question/${field}`;
  const choice = (value: string | boolean, label: string, hint: string | null = null): Choice => ({
    label,
    hint,
    current: answers[field] === value,
    click: { type: 'answer', field, value },
  });
  const worded = (value: string, hint?: string | null) =>
    choice(value, words.text(file, {}, value), hint);
  switch (field) {
    case 'result':
      return results.map((result) => worded(result));
    case 'stage':
      return stages.map((stage) => worded(stage, stageHints(rendering).get(stage)));
    case 'ck':
      return [scoreChoice(rendering, answers, field)];
    case 'step1':
      return [worded('pass'), scoreChoice(rendering, answers, field), worded('none')];
    case 'specialty':
      return policy.specialties.map(({ id, name }) => choice(id, name));
    case 'img':
    case 'required':
      return [
        choice(true, words.text('yes-no', {}, 'yes')),
        choice(false, words.text('yes-no', {}, 'no')),
      ];
  }
}

function scoreChoice(
  { words, policy }: Rendering,
  answers: Answers,
  field: 'ck' | 'step1',
): Choice {
  const file = `question/${field}`;
  const given = answers[field];
  const bounds = { lowest: field === 'ck' ? policy.passingScore : 1, highest: highestScore };
  const form: Form = {
    name: field,
    title: words.text(file, {}, 'form-title'),
    submit: words.text('buttons', {}, 'submit'),
    inputs: [
      {
        kind: 'number',
        name: field,
        label: words.text(file, {}, 'input'),
        hint: words.text(file, bounds, 'input-hint'),
        ...bounds,
        optional: false,
        value: typeof given === 'number' ? String(given) : null,
      },
    ],
  };
  return {
    label: words.text(file, {}, 'enter'),
    hint: null,
    current: typeof given === 'number',
    form,
  };
}

/** The same for everybody on one day. */
const stageHints = oncePer(
  (rendering: Rendering) => new Map(stages.map((stage) => [stage, stageHint(rendering, stage)])),
);

/** When the stage is, and whether it is now. */
function stageHint({ words, policy, today }: Rendering, stage: Stage): string | null {
  if (calendarIsOver(policy, today)) return null;
  const { from, until, confirmed } = daysOf(policy, stage);
  const file = 'question/stage';
  const part = from === null ? 'until' : until === null ? 'from' : 'days';
  const days = words.text(
    file,
    { from: from && day(from), until: until && day(until), confirmed },
    part,
  );
  return suggestedStage(policy, today) === stage ? words.text(file, { days }, 'suggested') : days;
}
