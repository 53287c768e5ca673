import { type Answers, type Facts, type Field, fields, type ScoredFacts } from '../facts.ts';
import { onceInARow, oncePer } from '../once.ts';
import type { Policy } from '../policy/policy.ts';
import { requiredCanMatter, requiredMatters } from './required.ts';

/** One question of the interview. */
export interface Question {
  readonly field: Field;
  /** Whether it is asked after these answers, which hold everything that was asked before it. */
  readonly asked: (answers: Answers, policy: Policy) => boolean;
}

const passed = ({ result }: Answers) => result === 'passed' || result === 'passed-on-retake';
const scoreCounts = (answers: Answers) => passed(answers) && answers.stage !== 'after-rank-lists';

const whenAsked: Record<Field, Question['asked']> = {
  result: () => true,
  stage: passed,
  ck: scoreCounts,
  step1: scoreCounts,
  specialty: scoreCounts,
  img: scoreCounts,
  required: (answers, policy) =>
    scoreCounts(answers) &&
    answers.img === false &&
    requiredMatters(policy, { ...answers, required: false } as ScoredFacts),
};

/** The questions in the order in which they are asked. */
export const questions: readonly Question[] = fields.map((field) => ({
  field,
  asked: whenAsked[field],
}));

/** Where an interview stands. */
export interface Standing {
  /** The fields that these answers make necessary and that are answered, in order. */
  readonly answered: readonly Field[];
  /** The next question; null where everything is known. */
  readonly next: Field | null;
}

/**
 * Which answers apply and which question is next. Pure: always the same for the same answers and policy. A turn looks at
 * the answers before it and after it from several sides, and `required` takes running the rules: once is enough.
 */
export const standingOf = onceInARow((policy: Policy, answers: Answers): Standing => {
  const answered: Field[] = [];
  for (const { field, asked } of questions) {
    if (!asked(answers, policy)) continue;
    if (answers[field] === undefined) return { answered, next: field };
    answered.push(field);
  }
  return { answered, next: null };
});

/** The most questions that these answers can still lead to, from the first to the last. */
export function mostQuestions(policy: Policy, answers: Answers): number {
  const known = mostUnder(policy);
  const key = JSON.stringify(fields.map((field) => answers[field]));
  const most = known.get(key) ?? countedMost(policy, answers);
  if (known.size >= mostRemembered) known.clear();
  known.set(key, most);
  return most;
}

/** Counting runs the rules for all that is still open, and people answer alike. Nobody's name is with the answers. */
const mostUnder = oncePer((_: Policy) => new Map<string, number>());

const mostRemembered = 10_000;

function countedMost(policy: Policy, answers: Answers): number {
  const longest: Answers = { result: 'passed', stage: 'after-download', ...answers };
  return questions.filter(({ field, asked }) =>
    field === 'required'
      ? scoreCounts(longest) && requiredCanMatter(policy, answers)
      : asked(longest, policy),
  ).length;
}

/**
 * The complete facts of a finished interview. Answers that no longer apply are left out; `required` counts even where
 * it was not asked, because what-if looks at it.
 *
 * @throws where the interview is not finished: a programmer's error
 */
export function factsOf(answers: Answers): Facts {
  const { result, stage, ck, step1, specialty, img, required = false } = answers;
  if (result === 'failed' || result === 'pending') return { result };
  if (result && stage === 'after-rank-lists') return { result, stage };
  if (
    !result ||
    !stage ||
    ck === undefined ||
    step1 === undefined ||
    !specialty ||
    img === undefined
  ) {
    throw new Error('The interview is not finished.');
  }
  return { result, stage, ck, step1, specialty, img, required };
}
