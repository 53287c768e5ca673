import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import {
  type Channel,
  type Discord,
  type Person,
  type Seen,
  type Server,
  startDiscord,
} from '../emulators/discord/index.ts';
import type { Failure } from '../emulators/discord/rest/failures.ts';
import { policiesWith } from '../support/advising.ts';
import { type BotInDiscord, botInDiscord } from '../support/discord.ts';

let discord: Discord;
let server: Server;
let channel: Channel;
let advising: Channel;
let ana: Person;
let dean: Person;
let bot: BotInDiscord;
let store: Awaited<ReturnType<typeof openStore>>;
let clock: number;

beforeEach(async () => {
  clock = Date.now();
  discord = await startDiscord();
  server = discord.server('Campus');
  channel = server.channel('season');
  advising = server.channel('advising');
  const advisors = server.role('Advisors', { mentionable: true });
  ana = server.person('Ana');
  dean = server.person('Dean', { roles: [advisors] });
  store = await openStore({ dataDir: null });
  bot = await botInDiscord(discord, {
    store,
    now: () => new Date(clock),
    policies: policiesWith({
      advisors: { people: [], groups: [advisors.id] },
      channel: advising.id,
      mention: advisors.id,
    }),
  });
});
afterEach(async () => {
  discord.heal();
  await bot.stop();
  await store.close();
  await discord.close();
});

const last = (person: Person, where: Channel) =>
  person
    .messages(where)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1);
const shows = async (person: Person, text: string, where = channel): Promise<Seen> => {
  await expect.poll(() => last(person, where)?.text).toContain(text);
  return last(person, where) as Seen;
};
const posts = (where = channel) =>
  ana
    .messages(where)
    .filter(
      ({ ephemeral, buttons }) =>
        !ephemeral && buttons.some(({ label }) => label === 'Check my own score'),
    );

/** Ana with a card before her, ready to be posted. */
async function previewed(where = channel): Promise<Seen> {
  await ana.command(where, 'step2 check', { result: 'pending' });
  await ana.click(await shows(ana, 'Wait', where), 'Share');
  return shows(ana, 'What others will see', where);
}

async function posted(): Promise<Seen> {
  await ana.click(await previewed(), 'Post it');
  return shows(ana, 'Posted');
}

const passing: readonly [string, Failure, number][] = [
  ['asks to wait', { status: 429, retryAfter: 0.2 }, 1],
  ['answers 503 once', { status: 503 }, 1],
  ['resets the connection once', 'reset', 1],
  ['loses its answer', 'lost', 1],
];
const lasting: readonly [string, Failure, number][] = [
  ['answers 503 and stays so', { status: 503 }, 20],
  ['hangs', 'hang', 20],
  ['loses every answer', 'lost', 20],
];

describe('a card is posted once', () => {
  test.each(passing)('where Discord %s', async (_, failure, times) => {
    const preview = await previewed();
    discord.fail('createMessage', failure, { times });
    await ana.click(preview, 'Post it');
    await shows(ana, 'Posted');
    expect(posts()).toHaveLength(1);
    expect(bot.faults).toEqual([]);
  });

  test.each(lasting)(
    'where Discord %s: the person is told, and looks again',
    async (_, failure, times) => {
      const preview = await previewed();
      discord.fail('createMessage', failure, { times });
      await ana.click(preview, 'Post it').catch(() => {});
      const told = await shows(ana, 'could not find out whether the card came');
      expect(bot.faults).toHaveLength(1);
      discord.heal();
      clock += 30_000;
      await ana.click(told, 'Look again');
      await shows(ana, 'Posted');
      expect(posts()).toHaveLength(1);
    },
  );

  test('in the thread of a message, where threads cannot be begun for a while', async () => {
    const question = ana.says(channel, 'My score came late.');
    await dean.messageCommand(question, 'Step 2 check');
    await dean.click(await shows(dean, 'For somebody else'), 'Did not pass');
    await dean.click(await shows(dean, 'Do not email programs now'), 'Share');
    const preview = await shows(dean, 'What others will see');
    discord.fail('startThreadFromMessage', { status: 503 }, { times: 20 });
    await dean.click(preview, 'Post it').catch(() => {});
    const told = await shows(dean, 'could not find out whether the card came');
    discord.heal();
    clock += 30_000;
    await dean.click(told, 'Look again');
    await shows(dean, 'Posted');
    const thread = ana.messages(channel).find(({ id }) => id === question.id)?.thread;
    expect(posts(thread as Channel)).toHaveLength(1);
  });

  test.each<[string, Failure]>([
    ['503', { status: 503 }],
    ['a refusal', { status: 403, code: 50013 }],
    ['too many threads', { status: 400, code: 160006 }],
  ])('and stands, where after it no thread can be begun: %s', async (_, failure) => {
    const preview = await previewed();
    discord.fail('startThreadFromMessage', failure, { times: 20 });
    await ana.click(preview, 'Post it');
    const shown = await shows(ana, 'Posted');
    expect(posts()).toHaveLength(1);
    expect(bot.faults).toHaveLength(1);
    discord.heal();
    await ana.click(shown, 'Remove it');
    await shows(ana, 'The card is removed');
    expect(posts()).toEqual([]);
  });

  test('where nobody can look any more whether it came through: it is not posted again', async () => {
    // Discord itself knows a message again for some minutes only.
    clock -= 3_600_000;
    const preview = await previewed();
    discord.fail('createMessage', 'lost', { times: 20 });
    await ana.click(preview, 'Post it').catch(() => {});
    await shows(ana, 'could not find out whether the card came');
    discord.heal();
    discord.fail('getMessages', { status: 503 }, { times: 20 });
    clock += 30_000;
    const before = posts().length;
    await ana.click(last(ana, channel) as Seen, 'Look again');
    await expect.poll(() => last(ana, channel)?.text).toContain('could not find out');
    expect([before, posts().length]).toEqual([1, 1]);
    discord.heal();
    clock += 30_000;
    await ana.click(await shows(ana, 'could not find out'), 'Look again');
    await shows(ana, 'Posted');
    expect(posts()).toHaveLength(1);
  });
});

