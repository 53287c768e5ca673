import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../src/store/installations.ts';
import { openStore } from '../../src/store/open.ts';
import {
  type Channel,
  type Discord,
  type Person,
  type Server,
  startDiscord,
} from '../emulators/discord/index.ts';
import { type BotInDiscord, botInDiscord } from '../support/discord.ts';

let discord: Discord;
let server: Server;
let channel: Channel;
let ana: Person;
let bot: BotInDiscord;
let store: OpenStore;
/** Saves wait for this. */
let gate: Promise<void>;

beforeEach(async () => {
  discord = await startDiscord();
  server = discord.server('Advising');
  channel = server.channel('advising');
  ana = server.person('Ana');
  store = await openStore({ dataDir: null });
  gate = Promise.resolve();
  bot = await botInDiscord(discord, {
    store: {
      ...store,
      async save(key, save) {
        await gate;
        return store.save(key, save);
      },
    },
  });
  await ana.command(channel, 'step2 check', {
    ck: 251,
    step1: '238',
    specialty: 'dermatology',
    stage: 'after-download',
    result: 'passed',
    img: false,
  });
  await shows('Update ERAS');
});
afterEach(async () => {
  discord.heal();
  await bot.stop();
  await discord.close();
  await store.close();
});

const all = () => ana.messages(channel);
const last = () => {
  const message = all().at(-1);
  if (!message) throw new Error('There is no message.');
  return message;
};
const shows = (text: string) => ana.until(`"${text}" is shown`, () => last().text.includes(text));
const clicks = (label: string) => ana.click(last(), label).catch(() => {});
const files = () => all().flatMap(({ attachments }) => attachments.map(({ filename }) => filename));

/** Something that is asked for, and what somebody has when they have it. */
interface Asked {
  readonly first?: () => Promise<unknown>;
  readonly asks: () => Promise<unknown>;
  readonly has: () => Promise<unknown>;
}

let release = () => {};

const everyAnswer: [string, Asked][] = [
  [
    'a screen in place of another',
    {
      asks: () => clicks('Change an answer'),
      has: () => shows('Which answer do you want to change?'),
    },
  ],
  [
    'a screen that has a picture',
    {
      asks: () => clicks('Show the path'),
      async has() {
        await shows('How your answers led here');
        expect(files()).toEqual(['step2-path.png']);
      },
    },
  ],
  [
    'a screen of its own',
    {
      asks: () => ana.command(channel, 'step2 guide').catch(() => {}),
      has: () => ana.until('there are two', () => all().length === 2),
    },
  ],
  [
    'a screen that follows',
    {
      first: async () => {
        gate = new Promise((resolve) => {
          release = resolve;
        });
      },
      asks: () => clicks('Change an answer'),
      async has() {
        release();
        await shows('Which answer do you want to change?');
      },
    },
  ],
  [
    'a form',
    {
      async first() {
        await clicks('Change an answer');
        await shows('Which answer do you want to change?');
        await ana.choose(last(), 'Step 2 CK');
        await shows('What is your Step 2 CK score?');
      },
      asks: () => clicks('✓ Enter score'),
      has: () => ana.until('the form is open', () => ana.modal),
    },
  ],
  [
    'a screen with a file after it',
    {
      asks: () => clicks('Download my data'),
      async has() {
        await ana.until('the file is there', () => files().includes('step2-my-data.json'));
        expect(all()).toHaveLength(2);
      },
    },
  ],
];

describe.each(everyAnswer)('%s', (_, { first = async () => {}, asks, has }) => {
  test.each([
    ['429, once the time is over that it names', { status: 429, retryAfter: 0.2 }, 1, [429, 204]],
    ['503, twice', { status: 503 }, 2, [503, 503, 204]],
    ['closed connections', 'closed', 2, [0, 0, 204]],
    ['reset connections', 'reset', 2, [0, 0, 204]],
    ['an answer that was taken, but lost on its way', 'lost', 1, [0, 400]],
  ] as const)('is given again after %s', async (_, failure, times, tries) => {
    await first();
    const callbacks = () => discord.requests.filter(({ route }) => route === 'callback');
    const before = callbacks().length;
    discord.fail('callback', failure, { times });
    await asks();
    await has();
    const said = () =>
      callbacks()
        .slice(before)
        .map(({ status }) => status);
    await expect.poll(said).toEqual(tries);
    expect(bot.faults).toEqual([]);
  });
});

test.each([
  ['429 for longer than Discord waits for an answer', { status: 429, retryAfter: 60 }],
  ['a refusal', { status: 404, code: 10062 }],
])('%s is no reason to ask again', async (_, failure) => {
  const before = discord.requests.length;
  discord.fail('callback', failure);
  await clicks('Change an answer');
  await expect.poll(() => bot.faults.length).toBe(1);
  expect(discord.requests.slice(before)).toHaveLength(1);
});

test.each([
  ['', null],
  [', though Discord asks to wait first', { status: 429, retryAfter: 0.2 }],
])(
  'an interaction that comes twice is answered once, and its file handed over once%s',
  async (_, failure) => {
    await clicks('Download my data');
    await ana.until('the file is there', () => files().includes('step2-my-data.json'));
    if (failure) discord.fail('callback', failure);
    discord.redeliver();
    await expect.poll(() => bot.faults.length).toBe(1);
    expect(bot.faults[0]).toMatchObject({ code: 40060 });
    expect(all()).toHaveLength(2);
  },
);
