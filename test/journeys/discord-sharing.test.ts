import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../src/render/day.ts';
import type { OpenStore } from '../../src/store/installations.ts';
import { openStore } from '../../src/store/open.ts';
import {
  type Channel,
  type Discord,
  type Person,
  type Seen,
  type Server,
  startDiscord,
} from '../emulators/discord/index.ts';
import { policiesWith } from '../support/advising.ts';
import { type BotInDiscord, botInDiscord } from '../support/discord.ts';

let discord: Discord;
let server: Server;
let channel: Channel;
let advising: Channel;
let advisors: ReturnType<Server['role']>;
let ana: Person;
let ben: Person;
let dean: Person;
let store: OpenStore;
let bot: BotInDiscord;
let clock: number;

beforeEach(async () => {
  clock = Date.now();
  discord = await startDiscord();
  server = discord.server('Campus');
  channel = server.channel('season');
  advising = server.channel('advising');
  advisors = server.role('Advisors', { mentionable: true });
  ana = server.person('Ana');
  ben = server.person('Ben');
  dean = server.person('Dean', { roles: [advisors] });
  store = await openStore({ dataDir: null });
  bot = await started();
});
afterEach(async () => {
  await bot.stop();
  await store.close();
  await discord.close();
});

function started(over: OpenStore = store) {
  return botInDiscord(discord, {
    store: over,
    now: () => new Date(clock),
    policies: policiesWith({
      advisors: { people: [], groups: [advisors.id] },
      channel: advising.id,
      mention: advisors.id,
      shareTo: [{ id: channel.id, name: '#season' }],
    }),
  });
}

/** The last private message that somebody sees there. */
const last = (person: Person, where = channel): Seen => {
  const message = person
    .messages(where)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1);
  if (!message) throw new Error('There is no private message.');
  return message;
};
const shows = async (person: Person, text: string, where = channel): Promise<Seen> => {
  await person.until(`"${text}" is shown`, () =>
    person.messages(where).some((one) => one.ephemeral && one.text.includes(text)),
  );
  return last(person, where);
};
const clicks = async (person: Person, label: string, then: string, where = channel) => {
  await person.click(last(person, where), label);
  return shows(person, then, where);
};
/** What everybody sees there of the bot. */
const posts = (person: Person, where = channel) =>
  person
    .messages(where)
    .filter((one) => !one.ephemeral && labels(one).includes('Check my own score'));
const labels = ({ buttons }: Seen) => buttons.map(({ label }) => label);
const finished = {
  ck: 251,
  step1: '238',
  specialty: 'dermatology',
  result: 'Passed',
  stage: 'Under review, few interviews yet',
  img: false,
};

describe('a result shared in a channel', () => {
  test('begins a thread, as previewed, once, with nothing of the scores, and can be taken back', async () => {
    await ana.command(channel, 'step2 check', finished);
    await shows(ana, 'Update ERAS');
    const preview = await clicks(ana, 'Share', 'What others will see');
    expect(preview.text).toContain('#season');
    expect(posts(ben)).toEqual([]);
    await ana.click(preview, 'Post it');
    await shows(ana, 'Posted');
    const [post] = posts(ben);
    expect(posts(ben)).toHaveLength(1);
    expect(post?.text).not.toMatch(/\b(251|238|13)\b/);
    expect(post?.pinged).toEqual([]);
    expect(labels(post as Seen)).toEqual(['Check my own score']);
    expect(post?.thread).toBeTruthy();

    await clicks(ana, 'Remove it', 'The card is removed');
    expect(posts(ben)).toEqual([]);
  });

  test('lets everybody who sees it check their own score in private', async () => {
    await ana.command(channel, 'step2 check', finished);
    await clicks(ana, 'Share', 'What others will see');
    await clicks(ana, 'Post it', 'Posted');
    const [post] = posts(ben);
    await ben.click(post as Seen, 'Check my own score');
    await shows(ben, 'What is your Step 2 CK result?');
    expect(posts(ana)[0]?.text).toBe(post?.text);
    expect(ana.messages(channel).some(({ text }) => text.includes('What is your Step 2'))).toBe(
      false,
    );
  });
});

