import type { Slack } from '../../test/emulators/slack/slack.ts';
import type { Fault } from '../../test/emulators/slack/world/faults.ts';
import type { Count } from '../count.ts';
import { pause, type Trouble } from './trouble.ts';

type Roll = (sides: number) => number;

const methods = [
  'response_url',
  'views.open',
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.delete',
  'conversations.history',
];

const faults: Readonly<Record<string, Fault>> = {
  '429': { status: 429, retryAfter: 1, times: 2 },
  '503': { status: 503, times: 3 },
  'internal error': { error: 'internal_error', times: 2 },
  reset: 'reset',
  'lost answer': 'lost',
  'no answer': 'hang',
};

/** What Slack does wrong at its Web API, and with its sockets. */
export function slackTroubles(slack: Slack, roll: Roll): Trouble[] {
  const ill = Object.entries(faults).map(([name, fault]) => ({
    name: `Slack: ${name}`,
    async strike() {
      for (const method of methods) if (roll(2) === 0) slack.fail(method, fault);
      await pause(700);
      slack.heal();
    },
  }));
  const cut = (['refresh_requested', 'abrupt'] as const).map((reason) => ({
    name: `Slack: sockets ended (${reason})`,
    strike: async () => slack.disconnectSockets(reason),
  }));
  return [...ill, ...cut];
}

/** From now on some deliveries come late, and so out of order, and some twice. */
export function disorderSlack(slack: Slack, roll: Roll, count: Count): void {
  const deliver = slack.deliver.bind(slack);
  slack.deliver = async (outgoing, retry) => {
    if (roll(12) === 0) {
      count.add('Slack: late deliveries');
      await pause(roll(400));
    }
    const first = deliver(outgoing, retry);
    if (roll(10) === 0) {
      count.add('Slack: redeliveries');
      void (roll(2) === 0 ? pause(roll(600)) : Promise.resolve()).then(() =>
        deliver(outgoing, { number: 1, reason: 'timeout' }),
      );
    }
    return first;
  };
}
