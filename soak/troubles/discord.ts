import type { Discord } from '../../test/emulators/discord/index.ts';
import { pause, type Trouble } from './trouble.ts';

type Roll = (sides: number) => number;

const routes = ['callback', 'editOriginal', 'createMessage', 'deleteMessage', 'followup'];

const failures = {
  '429': { status: 429, retryAfter: 0.3 },
  '503': { status: 503 },
  reset: 'reset',
  'closed connection': 'closed',
  'lost answer': 'lost',
  'no answer': 'hang',
} as const;

/** What Discord does wrong at its REST API, and with its gateway. */
export function discordTroubles(discord: Discord, roll: Roll): Trouble[] {
  const ill = Object.entries(failures).map(([name, failure]) => ({
    name: `Discord: ${name}`,
    async strike() {
      for (const route of routes) if (roll(2) === 0) discord.fail(route, failure, { times: 3 });
      await pause(700);
      discord.heal();
    },
  }));
  const cut = (['resumable', 'invalid', 'reconnect'] as const).map((how) => ({
    name: `Discord: gateway ended (${how})`,
    strike: async () => discord.disconnect(how),
  }));
  const again = {
    name: 'Discord: redeliveries',
    async strike() {
      for (let times = 0; times < 5; times++) {
        if (discord.interactions.length > 0) discord.redeliver();
        await pause(60);
      }
    },
  };
  return [...ill, ...cut, again, again];
}