describe('what a card says', () => {
  test('gains the reasons, and then the numbers, only where its owner says so', async () => {
    await ana.command(channel, 'step2 check', finished);
    await clicks(ana, 'Share', 'What others will see');
    const reasons = await clicks(ana, 'Include the reasons', 'What this score does');
    expect(reasons.text).not.toMatch(/\b(251|238|250|245)\b/);
    await clicks(ana, 'Include my numbers', 'Step 2 CK 251 · Step 1: 238 · +13');
    await clicks(ana, 'Post it', 'Posted');
    expect(posts(ben)[0]?.text).toContain('Step 2 CK 251 · Step 1: 238 · +13');
  });
});

describe('the place of a card', () => {
  test('is the thread in which the command was used', async () => {
    const thread = ben.startsThread(channel, 'My score');
    ana.says(thread, 'Me too.');
    await ana.command(thread, 'step2 check', finished);
    await shows(ana, 'Update ERAS', thread);
    const preview = await clicks(ana, 'Share', 'What others will see', thread);
    expect(preview.text).toContain('into this thread');
    await clicks(ana, 'Post it', 'Posted', thread);
    expect(posts(ben)).toEqual([]);
    expect(posts(ben, thread)).toHaveLength(1);
  });

  test('from a direct message is one of the channels that the policy names', async () => {
    const direct = ana.directMessageChannel;
    await ana.command(direct, 'step2 check', finished);
    await shows(ana, 'Update ERAS', direct);
    const preview = await clicks(ana, 'Share', 'Where should it go?', direct);
    expect(labels(preview)).not.toContain('Post it');
    await ana.click(preview, '#season');
    await shows(ana, 'Posted', direct);
    expect(posts(ben)).toHaveLength(1);
  });

  test.each<[string, string, () => void]>([
    [
      'may not begin threads',
      'Create Public Threads',
      () => server.forbid(channel, ['CreatePublicThreads']),
    ],
    ['may not write', 'Send Messages', () => server.forbid(channel, ['SendMessages'])],
    ['may not attach the chart', 'Attach Files', () => server.forbid(channel, ['AttachFiles'])],
    ['cannot see the channel', 'View Channel', () => server.forbid(channel, ['ViewChannel'])],
  ])(
    'is refused where the bot %s, naming the permission and the channel',
    async (_, permission, spoil) => {
      spoil();
      await ana.command(channel, 'step2 check', finished);
      await shows(ana, 'Update ERAS');
      await clicks(ana, 'Share', 'What others will see');
      const refused = await clicks(ana, 'Post it', 'I lack a permission in');
      expect(refused.text).toContain(permission);
      expect(refused.text).toContain('#season');
      expect(posts(ben)).toEqual([]);
      await clicks(ana, 'Back to my result', 'Update ERAS');
    },
  );

  test.each<[string, string, (thread: Channel) => void]>([
    ['locked', 'is locked', (thread) => server.lock(thread)],
  ])('is refused where the thread is %s', async (_, why, spoil) => {
    const question = ben.says(channel, 'When do I tell programs?', { thread: 'Question' });
    await dean.messageCommand(question, 'Step 2 check');
    await shows(dean, 'For somebody else');
    await clicks(dean, 'Did not pass', 'Do not email programs now');
    await clicks(dean, 'Share', 'What others will see');
    spoil(question.thread as Channel);
    await clicks(dean, 'Post it', why);
  });
});