describe('one post comes', () => {
  test('of two clicks at the same instant', async () => {
    const preview = await previewed();
    await Promise.allSettled([ana.click(preview, 'Post it'), ana.click(preview, 'Post it')]);
    await expect.poll(() => posts().length).toBe(1);
    await shows(ana, 'Posted');
    expect(posts()).toHaveLength(1);
  });

  test('of a click that is delivered again', async () => {
    await posted();
    const answers = () => discord.requests.filter(({ path }) => path.endsWith('/callback')).length;
    const before = answers();
    discord.redeliver();
    await ana.until('it is answered again', () => answers() > before);
    await ana.command(channel, 'step2 check', {});
    await shows(ana, 'You have a check open already');
    expect(posts()).toHaveLength(1);
    const [held] = await store.holdings({ tenant: `discord:${server.id}`, person: ana.id });
    expect(held?.state).toMatchObject({ shares: [{ level: 'plain' }] });
  });
});

describe('a card that is to go', () => {
  test('goes, though Discord asks to wait', async () => {
    const shown = await posted();
    discord.fail('deleteMessage', { status: 429, retryAfter: 0.2 });
    await ana.click(shown, 'Remove it');
    await shows(ana, 'The card is removed');
    expect(posts()).toEqual([]);
  });

  test.each<[string, Failure]>([
    ['answers 503 and stays so', { status: 503 }],
    ['refuses', { status: 403, code: 50001 }],
    ['hangs', 'hang'],
  ])('stands where Discord %s, and its owner is told and tries again', async (_, failure) => {
    const shown = await posted();
    discord.fail('deleteMessage', failure, { times: 20 });
    await ana.click(shown, 'Remove it').catch(() => {});
    const told = await shows(ana, 'I could not remove the card in #season (reference');
    discord.heal();
    await ana.click(told, 'Remove it');
    await shows(ana, 'The card is removed');
    expect(posts()).toEqual([]);
  });
});

test.each<[string, Failure]>([
  ['answers 503 and stays so', { status: 503 }],
  ['refuses', { status: 403, code: 50001 }],
])(
  'a review is not shown where Discord %s: the advisor is told, and clicks again',
  async (_, failure) => {
    await ana.command(channel, 'step2 check', { result: 'pending' });
    await ana.click(await shows(ana, 'Wait'), 'Ask an advisor');
    await ana.click(await shows(ana, 'What others will see'), 'Send it to the advisors');
    await shows(ana, 'Sent to the advisors');
    const [card] = posts(advising) as [Seen];
    discord.fail('editMessage', failure, { times: 20 });
    await dean.click(card, 'Mark as reviewed').catch(() => {});
    await shows(dean, 'The card cannot be marked', advising);
    discord.heal();
    await dean.click(card, 'Mark as reviewed');
    await shows(dean, 'The card says so now', advising);
    expect(posts(advising)[0]?.text).toContain('reviewed this on');
  },
);
