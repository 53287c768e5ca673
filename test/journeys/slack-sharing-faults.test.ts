import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Person } from '../emulators/slack/people/person.ts';
import { type Slack, startSlack } from '../emulators/slack/slack.ts';
import type { Channel } from '../emulators/slack/world/channel.ts';
import type { Fault } from '../emulators/slack/world/faults.ts';
import type { Workspace } from '../emulators/slack/world/workspace.ts';
import { policiesWith } from '../support/advising.ts';
import { temporaryFolder } from '../support/postgres.ts';
import { startServer } from '../support/server.ts';
import { type BotInSlack, botInSlack, modes, workspaceOf } from '../support/slack.ts';

/** A student, an advisor, and a bot whose clock can be moved. */
interface Scene {
  readonly slack: Slack;
  readonly workspace: Workspace;
  readonly channel: Channel;
  readonly advising: Channel;
  readonly ana: Person;
  readonly dean: Person;
  readonly bot: BotInSlack;
  later(milliseconds: number): void;
  close(): Promise<void>;
}

async function scene(mode: 'http' | 'socket' = 'socket'): Promise<Scene> {
  const slack = await startSlack();
  const workspace = workspaceOf(slack);
  const channel = workspace.channel('season', { bot: true });
  const advising = workspace.channel('advising', { bot: true });
  const [ana, dean] = [workspace.person('Ana'), workspace.person('Dean')];
  for (const place of [channel, advising]) place.add(ana).add(dean);
  const advisors = workspace.userGroup('advisors', [dean]);
  let clock = Date.UTC(2026, 10, 22, 12);
  const bot = await botInSlack(slack, [workspace], {
    mode,
    now: () => new Date(clock),
    policies: policiesWith({
      advisors: { people: [], groups: [advisors.id] },
      channel: advising.id,
      mention: advisors.id,
    }),
  });
  return {
    ...{ slack, workspace, channel, advising, ana, dean, bot },
    later(milliseconds) {
      clock += milliseconds;
    },
    async close() {
      slack.heal();
      await bot.stop();
      await slack.close();
    },
  };
}

type Thread = { ts: string } | undefined;

const last = (person: Person, place: Channel, thread?: Thread) =>
  person
    .messages(place, thread ? { thread } : {})
    .filter(({ ephemeral }) => ephemeral)
    .at(-1);
const shows = (person: Person, text: string, place: Channel, thread?: Thread) =>
  person.until(`"${text}" is shown`, () => {
    const message = last(person, place, thread);
    return message?.shown.includes(text) ? message : null;
  });
const posts = ({ ana, workspace }: Scene, place: Channel, thread?: Thread) =>
  ana
    .messages(place, thread ? { thread } : {})
    .filter(({ ephemeral, author }) => !ephemeral && author === workspace.botUserId);

/** Ana with a card before her, ready to be posted. */
async function previewed({ ana, channel }: Scene) {
  await ana.command(channel, '/step2 check 251 238 derm result:passed stage:review img:no');
  await ana.click(await shows(ana, 'Update ERAS', channel), 'Share');
  return shows(ana, 'What others will see', channel);
}

async function posted(here: Scene) {
  await here.ana.click(await previewed(here), 'Post it');
  return shows(here.ana, 'Posted', here.channel);
}

async function asked(here: Scene) {
  const { ana, channel, advising } = here;
  await ana.command(channel, '/step2 check 251 238 derm result:passed stage:review img:no');
  await ana.click(await shows(ana, 'Update ERAS', channel), 'Ask an advisor');
  await ana.click(await shows(ana, 'What others will see', channel), 'Send it to the advisors');
  await shows(ana, 'Sent to the advisors', channel);
  return posts(here, advising)[0];
}

const lasting: readonly [string, Fault][] = [
  ['answers 503 and stays so', { status: 503, times: 100 }],
  ['resets every connection', 'reset'],
  ['hangs', 'hang'],
];

