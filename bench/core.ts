/** The pure core: steps against XState, whole turns, decisions. */
import { initialTransition, transition } from 'xstate';
import type { Conversation } from '../src/conversation/conversation.ts';
import { pageOf } from '../src/conversation/page.ts';
import { step } from '../src/conversation/step.ts';
import { decide } from '../src/decision/decide.ts';
import { resultFor } from '../src/decision/result.ts';
import { factSchemas } from '../src/facts.ts';
import { loadDefault } from '../src/policy/load.ts';
import { loadWords } from '../src/render/words.ts';
import { turnOf } from '../src/turn.ts';
import { applicants, eventOn, machineEvent, straight, withBack } from './flows.ts';
import { interviewMachine } from './interview-machine.ts';
import { type Figure, rates, type Work } from './measure.ts';

const policy = loadDefault().policy;
const start = { type: 'start', id: 'bench' } as const;

/** Measures the core on this one thread. */
export function core(): Figure[] {
  const machine = interviewMachine(policy, factSchemas(policy));
  sameFlow(machine);
  const each = (run: (facts: (typeof applicants)[number]) => void) => () => applicants.forEach(run);

  const flows = applicants.map(withBack);
  const machineFlows = flows.map((flow) => flow.map(machineEvent));
  const steps = flows.reduce((sum, flow) => sum + flow.length + 1, 0);
  const ours: Work = {
    times: steps,
    run: () => {
      for (const flow of flows) {
        let { conversation } = step(policy, null, start);
        for (const intent of flow) {
          conversation = step(policy, conversation, eventOn(conversation, intent)).conversation;
        }
      }
    },
  };
  const xstate: Work = {
    times: steps,
    run: () => {
      for (const flow of machineFlows) {
        let [state] = initialTransition(machine);
        for (const event of flow) [state] = transition(machine, state, event);
      }
    },
  };

  const rendering = { policy, words: loadWords(), today: '2026-10-20', keptUntil: '2027-02-17' };
  const journeys = applicants.map(straight);
  const turns: Work = {
    times: journeys.reduce((sum, journey) => sum + journey.length + 1, 0),
    run: () => {
      for (const journey of journeys) {
        let turn = turnOf(rendering, null, start);
        for (const intent of journey) {
          const { conversation } = turn.step;
          turn = turnOf(rendering, conversation, eventOn(conversation, intent));
        }
        if (turn.screen.name !== 'result') throw new Error('The journey ends in no result.');
      }
    },
  };

  const decisions = {
    decide: { times: applicants.length, run: each((facts) => decide(policy, facts)) },
    resultFor: { times: applicants.length, run: each((facts) => resultFor(policy, facts)) },
  };
  const found = rates({ ours, xstate, turns, ...decisions });
  return [
    { name: 'pure step', figure: found.ours, unit: 'steps/s' },
    { name: 'XState transition, same flow', figure: found.xstate, unit: 'steps/s' },
    {
      name: 'step against XState',
      figure: found.ours / found.xstate,
      unit: 'times',
      goal: { atLeast: 10 },
    },
    {
      name: 'whole turn without I/O',
      figure: found.turns,
      unit: 'turns/s',
      goal: { atLeast: 50_000 },
    },
    { name: 'decide', figure: found.decide, unit: '/s' },
    { name: 'resultFor (notes and what-if)', figure: found.resultFor, unit: '/s' },
  ];
}

/** Walks both side by side once, so that the comparison cannot silently become one of two different flows. */
function sameFlow(machine: ReturnType<typeof interviewMachine>): void {
  for (const facts of applicants) {
    let conversation: Conversation = step(policy, null, start).conversation;
    let [state] = initialTransition(machine);
    for (const intent of withBack(facts)) {
      conversation = step(policy, conversation, eventOn(conversation, intent)).conversation;
      [state] = transition(machine, state, machineEvent(intent));
      const page = pageOf(policy, conversation);
      const shown = page.page === 'question' ? page.field : 'done';
      if (shown !== state.value)
        throw new Error(`One is at ${shown}, the other at ${state.value}.`);
    }
    if (JSON.stringify(conversation.answers) !== JSON.stringify(state.context)) {
      throw new Error('The two ended with different answers.');
    }
  }
}
