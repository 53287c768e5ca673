/** The interview as an XState user would write it: a state for each question, guards for the ways, assign for answers. */
import { assign, setup } from 'xstate';
import type { Answers, Field, factSchemas, ScoredFacts } from '../src/facts.ts';
import { requiredMatters } from '../src/interview/required.ts';
import type { Policy } from '../src/policy/policy.ts';

export type MachineEvent =
  | { readonly type: 'answer'; readonly value: string | number | boolean }
  | { readonly type: 'back' };

/**
 * The interview of one policy. What an answer must look like and whether `required` matters are questions of the domain,
 * so both sides of the comparison ask the same functions.
 */
export function interviewMachine(policy: Policy, schemas: ReturnType<typeof factSchemas>) {
  const { createMachine } = setup({
    types: { context: {} as Answers, events: {} as MachineEvent },
    guards: {
      accepted: ({ event }, { field }: { field: Field }) =>
        event.type === 'answer' && schemas[field].safeParse(event.value).success,
      acceptedAs: ({ event }, { field, values }: { field: Field; values: readonly unknown[] }) =>
        event.type === 'answer' &&
        values.includes(event.value) &&
        schemas[field].safeParse(event.value).success,
      requiredMatters: ({ context, event }) =>
        event.type === 'answer' &&
        event.value === false &&
        requiredMatters(policy, { ...context, img: false, required: false } as ScoredFacts),
      askedRequired: ({ context }) => context.required !== undefined,
      askedImg: ({ context }) => context.img !== undefined,
      askedStage: ({ context }) => context.stage !== undefined,
    },
    actions: {
      keep: assign(({ event }, { field }: { field: Field }) =>
        event.type === 'answer' ? { [field]: event.value } : {},
      ),
    },
  });

  const answer = <Target extends string>(field: Field, target: Target) => ({
    guard: { type: 'accepted', params: { field } } as const,
    actions: { type: 'keep', params: { field } } as const,
    target,
  });
  const answerAs = <Target extends string>(field: Field, values: unknown[], target: Target) => ({
    ...answer(field, target),
    guard: { type: 'acceptedAs', params: { field, values } } as const,
  });

  return createMachine({
    id: 'interview',
    initial: 'result',
    context: {},
    states: {
      result: {
        on: {
          answer: [answerAs('result', ['failed', 'pending'], 'done'), answer('result', 'stage')],
        },
      },
      stage: {
        on: {
          answer: [answerAs('stage', ['after-rank-lists'], 'done'), answer('stage', 'ck')],
          back: 'result',
        },
      },
      ck: { on: { answer: answer('ck', 'step1'), back: 'stage' } },
      step1: { on: { answer: answer('step1', 'specialty'), back: 'ck' } },
      specialty: { on: { answer: answer('specialty', 'img'), back: 'step1' } },
      img: {
        on: {
          answer: [
            { ...answer('img', 'required'), guard: 'requiredMatters' },
            answer('img', 'done'),
          ],
          back: 'specialty',
        },
      },
      required: { on: { answer: answer('required', 'done'), back: 'img' } },
      done: {
        on: {
          back: [
            { guard: 'askedRequired', target: 'required' },
            { guard: 'askedImg', target: 'img' },
            { guard: 'askedStage', target: 'stage' },
            { target: 'result' },
          ],
        },
      },
    },
  });
}