describe('a card is posted once, though chat.postMessage', () => {
  test.concurrent('asks for a second', async () => {
    const here = await scene();
    here.slack.fail('chat.postMessage', { status: 429, retryAfter: 1, times: 1 });
    await posted(here);
    expect(posts(here, here.channel)).toHaveLength(1);
    expect(here.bot.faults).toEqual([]);
    await here.close();
  });

  test.concurrent('asks for an hour: the person is told, and posts it later', async () => {
    const here = await scene();
    const preview = await previewed(here);
    here.slack.fail('chat.postMessage', { status: 429, retryAfter: 3600, times: 9 });
    await here.ana.click(preview, 'Post it');
    const told = await shows(
      here.ana,
      'did not get through to #season (reference ref1)',
      here.channel,
    );
    here.slack.heal();
    await here.ana.click(told, 'Post it');
    await shows(here.ana, 'Posted', here.channel);
    expect(posts(here, here.channel)).toHaveLength(1);
    await here.close();
  });

  test.concurrent.each(lasting)('%s: the person is told, and looks again', async (_, fault) => {
    const here = await scene();
    const preview = await previewed(here);
    here.slack.fail('chat.postMessage', fault);
    await here.ana.click(preview, 'Post it');
    const told = await shows(here.ana, 'could not find out whether the card came', here.channel);
    here.slack.heal();
    here.later(30_000);
    await here.ana.click(told, 'Look again');
    await shows(here.ana, 'Posted', here.channel);
    expect(posts(here, here.channel)).toHaveLength(1);
    await here.close();
  });

  test.concurrent('loses its answer: the post is found at once', async () => {
    const here = await scene();
    const preview = await previewed(here);
    here.slack.fail('chat.postMessage', 'lost');
    await here.ana.click(preview, 'Post it');
    await shows(here.ana, 'Posted', here.channel);
    expect(posts(here, here.channel)).toHaveLength(1);
    await here.close();
  });

  test.concurrent.each<[string, Fault]>([
    ['is not allowed', { error: 'missing_scope', times: 100 }],
    ...lasting,
  ])('loses its answer, and looking for it %s', async (_, fault) => {
    const here = await scene();
    const { ana, slack, channel } = here;
    const question = here.dean.says(channel, 'Who has a late score?');
    here.dean.says(channel, 'Anybody?', { thread: question });
    await ana.mention(channel, 'check 251 238 derm result:passed stage:review img:no', {
      thread: question,
    });
    await ana.click(await shows(ana, 'Update ERAS', channel, question), 'Share');
    const preview = await shows(ana, 'What others will see', channel, question);
    slack.fail('chat.postMessage', 'lost');
    slack.fail('conversations.replies', fault);
    await ana.click(preview, 'Post it');
    const unclear = 'could not find out whether the card came';
    const told = await shows(ana, unclear, channel, question);
    here.later(30_000);
    const before = slack.calls.length;
    await ana.click(told, 'Look again');
    // Nobody can tell: it is not posted again, and it stays on the list.
    await ana.until('it was looked for', () => {
      const since = slack.calls.slice(before).map(({ method }) => method);
      return since.includes('conversations.replies') && since.includes('response_url');
    });
    expect((await shows(ana, unclear, channel, question)).buttons).toContain('Look again');
    expect(posts(here, channel, question)).toHaveLength(1);
    slack.heal();
    here.later(30_000);
    await ana.click(await shows(ana, unclear, channel, question), 'Look again');
    await shows(ana, 'Posted', channel, question);
    expect(posts(here, channel, question)).toHaveLength(1);
    await here.close();
  });

  test.concurrent('has no address to tell: there is no link to it', async () => {
    const here = await scene();
    here.slack.fail('chat.getPermalink', { status: 503, times: 9 });
    expect((await posted(here)).shown).not.toContain('Open the post');
    expect(posts(here, here.channel)).toHaveLength(1);
    await here.close();
  });
});

describe.each(modes)('one post comes, events by %s,', (mode) => {
  test('of two clicks at the same instant', async () => {
    const here = await scene(mode);
    if (mode === 'http') await here.slack.connect(`${here.bot.address}/slack/events`);
    const preview = await previewed(here);
    await Promise.all([here.ana.click(preview, 'Post it'), here.ana.click(preview, 'Post it')]);
    await here.ana.until('the card stands', () => posts(here, here.channel).length > 0);
    await expect
      .poll(() => here.slack.calls.filter(({ method }) => method === 'response_url').length)
      .toBe(3);
    expect(posts(here, here.channel)).toHaveLength(1);
    expect(here.bot.faults).toEqual([]);
    await here.close();
  });

  test('of a click that is delivered again', async () => {
    const here = await scene(mode);
    if (mode === 'http') await here.slack.connect(`${here.bot.address}/slack/events`);
    await posted(here);
    await here.slack.redeliver();
    await shows(here.ana, 'belonged to an earlier screen', here.channel);
    expect(posts(here, here.channel)).toHaveLength(1);
    await here.close();
  });
});

