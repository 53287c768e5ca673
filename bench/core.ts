/** The pure core: steps against XState, whole turns, decisions. */
import { initialTransition, transition } from 'xstate';
import type { Conversation } from '../src/conversation/conversation.ts';
import { pageOf } from '../src/conversation/page.ts';
import { step } from '../src/conversation/step.ts';
import { decide } from '../src/decision/decide.ts';
import { resultFor } from '../src/decision/result.ts';
import { factSchemas, type ScoredFacts } from '../src/facts.ts';
import { loadDefault } from '../src/policy/load.ts';
import { turnOf } from '../src/pure-turn.ts';
import { loadWords } from '../src/render/words.ts';
import { applicants, eventsOf, machineEvent, straight, withBack } from './flows.ts';
import { interviewMachine } from './interview-machine.ts';
import { type Figure, rates, type Work } from './measure.ts';

const policy = loadDefault().policy;

/** Measures the core on this one thread. */
export function core(): Figure[] {
  const flows = applicants.map((facts) => eventsOf(withBack(facts)));
  const machine = interviewMachine(policy, factSchemas(policy));
  const machineFlows = applicants.map((facts) => withBack(facts).map(machineEvent));
  const steps = flows.flat().length;
  const ours: Work = {
    times: steps,
    run: () => {
      for (const flow of flows) {
        let conversation: Conversation | null = null;
        for (const event of flow) conversation = step(policy, conversation, event).conversation;
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
  const journeys = applicants.map((facts) => eventsOf(straight(facts)));
  const turns: Work = {
    times: journeys.flat().length,
    run: () => {
      for (const journey of journeys) {
        let turn: ReturnType<typeof turnOf> | null = null;
        for (const event of journey)
          turn = turnOf(rendering, turn?.step.conversation ?? null, event);
        if (turn?.screen.name !== 'result') throw new Error('The journey ends in no result.');
      }
    },
  };

  const each = (run: (facts: ScoredFacts) => unknown): Work => ({
    times: applicants.length,
    run: () => applicants.map(run),
  });
  // First what runs by itself in the product; XState's own objects would slow down the code that both sides use.
  const product = rates({
    turns,
    decide: each((facts) => decide(policy, facts)),
    resultFor: each((facts) => resultFor(policy, facts)),
  });
  sameFlow(machine);
  const found = rates({ ours, xstate });
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
      figure: product.turns,
      unit: 'turns/s',
      goal: { atLeast: 50_000 },
    },
    { name: 'decide', figure: product.decide, unit: '/s' },
    { name: 'resultFor (notes and what-if)', figure: product.resultFor, unit: '/s' },
  ];
}

/** Walks both side by side once, so that the comparison cannot silently become one of two different flows. */
function sameFlow(machine: ReturnType<typeof interviewMachine>): void {
  for (const facts of applicants) {
    const [start, ...events] = eventsOf(withBack(facts));
    if (!start) continue;
    let { conversation } = step(policy, null, start);
    let [state] = initialTransition(machine);
    for (const [at, intent] of withBack(facts).entries()) {
      conversation = step(policy, conversation, events[at] ?? start).conversation;
      [state] = transition(machine, state, machineEvent(intent));
      const page = pageOf(policy, conversation);
      const shown = page.page === 'question' ? page.field : 'done';
      if (shown !== state.value) {
        throw new Error(`One is at ${shown}, the other at ${state.value}.`);
      }
    }
    if (JSON.stringify(conversation.answers) !== JSON.stringify(state.context)) {
      throw new Error('The two ended with different answers.');
    }
  }
}
