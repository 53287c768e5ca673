/** A plan of as many programs as one person may have, a page of it as in Discord, against ordinary turns. */
import { limits } from '../adapters/discord/limits.ts';
import { type Conversation, screenToken } from '../src/conversation/conversation.ts';
import { noWork } from '../src/conversation/listed.ts';
import { withPlan } from '../src/conversation/planned.ts';
import { step } from '../src/conversation/step.ts';
import { laidOut } from '../src/layout.ts';
import { loadDefault } from '../src/policy/load.ts';
import { mostPrograms } from '../src/programs/faults.ts';
import { flags } from '../src/programs/program.ts';
import { triage } from '../src/programs/triage.ts';
import { turnOf } from '../src/pure-turn.ts';
import { loadWords } from '../src/render/words.ts';
import { applicants, eventsOf, straight } from './flows.ts';
import { type Figure, rates, type Work } from './measure.ts';

const { policy } = loadDefault();

/** Programs of every kind, each with up to three flags. */
const programs = Array.from({ length: mostPrograms }, (_, at) => ({
  id: at + 1,
  name: `Program ${(at * 7919) % mostPrograms}`,
  pdEmail: `director${at}@example.edu`,
  flags: flags.filter((_flag, place) => (at * 31 + place * 17) % 23 < 2),
}));

export function plans(): Figure[] {
  const rendering = { policy, words: loadWords(), today: '2026-10-20', keptUntil: '2027-02-17' };
  const journeys = applicants.map((facts) => eventsOf(straight(facts)));
  const turns: Work = {
    times: journeys.flat().length,
    run: () => {
      for (const journey of journeys) {
        let turn: ReturnType<typeof turnOf> | null = null;
        for (const event of journey)
          turn = turnOf(rendering, turn?.step.conversation ?? null, event);
      }
    },
  };
  const finished = journeys.map((journey) => {
    let conversation: Conversation | null = null;
    for (const event of journey) conversation = step(policy, conversation, event).conversation;
    if (!conversation) throw new Error('A journey without events.');
    return withPlan(policy, { ...conversation, work: { ...noWork, programs } });
  });
  const plan: Work = {
    times: finished.length,
    run: () => {
      for (const conversation of finished) {
        const on = screenToken(conversation);
        const { screen } = turnOf(rendering, conversation, { type: 'plan', on });
        if (laidOut(rendering.words, screen, limits).name !== 'plan') throw new Error('No plan.');
      }
    },
  };
  const alone: Work = {
    times: applicants.length,
    run: () => {
      for (const facts of applicants) triage(policy, facts, programs);
    },
  };
  const found = rates({ turns, plan, alone });
  return [
    { name: `triage of ${mostPrograms} programs`, figure: found.alone, unit: '/s' },
    { name: `turn to a plan of ${mostPrograms}`, figure: found.plan, unit: 'turns/s' },
    {
      name: 'such a turn against others',
      figure: found.turns / found.plan,
      unit: 'single turns',
      goal: { atMost: 20 },
    },
  ];
}