describe('a card that is to go', () => {
  test.concurrent('goes, though chat.delete asks for a second', async () => {
    const here = await scene();
    const shown = await posted(here);
    here.slack.fail('chat.delete', { status: 429, retryAfter: 1, times: 1 });
    await here.ana.click(shown, 'Remove it');
    await shows(here.ana, 'The card is removed', here.channel);
    expect(posts(here, here.channel)).toEqual([]);
    await here.close();
  });

  test.concurrent.each<[string, Fault]>([
    ['refuses', { error: 'cant_delete_message', times: 100 }],
    ['asks for an hour', { status: 429, retryAfter: 3600, times: 100 }],
    ...lasting,
  ])('stands where chat.delete %s, and its owner is told and tries again', async (_, fault) => {
    const here = await scene();
    const shown = await posted(here);
    here.slack.fail('chat.delete', fault);
    await here.ana.click(shown, 'Remove it');
    const told = await shows(
      here.ana,
      'I could not remove the card in #season (reference',
      here.channel,
    );
    expect(posts(here, here.channel)).toHaveLength(1);
    here.slack.heal();
    await here.ana.click(told, 'Remove it');
    await shows(here.ana, 'The card is removed', here.channel);
    expect(posts(here, here.channel)).toEqual([]);
    await here.close();
  });

  test.concurrent('and cannot is told of with its address, when all is forgotten', async () => {
    const here = await scene();
    await posted(here);
    here.slack.fail('chat.delete', { status: 503, times: 100 });
    await here.ana.command(here.channel, '/step2 forget');
    await here.ana.click(await shows(here.ana, 'will be removed', here.channel), 'Forget me now');
    const told = await shows(here.ana, 'These posts of yours I could not remove', here.channel);
    expect(told.shown).toContain('Nov 22, 2026, #season');
    await here.close();
  });
});

describe('a review', () => {
  test.concurrent.each<[string, Fault]>([
    ['refuses', { error: 'message_not_found', times: 100 }],
    ...lasting,
  ])(
    'is not shown where chat.update %s: the advisor is told, and clicks again',
    async (_, fault) => {
      const here = await scene();
      const { dean, advising, slack } = here;
      const card = await asked(here);
      slack.fail('chat.update', fault);
      await dean.click(card, 'Mark as reviewed');
      await shows(dean, 'The card cannot be marked', advising);
      slack.heal();
      await dean.click(card, 'Mark as reviewed');
      await shows(dean, 'The card says so now', advising);
      expect(posts(here, advising)[0]?.shown).toContain('@Dean reviewed this on Nov 22, 2026.');
      await here.close();
    },
  );

  test.concurrent.each<[string, Fault]>([
    ['is not allowed', { error: 'missing_scope', times: 100 }],
    ['has no such group', { error: 'no_such_subteam', times: 100 }],
    ...lasting,
  ])('waits until Slack tells who advises: while it %s, nobody does', async (_, fault) => {
    const here = await scene();
    const { dean, advising, slack, bot } = here;
    const card = await asked(here);
    slack.fail('usergroups.users.list', fault);
    await dean.click(card, 'Mark as reviewed');
    await shows(dean, 'Only the advisors of this place can do that', advising);
    expect(bot.faults).toHaveLength(1);
    slack.heal();
    await dean.click(card, 'Mark as reviewed');
    await shows(dean, 'The card says so now', advising);
    await here.close();
  });
});

test('a program that is killed between posting and saving has posted once', async () => {
  const folder = temporaryFolder();
  const dataDir = join(folder.path, 'data');
  const slack = await startSlack();
  const workspace = workspaceOf(slack);
  const channel = workspace.channel('season', { bot: true });
  const ana = workspace.person('Ana');
  channel.add(ana);
  const server = await startServer({
    DATA_DIR: dataDir,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: slack.appToken,
  });
  await ana.command(channel, '/step2 check result:pending');
  await ana.click(await shows(ana, 'Wait', channel), 'Share');
  const preview = await shows(ana, 'What others will see', channel);
  // The post stands, and its address does not come.
  slack.fail('chat.getPermalink', 'hang');
  await ana.click(preview, 'Post it');
  const cards = () => channel.messages.filter(({ ephemeralTo }) => ephemeralTo === undefined);
  await ana.until('the card stands', () => cards().length);
  await server.kill();
  slack.heal();

  const store = await openStore({ dataDir });
  const later = () => new Date(Date.now() + 60_000);
  const bot = await botInSlack(slack, [workspace], { mode: 'socket', store, now: later });
  await ana.click(preview, 'Post it');
  await ana.click(await shows(ana, 'On its way', channel), 'Look again');
  await shows(ana, 'Posted', channel);
  expect(cards()).toHaveLength(1);
  await bot.stop();
  await store.close();
  await slack.close();
  folder.remove();
});
