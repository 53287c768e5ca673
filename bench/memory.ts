/** Whether memory grows: the program in Slack and in Discord at once, over an hour's worth of traffic. */
import { temporaryFolder } from '../test/support/postgres.ts';
import { startFake } from './bots/fake-process.ts';
import { startProgram } from './bots/program.ts';
import { applicationOf } from './discord/names.ts';
import type { Figure } from './measure.ts';
import { botToken, signingSecret } from './slack/names.ts';

/**
 * An hour in which every other second somebody clicks on each of the two platforms, by day and at a busy institution:
 * more than 2,000 turns each. (A check is eight turns, so that is some 500 people.) Ten such hours are run, so that a
 * leak of a hundred bytes a turn would be seen.
 */
const hours = 10;
const turnsOfAnHour = 2_000;

const quarters = 4;

/** Runs of this many turns, so that the fakes hold no more people than they must. */
const turnsAtOnce = 1_000;

/** Of the program's heap and of its whole process, the last quarter against the second. */
export async function memory(): Promise<Figure[]> {
  const folder = temporaryFolder();
  const [slack, discord] = [
    await startFake('bench/slack/fake-slack'),
    await startFake('bench/discord/fake-discord'),
  ];
  const application = applicationOf(9);
  const program = await startProgram('adapters/step2', ['start'], {
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folder.path,
    SLACK_API_URL: `${slack.address}/api/`,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    DISCORD_API_URL: `${discord.address}/api`,
    DISCORD_TOKEN: application.token,
  });
  const clicked = [
    {
      fake: slack,
      run: { to: { address: `${program.address}/slack/events` }, first: null, realHooks: false },
    },
    { fake: discord, run: { to: application, walk: 'questions', first: null } },
  ] as const;
  const held: NodeJS.MemoryUsage[] = [];
  try {
    for (let quarter = 0; quarter < quarters; quarter++) {
      const turns = (hours * turnsOfAnHour) / quarters;
      for (let done = 0; done < turns; done += turnsAtOnce) {
        for (const { fake, run } of clicked) {
          const go = await fake.prepare({ ...run, turns: turnsAtOnce });
          await go();
        }
      }
      held.push(await program.memory());
    }
  } finally {
    await program.stop();
    slack.stop();
    discord.stop();
    folder.remove();
  }
  return [
    ...held.flatMap(({ heapUsed, rss }, quarter): Figure[] => [
      { name: `Quarter ${quarter + 1}: heap`, figure: heapUsed / 1e6, unit: 'MB' },
      { name: `Quarter ${quarter + 1}: whole process`, figure: rss / 1e6, unit: 'MB' },
    ]),
    against('heap', held, 'heapUsed', 1.05),
    against('whole process', held, 'rss', 1.1),
  ];
}

function against(
  what: string,
  held: readonly NodeJS.MemoryUsage[],
  part: 'heapUsed' | 'rss',
  atMost: number,
): Figure {
  const [, second, , last] = held.map((one) => one[part]);
  const figure = (last ?? Number.NaN) / (second ?? Number.NaN);
  return { name: `Last quarter to second: ${what}`, figure, unit: 'times', goal: { atMost } };
}
