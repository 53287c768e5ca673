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
let away: boolean;

beforeEach(async () => {
  discord = await startDiscord();
  server = discord.server('Advising');
  channel = server.channel('advising');
  ana = server.person('Ana');
  store = await openStore({ dataDir: null });
  gate = Promise.resolve();
  away = false;
  bot = await botInDiscord(discord, {
    store: {
      ...store,
      async save(key, save) {
        await gate;
        if (away) throw new Error('connection refused');
        return store.save(key, save);
      },
    },
  });
  await ana.command(channel, 'step2 check', { result: 'passed' });
});
afterEach(async () => {
  discord.heal();
  await bot.stop();
  await discord.close();
  await store.close();
});

const last = () => {
  const message = ana.messages(channel).at(-1);
  if (!message) throw new Error('There is no message.');
  return message;
};
const shows = (text: string) => ana.until(`"${text}" is shown`, () => last().text.includes(text));
const saved = async () => {
  const [held] = await store.holdings({ tenant: `discord:${server.id}`, person: ana.id });
  return (held?.state as { answers?: unknown } | undefined)?.answers;
};

describe('an answer that Discord does not take at once', () => {
  test.each([
    ['503 and stays so', { status: 503 }],
    ['a code that ends it', { status: 404, code: 10062 }],
    ['closed connections', 'closed'],
  ] as const)(
    'is logged after %s, saved all the same, and the next click goes on',
    async (_, failure) => {
      discord.fail('callback', failure, { times: 20 });
      await ana.choose(last(), 'Early interviews').catch(() => {});
      await expect.poll(() => bot.faults.length).toBe(1);
      expect(await saved()).toEqual({ result: 'passed', stage: 'early-interviews' });
      discord.heal();
      await ana.choose(last(), 'Late interviews');
      await shows('nothing was changed');
      expect(await saved()).toEqual({ result: 'passed', stage: 'early-interviews' });
    },
  );

  test('that came too late and cannot be edited is logged, and the next click goes on', async () => {
    let release = () => {};
    gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    discord.fail('editOriginal', { status: 503 }, { times: 20 });
    await ana.choose(last(), 'Early interviews').catch(() => {});
    release();
    await expect.poll(() => bot.faults.length).toBe(1);
    discord.heal();
    await ana.choose(last(), 'Late interviews');
    await shows('nothing was changed');
  });
});

describe('with a slow database', () => {
  let release: () => void;
  beforeEach(() => {
    gate = new Promise<void>((resolve) => {
      release = resolve;
    });
  });

  test('a click is answered in time, and its screen follows', async () => {
    await ana.choose(last(), 'Early interviews');
    expect(ana.errors).toEqual([]);
    release();
    await shows('What is your Step 2 CK score?');
  });

  test('a command is answered in time, and its screen follows in private', async () => {
    await ana.command(channel, 'step2 check');
    expect(last()).toMatchObject({ thinking: true, ephemeral: true });
    release();
    await shows('You have a check open already');
    expect(last().ephemeral).toBe(true);
  });

  test('a form is answered in time, and its screen follows', async () => {
    release();
    await ana.choose(last(), 'Early interviews');
    await ana.click(last(), 'Enter score');
    gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    await ana.submit({ 'Your score': '251' });
    expect(ana.errors).toEqual([]);
    release();
    await shows('What is on your transcript for Step 1?');
  });
});

test('with the database away, a form says so with a number, and what was typed comes back', async () => {
  await ana.choose(last(), 'Early interviews');
  await ana.click(last(), 'Enter score');
  away = true;
  await ana.submit({ 'Your score': '251' });
  expect(last().text).toMatch(/Something went wrong on my side[\s\S]* number \w{8}/);
  away = false;
  await ana.click(last(), 'Try again');
  await shows('What is your Step 2 CK score?');
  await ana.click(last(), 'Enter score');
  expect(JSON.stringify(ana.modal)).toContain('251');
  await ana.submit({ 'Your score': '251' });
  await shows('What is on your transcript for Step 1?');
});

test('a form that comes too late to be opened is told, and the button works again', async () => {
  await ana.choose(last(), 'Early interviews');
  const load = store.load;
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  store.load = async (key) => {
    await slow;
    return load(key);
  };
  await bot.stop();
  bot = await botInDiscord(discord, { store });
  await ana.click(last(), 'Enter score');
  expect(ana.modal).toBeUndefined();
  release();
  await shows('did not open the form in time (reference ref1)');
  store.load = load;
  await ana.click(last(), 'Enter score');
  expect(ana.modal).toBeDefined();
});

test('the check goes in a thread as in a channel', async () => {
  const question = server
    .person('Ben')
    .says(channel, 'When do I tell programs?', { thread: 'Late CK' });
  const thread = question.thread;
  if (!thread) throw new Error('There is no thread.');
  await ana.command(thread, 'step2 check');
  expect(ana.messages(thread).at(-1)).toMatchObject({ ephemeral: true });
  expect(ana.messages(thread).at(-1)?.text).toContain('You have a check open already');
});