describe('an advisor', () => {
  test('checks for two students at once, and answers each in the thread of their question', async () => {
    const first = ana.says(channel, 'I have a 251, whom do I tell?');
    const second = ben.says(channel, 'My score came late.');
    await dean.messageCommand(first, 'Step 2 check');
    await shows(dean, 'For somebody else');
    await clicks(dean, 'Passed', 'Where is the season right now?');
    await dean.messageCommand(second, 'Step 2 check');
    await shows(dean, 'What is your Step 2 CK result?');
    const verdict = await clicks(dean, 'Did not pass', 'Do not email programs now');
    expect(labels(verdict)).not.toContain('Ask an advisor');
    const preview = await clicks(dean, 'Share', 'What others will see');
    expect(labels(preview)).not.toContain('Include my numbers');
    await clicks(dean, 'Post it', 'Posted');
    const thread = ben.messages(channel).find(({ id }) => id === second.id)?.thread as Channel;
    expect(posts(ana, thread)).toHaveLength(1);
    expect(ana.messages(channel).find(({ id }) => id === first.id)?.thread).toBeUndefined();
    await dean.messageCommand(first, 'Step 2 check');
    await shows(dean, 'You have a check open already');
    await clicks(dean, 'Resume', 'Where is the season right now?');
  });

  test('is only who has the role: everybody else checks for themselves', async () => {
    const question = ben.says(channel, 'My score came late.');
    await ana.messageCommand(question, 'Step 2 check');
    const own = await shows(ana, 'What is your Step 2 CK result?');
    expect(own.text).not.toContain('For somebody else');
  });

  test('is asked with one click, mentioned once, and marks the card as reviewed', async () => {
    await ana.command(channel, 'step2 check', finished);
    await clicks(ana, 'Ask an advisor', "It goes to the advisors' channel");
    expect(dean.mentions()).toEqual([]);
    await clicks(ana, 'Send it to the advisors', 'Sent to the advisors');
    const [card] = posts(dean, advising) as [Seen];
    expect(dean.mentions().map(({ id }) => id)).toEqual([card.id]);
    expect(card.text).not.toMatch(/\b(251|238)\b/);

    await ben.click(card, 'Mark as reviewed');
    await shows(ben, 'Only the advisors of this place can do that', advising);
    expect(posts(dean, advising)[0]?.text).not.toContain('reviewed this');

    await dean.click(card, 'Mark as reviewed');
    await shows(dean, 'The card says so now', advising);
    const [marked] = posts(ana, advising) as [Seen];
    expect(marked.text).toContain(
      `reviewed this on ${day(new Date(clock).toISOString().slice(0, 10))}.`,
    );
    expect(marked.attachments).toHaveLength(1);
    expect(labels(marked)).toEqual(['Check my own score']);
    expect(dean.mentions()).toHaveLength(1);
  });
});

test('only advisors see the numbers of checks, and none that could point at somebody', async () => {
  await ana.command(channel, 'step2 check', finished);
  await shows(ana, 'Update ERAS');
  await ana.command(channel, 'step2 stats');
  await shows(ana, 'Only the advisors of this place can do that');
  await dean.command(channel, 'step2 stats');
  await shows(dean, 'fewer than 5');
});

describe('a post and a crash', () => {
  test.each([
    ['soon after', 30_000],
    ['an hour later', 3_600_000],
  ])('between posting and saving is found again %s, and not made twice', async (_, later) => {
    const broken = { save: false };
    const holed: OpenStore = {
      ...store,
      save: (key, save) =>
        broken.save && posts(ben).length > 0
          ? Promise.reject(new Error('gone'))
          : store.save(key, save),
    };
    await bot.stop();
    bot = await started(holed);
    await ana.command(channel, 'step2 check', finished);
    await clicks(ana, 'Share', 'What others will see');
    broken.save = true;
    await clicks(ana, 'Post it', 'Something went wrong');
    expect(posts(ben)).toHaveLength(1);

    broken.save = false;
    await clicks(ana, 'Try again', 'On its way');
    await clicks(ana, 'Look again', 'It is still on its way');
    clock += later;
    await clicks(ana, 'Look again', 'Posted');
    expect(posts(ben)).toHaveLength(1);
    await clicks(ana, 'Remove it', 'The card is removed');
    expect(posts(ben)).toEqual([]);
  });
});

test('Forget me lists what was shared, and removes it all', async () => {
  await ana.command(channel, 'step2 check', finished);
  await clicks(ana, 'Share', 'What others will see');
  await clicks(ana, 'Post it', 'Posted');
  expect(posts(ben)).toHaveLength(1);
  await ana.command(channel, 'step2 forget');
  await shows(ana, 'These posts of yours will be removed as well');
  await clicks(ana, 'Forget me now', 'Forgotten');
  expect(posts(ben)).toEqual([]);
});
