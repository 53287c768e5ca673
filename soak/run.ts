import { startDiscord } from '../test/emulators/discord/index.ts';
import { startSlack } from '../test/emulators/slack/slack.ts';
import { dice } from '../test/support/crowd.ts';
import { workspaceOf } from '../test/support/slack.ts';
import { differences } from './check.ts';
import type { Client } from './client.ts';
import { Count } from './count.ts';
import { discordClient } from './discord.ts';
import type { Ground } from './ground.ts';
import { Walker } from './person.ts';
import { killTroubles, Replica } from './replicas.ts';
import { slackClient } from './slack.ts';
import { discordTroubles } from './troubles/discord.ts';
import { disorderSlack, slackTroubles } from './troubles/slack.ts';
import { pause, type Trouble } from './troubles/trouble.ts';

/** So many people are about at once. */
const crowd = 24;

/** What came of a soak. */
export interface Soaked {
  readonly count: Count;
  readonly differences: readonly string[];
}

/**
 * Lets people walk about in Slack and Discord while things go wrong, for so many seconds; then lets everything be well,
 * lets everybody look once more, and compares what they saw with what is held and stands.
 */
export async function soak(ground: Ground, seconds: number, seed: number): Promise<Soaked> {
  const count = new Count();
  const roll = dice(seed);
  const slack = await startSlack();
  const discord = await startDiscord({ rateLimits: false });
  const workspace = workspaceOf(slack);
  const server = discord.server('Campus');
  slack.patience = 4_000;
  disorderSlack(slack, roll, count);
  const replicas = Array.from({ length: ground.replicas }, (_, at) => {
    const environment = {
      ...ground.environment,
      SESSION_SECRET: 'a secret of the soak, long enough',
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      // Of several processes one is in Discord, as two would both hear of everything.
      ...(at === 0 ? { DISCORD_API_URL: discord.apiUrl, DISCORD_TOKEN: discord.token } : {}),
    };
    return new Replica(environment, count);
  });
  for (const replica of replicas) await replica.start();

  let people = 0;
  const arrive = (): Client => {
    const number = ++people;
    if (number % 2 === 0) {
      const channel = server.channel(`place-${number}`);
      return discordClient(server, server.person(`Person ${number}`), channel);
    }
    const person = workspace.person(`Person ${number}`);
    const channel = workspace.channel(`place-${number}`, { bot: true }).add(person);
    return slackClient(workspace, person, channel);
  };

  const end = performance.now() + seconds * 1000;
  const walkers: Walker[] = [];
  const stuck: string[] = [];
  const isOver = () => performance.now() > end;

  async function visit(): Promise<void> {
    while (!isOver()) {
      const walker = new Walker(arrive(), roll, count);
      walkers.push(walker);
      count.add(`conversations in ${walker.client.who.tenant.split(':')[0]}`);
      const went = (await walker.begin()) && (await walker.walk(8 + roll(16), isOver));
      if (!went)
        stuck.push(told(walker, `was stuck: ${walker.client.screen()?.text ?? 'nothing shown'}`));
    }
  }

  const troubles: Trouble[] = [
    ...slackTroubles(slack, roll),
    ...discordTroubles(discord, roll),
    ...ground.troubles(replicas),
    ...ground.troubles(replicas),
    ...killTroubles(replicas, roll),
    ...killTroubles(replicas, roll),
  ];
  async function chaos(): Promise<void> {
    while (!isOver()) {
      const trouble = troubles[roll(troubles.length)];
      if (!trouble) return;
      count.add(trouble.name);
      await trouble.strike();
      await pause(200 + roll(600));
    }
    slack.heal();
    discord.heal();
  }
  await Promise.all([chaos(), ...Array.from({ length: crowd }, visit)]);

  // Everything is well again: what is still on its way comes through, and everybody looks once more.
  const found: string[] = stuck;
  for (const replica of replicas)
    if (replica.died) found.push('a process of the bot ended by itself');
  const unsettled = [...walkers];
  const settling = Array.from({ length: crowd }, async () => {
    for (let walker = unsettled.pop(); walker; walker = unsettled.pop()) {
      if (!(await walker.settle())) found.push(told(walker, 'gets no screen any more'));
    }
  });
  await Promise.all(settling);
  for (const replica of replicas) await replica.stop();
  const store = await ground.look();
  for (const walker of walkers) {
    for (const one of await differences(store, walker, count)) {
      found.push(told(walker, one));
    }
  }
  await store.close();
  await discord.close();
  await slack.close();
  return { count, differences: found };
}

/** What is wrong with somebody, and the whole story of what they did. */
function told({ client, story }: Walker, wrong: string): string {
  const { tenant, person } = client.who;
  return [`${tenant} ${person}: ${wrong}`, ...story].join('\n    ');
}
