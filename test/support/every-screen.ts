import type { Conversation } from '../../src/conversation/conversation.ts';
import type { Notice } from '../../src/conversation/move.ts';
import { topics } from '../../src/conversation/topics.ts';
import { actionRules } from '../../src/decision/action-rules.ts';
import { judge } from '../../src/decision/decide.ts';
import {
  type Answers,
  type Facts,
  fields,
  type ScoredFacts,
  type Step1,
  stages,
} from '../../src/facts.ts';
import { ballparks } from '../../src/policy/classes.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Rendering } from '../../src/render/content.ts';
import { helpScreen, plainScreen, renderScreen, statsScreen } from '../../src/render/render.ts';
import type { Screen } from '../../src/screen.ts';
import { everyProgramScreen } from './every-program-screen.ts';
import { everyPost, everyShare } from './every-share.ts';

/** Facts of every kind: each pair of rules, stage, status and service that some applicant meets. */
export function kindsOfFacts(policy: Policy): Facts[] {
  const kinds = new Map<string, Facts>();
  const step1s: Step1[] = ['pass', 'none', 150, 200, 214, 225, 231, 240, 245, 250, 262, 300];
  const specialties = [...ballparks(policy).map(({ id }) => id), 'emergency-medicine', 'urology'];
  for (const stage of stages.filter((one) => one !== 'after-rank-lists'))
    for (const specialty of specialties)
      for (const step1 of step1s)
        for (let ck = policy.passingScore; ck <= 300; ck += 3)
          for (const [img, required] of [
            [false, false],
            [false, true],
            [true, false],
          ] as const)
            for (const result of ['passed', 'passed-on-retake'] as const) {
              const facts: ScoredFacts = { result, stage, ck, step1, specialty, img, required };
              const { effect, action } = judge(policy, facts);
              const kind = [
                effect?.id,
                actionRules.indexOf(action),
                stage,
                specialty,
                img,
                required,
                typeof step1 === 'number' ? 'score' : step1,
              ];
              if (!kinds.has(kind.join())) kinds.set(kind.join(), facts);
            }
  return [
    { result: 'failed' },
    { result: 'pending' },
    { result: 'passed', stage: 'after-rank-lists' },
    ...kinds.values(),
  ];
}

/** Of those one for each pair of rules, and one without any Step 1. */
function resultsOf(policy: Policy): Facts[] {
  const results = new Map<string, Facts>();
  for (const facts of kindsOfFacts(policy)) {
    const { effect, action } = judge(policy, facts);
    const pair = `${effect?.id}/${action.id}`;
    const none = 'step1' in facts && facts.step1 === 'none';
    if (!results.has(pair)) results.set(pair, facts);
    else if (none && !results.has('none')) results.set('none', facts);
  }
  return [...results.values()];
}

/** Answers of a check in the middle of the road. */
const example = {
  result: 'passed',
  stage: 'after-download',
  ck: 236,
  step1: 238,
  specialty: 'neurology',
  img: false,
} as const;

/** Every screen that people can reach, one of each kind, with these notices on those of a conversation. */
export function* everyScreen(
  rendering: Rendering,
  notices: readonly Notice[] = [],
): Generator<Screen> {
  const { policy } = rendering;
  const at = (
    place: Conversation['at'],
    answers: Answers,
    before: Conversation['before'] = null,
    under = rendering,
  ) => {
    const conversation = { id: 'x', turn: 1, policy: policy.hash, answers, at: place, before };
    return renderScreen(under, { conversation, notices });
  };
  const before = { action: 'eras-only', scope: null } as const;
  for (const facts of kindsOfFacts(policy)) {
    const answers = facts as Answers;
    yield at({ page: 'interview' }, answers, before);
    yield at({ page: 'path' }, answers);
    yield at({ page: 'answers' }, answers);
    for (const field of fields) yield at({ page: 'question', field }, answers);
  }
  for (const [count] of fields.entries()) {
    const given = fields.slice(0, count);
    const answers = Object.fromEntries(given.map((field) => [field, (example as Answers)[field]]));
    yield at({ page: 'interview' }, answers);
    yield at({ page: 'interview' }, answers, null, { ...rendering, today: '2030-01-01' });
  }
  yield* everyShare(rendering, resultsOf(policy), notices);
  yield* everyPost(rendering, resultsOf(policy));
  yield* everyProgramScreen(rendering, notices);
  yield at({ page: 'offer', answers: {} }, {});
  for (const page of ['closed', 'cancel', 'forget'] as const) yield at({ page }, {});
  for (const topic of [null, ...topics]) {
    yield at({ page: 'guide', topic }, {});
    yield at({ page: 'guide', topic }, { result: 'pending' });
  }
  for (const name of ['welcome', 'forgotten', 'for-advisors', 'fault'] as const) {
    for (const conversations of [0, 1, 2]) {
      const params = { conversations, one: conversations === 1, reference: 'abc' };
      yield plainScreen(rendering, name, params);
    }
  }
  for (const unknown of [null, 'chekc', 'frobnicate']) yield helpScreen(rendering, unknown);
  const faults = Array.from({ length: 30 }, () => `specialties: ${'a long value '.repeat(20)}`);
  for (const counts of [0, 5, 1_000_000]) yield statsScreen(rendering, standingsOf(counts), []);
  yield statsScreen(rendering, new Map([['result/wait', 5]]), faults.slice(0, 1));
  yield statsScreen(rendering, standingsOf(1_000_000), faults);
}

/** So many checks at each standing. */
function standingsOf(count: number): ReadonlyMap<string, number> {
  const results = actionRules.map(({ action }) => `result/${action}`);
  return new Map(
    [...results, ...fields.map((field) => `question/${field}`)].map((standing) => [
      standing,
      count,
    ]),
  );
}

/** Of those the first of each kind, and of the many that differ only in their numbers some. */
export function* someScreens(rendering: Rendering, notices: readonly Notice[]): Generator<Screen> {
  const seen = new Map<string, number>();
  for (const screen of everyScreen(rendering, notices)) {
    const count = seen.get(screen.name) ?? 0;
    seen.set(screen.name, count + 1);
    if (count % 25 === 0) yield screen;
  }
}
