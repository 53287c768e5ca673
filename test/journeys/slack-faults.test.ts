import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../src/store/installations.ts';
import { openStore } from '../../src/store/open.ts';
import type { Person } from '../emulators/slack/people/person.ts';
import { type Slack, startSlack } from '../emulators/slack/slack.ts';
import type { Channel } from '../emulators/slack/world/channel.ts';
import type { Fault } from '../emulators/slack/world/faults.ts';
import type { Workspace } from '../emulators/slack/world/workspace.ts';
import {
  type BotInSlack,
  type BotOptions,
  botInSlack,
  modes,
  workspaceOf,
} from '../support/slack.ts';

/** One person, one channel, one bot. */
interface Scene {
  readonly slack: Slack;
  readonly workspace: Workspace;
  readonly bot: BotInSlack;
  readonly channel: Channel;
  readonly ana: Person;
  close(): Promise<void>;
}

async function scene(options: BotOptions = { mode: 'http' }): Promise<Scene> {
  const slack = await startSlack();
  const workspace = workspaceOf(slack);
  const bot = await botInSlack(slack, [workspace], options);
  const channel = workspace.channel('advising', { bot: true });
  const ana = workspace.person('Ana');
  channel.add(ana);
  return {
    slack,
    workspace,
    bot,
    channel,
    ana,
    async close() {
      slack.heal();
      await bot.stop();
      await slack.close();
    },
  };
}

/** The answers that are saved for Ana. */
async function saved({ bot, workspace, ana }: Scene): Promise<unknown> {
  const [held] = await bot.store.holdings({ tenant: `slack:${workspace.id}`, person: ana.id });
  return (held?.state as { answers?: unknown } | undefined)?.answers;
}

const last = ({ ana, channel }: Scene) => ana.messages(channel).at(-1);
const sees = (here: Scene, text: string) =>
  here.ana.until(`"${text}" is shown`, () => {
    const message = last(here);
    return message?.shown.includes(text) ? message : null;
  });

/** Something that people do, the method that it takes, and how it goes on where Slack stays ill. */
interface Case {
  readonly method: string;
  /** Leads up to the fault. */
  readonly leadsUp: (here: Scene) => Promise<unknown>;
  readonly act: (here: Scene) => Promise<unknown>;
  /** What the person sees where the fault passes by itself. */
  readonly goesOn: (here: Scene) => Promise<unknown>;
  /** What the person sees where it does not. */
  readonly isTold: (here: Scene) => Promise<unknown>;
}

const reference = /\(reference ref\d+\)/;
const told = (here: Scene, where: () => string | undefined) =>
  here.ana.until('a sentence with a reference number', () => reference.test(where() ?? ''));
const inDirectMessages = ({ ana }: Scene) => ana.directMessages().at(-1)?.shown;

const cases: readonly Case[] = [
  {
    method: 'response_url',
    leadsUp: ({ ana, channel }) => ana.command(channel, '/step2 check'),
    act: (here) => here.ana.click(last(here), 'Passed'),
    goesOn: (here) => sees(here, 'Where is the season right now?'),
    // A new private message takes over.
    async isTold(here) {
      await sees(here, 'Where is the season right now?');
      await told(here, () => last(here)?.shown);
      expect(here.ana.messages(here.channel)).toHaveLength(2);
    },
  },
  {
    method: 'chat.postEphemeral',
    leadsUp: async () => {},
    act: ({ ana, channel }) => ana.mention(channel, 'check result:passed'),
    goesOn: (here) => sees(here, 'Where is the season right now?'),
    async isTold(here) {
      await told(here, () => inDirectMessages(here));
      expect(inDirectMessages(here)).toContain('Where is the season right now?');
    },
  },
  {
    method: 'views.open',
    leadsUp: ({ ana, channel }) => ana.command(channel, '/step2 check result:passed stage:review'),
    act: (here) => here.ana.click(last(here), 'Enter score'),
    goesOn: ({ ana }) => ana.until('the form is open', () => ana.modal),
    async isTold(here) {
      await told(here, () => last(here)?.shown);
      here.slack.heal();
      await here.ana.click(last(here), 'Enter score');
      await here.ana.until('the form is open', () => here.ana.modal);
    },
  },
  {
    method: 'views.publish',
    leadsUp: ({ ana, channel }) => ana.command(channel, '/step2 check result:passed'),
    act: ({ ana }) => ana.openHome(),
    goesOn: ({ ana }) => ana.until('Home is there', () => ana.home?.shown.includes('season')),
    async isTold(here) {
      await told(here, () => inDirectMessages(here));
      expect(inDirectMessages(here)).toContain('Where is the season right now?');
    },
  },
  ...['chat.postMessage', 'files.getUploadURLExternal', 'files.completeUploadExternal'].map(
    (method): Case => ({
      method,
      leadsUp: ({ ana, channel }) => ana.command(channel, '/step2 check result:pending'),
      act: (here) => here.ana.click(last(here), 'Download my data'),
      goesOn: ({ ana }) =>
        ana.until('the file is there', () => ana.directMessages().at(-1)?.files.length),
      isTold: (here) => told(here, () => last(here)?.shown),
    }),
  ),
];

const passing: readonly [string, Fault][] = [
  ['answers 429 and asks for a second', { status: 429, retryAfter: 1, times: 1 }],
  ['answers 503 twice', { status: 503, times: 2 }],
  ['is internally ill', { error: 'internal_error', times: 1 }],
];
const lasting: readonly [string, Fault][] = [
  ['answers 429 and asks for an hour', { status: 429, retryAfter: 3600, times: 100 }],
  ['answers 503 and stays so', { status: 503, times: 100 }],
  ['resets every connection', 'reset'],
  ['hangs', 'hang'],
];

describe.each(cases)('when $method', ({ method, leadsUp, act, goesOn, isTold }) => {
  test.concurrent.each(passing)('%s, it is asked again', async (_, fault) => {
    const here = await scene();
    await leadsUp(here);
    here.slack.fail(method, fault);
    await act(here);
    await goesOn(here);
    expect(here.bot.faults).toEqual([]);
    await here.close();
  });

  test.concurrent.each(lasting)(
    '%s, the person is told and the answers are safe',
    async (_, fault) => {
      const here = await scene();
      await leadsUp(here);
      here.slack.fail(method, fault);
      await act(here);
      await isTold(here);
      expect(here.bot.faults.length).toBeGreaterThan(0);
      expect(await saved(here)).toMatchObject({ result: expect.any(String) });
      here.slack.heal();
      await here.ana.command(here.channel, '/step2 check');
      await sees(here, 'You have a check open already');
      await here.close();
    },
  );
});

describe('when a connection is to be opened', () => {
  test.concurrent.each([
    ['429', { status: 429, retryAfter: 1, times: 2 }],
    ['503', { status: 503, times: 4 }],
    ['a wrong answer', { error: 'internal_error', times: 4 }],
  ] as [string, Fault][])(
    'Slack may answer %s: the bot tries on until it is connected',
    async (_, fault) => {
      const here = await scene({ mode: 'socket' });
      await here.ana.command(here.channel, '/step2 check');
      here.slack.fail('apps.connections.open', fault);
      here.slack.disconnectSockets('abrupt');
      await here.ana.until('the bot is connected again', () => here.slack.sockets.count > 0);
      await here.ana.click(last(here), 'Passed');
      await sees(here, 'Where is the season right now?');
      await here.close();
    },
  );

  test.concurrent.each(['reset', 'hang'] as const)(
    'Slack may %s: the bot tries on',
    async (fault) => {
      const here = await scene({ mode: 'socket' });
      here.slack.fail('apps.connections.open', fault);
      here.slack.disconnectSockets('abrupt');
      await expect.poll(() => here.bot.faults.length).toBeGreaterThan(1);
      here.slack.heal();
      await here.ana.until('the bot is connected again', () => here.slack.sockets.count > 0);
      await here.ana.command(here.channel, '/step2 check');
      await sees(here, 'What is your Step 2 CK result?');
      await here.close();
    },
  );

  test.concurrent.each([
    ['429', { status: 429, retryAfter: 1, times: 1 }],
    ['503', { status: 503, times: 2 }],
  ] as [string, Fault][])('at the start, auth.test may answer %s at first', async (_, fault) => {
    const slack = await startSlack();
    slack.fail('auth.test', fault);
    const bot = await botInSlack(slack, [workspaceOf(slack)], { mode: 'socket' });
    expect(slack.calls.filter(({ method }) => method === 'auth.test').at(-1)?.ok).toBe(true);
    await bot.stop();
    await slack.close();
  });
});

test.each(['response_url', 'chat.postEphemeral', 'views.open', 'views.publish'])(
  'in Socket Mode, too, %s is asked again after 503',
  async (method) => {
    const found = cases.find((one) => one.method === method);
    if (!found) throw new Error('There is no such case.');
    const here = await scene({ mode: 'socket' });
    await found.leadsUp(here);
    here.slack.fail(method, { status: 503, times: 2 });
    await found.act(here);
    await found.goesOn(here);
    expect(here.bot.faults).toEqual([]);
    await here.close();
  },
);

test('a form whose three seconds are over is not opened, and the button works again', async () => {
  const here = await scene();
  await here.ana.command(here.channel, '/step2 check result:passed stage:review');
  here.slack.fail('views.open', { error: 'expired_trigger_id', times: 1 });
  await here.ana.click(last(here), 'Enter score');
  await told(here, () => last(here)?.shown);
  await here.ana.click(last(here), 'Enter score');
  await here.ana.until('the form is open', () => here.ana.modal);
  await here.close();
});

test('a form whose answer was lost on its way is open, and nothing else is said', async () => {
  const here = await scene();
  await here.ana.command(here.channel, '/step2 check result:passed stage:review');
  here.slack.fail('views.open', 'lost');
  await here.ana.click(last(here), 'Enter score');
  await here.ana.until('the form is open', () => here.ana.modal);
  await here.ana.until('it was tried again', () =>
    here.slack.calls.some(({ error }) => error === 'exchanged_trigger_id'),
  );
  expect(here.bot.faults).toEqual([]);
  await here.close();
});

test('where nobody can be told, the operator is', async () => {
  const here = await scene();
  for (const method of ['chat.postEphemeral', 'chat.postMessage']) {
    here.slack.fail(method, { error: 'channel_not_found', times: 9 });
  }
  await here.ana.mention(here.channel, 'check');
  await expect.poll(() => here.bot.faults.length).toBe(1);
  await here.close();
});

describe.each(modes)('with a slow database, events by %s', (mode) => {
  let store: OpenStore;
  let here: Scene;
  let release: () => void;
  /** Loads wait for this. */
  let loads: Promise<void>;

  beforeEach(async () => {
    store = await openStore({ dataDir: null });
    let gate = Promise.resolve();
    loads = Promise.resolve();
    release = () => {};
    const slow: OpenStore = {
      ...store,
      async load(key) {
        await loads;
        return store.load(key);
      },
      async save(key, save) {
        await gate;
        return store.save(key, save);
      },
    };
    here = await scene({ mode, store: slow });
    await here.ana.command(here.channel, '/step2 check result:passed');
    await here.ana.choose(last(here), 'Early interviews');
    await sees(here, 'What is your Step 2 CK score?');
    gate = new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  afterEach(async () => {
    release();
    await here.close();
    await store.close();
  });

  test('a command is acknowledged in time, and its screen follows', async () => {
    await here.ana.command(here.channel, '/step2 check');
    expect(here.ana.errors).toEqual([]);
    expect(here.ana.messages(here.channel)).toHaveLength(1);
    release();
    await sees(here, 'You have a check open already');
  });

  test('a command is acknowledged in time where even looking takes long', async () => {
    release();
    loads = new Promise<void>((resolve) => {
      release = resolve;
    });
    await here.ana.command(here.channel, '/step2 check');
    expect(here.ana.errors).toEqual([]);
    release();
    await sees(here, 'You have a check open already');
  });

  test('a form closes in time, and its screen follows', async () => {
    await here.ana.click(last(here), 'Enter score');
    await here.ana.until('the form is open', () => here.ana.modal);
    expect(await here.ana.submit({ 'Your score': '251' })).toEqual({});
    expect(here.ana.errors).toEqual([]);
    release();
    await sees(here, 'What is on your transcript for Step 1?');
    expect(await saved(here)).toMatchObject({ ck: 251 });
  });

  test('a click is acknowledged in time, and its screen follows', async () => {
    await here.ana.click(last(here), 'Back');
    expect(here.ana.errors).toEqual([]);
    release();
    await sees(here, 'Where is the season right now?');
  });
});

describe.each(modes)('with the database away, events by %s', (mode) => {
  test('a form keeps what was typed and says so in one sentence with a number', async () => {
    const store = await openStore({ dataDir: null });
    let away = false;
    const breakable: OpenStore = {
      ...store,
      save: (key, save) =>
        away ? Promise.reject(new Error('connection refused')) : store.save(key, save),
    };
    const here = await scene({ mode, store: breakable });
    await here.ana.command(here.channel, '/step2 check result:passed stage:review');
    await here.ana.click(last(here), 'Enter score');
    await here.ana.until('the form is open', () => here.ana.modal);
    away = true;
    const wrong = await here.ana.submit({ 'Your score': '251' });
    expect(wrong['Your score']).toMatch(/Something went wrong on my side\. .* number \w{8}/);
    expect(here.ana.modal).not.toBeNull();
    away = false;
    expect(await here.ana.submit({ 'Your score': '251' })).toEqual({});
    await sees(here, 'What is on your transcript for Step 1?');
    away = true;
    await here.ana.click(last(here), 'Pass (no score)');
    await sees(here, 'Something went wrong on my side');
    away = false;
    await here.ana.click(last(here), 'Try again');
    await sees(here, 'What is on your transcript for Step 1?');
    await here.close();
    await store.close();
  });
});

describe('in Socket Mode', () => {
  test.each(['refresh_requested', 'abrupt'] as const)(
    'the bot comes back when Slack ends the connection (%s), and nothing is lost',
    async (reason) => {
      const here = await scene({ mode: 'socket' });
      await here.ana.command(here.channel, '/step2 check');
      here.slack.disconnectSockets(reason);
      await here.ana.until('the bot is connected again', () => here.slack.sockets.count > 0);
      await here.ana.click(last(here), 'Passed');
      await sees(here, 'Where is the season right now?');
      await here.close();
    },
  );

  test('the bot comes back after Slack did not let it in for a while', async () => {
    const here = await scene({ mode: 'socket' });
    await here.ana.command(here.channel, '/step2 check');
    here.slack.fail('apps.connections.open', { error: 'invalid_auth', times: 2 });
    here.slack.disconnectSockets('abrupt');
    await here.ana.until('the bot is connected again', () => here.slack.sockets.count > 0);
    expect(here.bot.faults).toHaveLength(2);
    await here.ana.click(last(here), 'Passed');
    await sees(here, 'Where is the season right now?');
    await here.close();
  });
});

describe('by HTTP', () => {
  test.each([
    ['without a signature', 'not at all', 0],
    ['with a wrong signature', 'wrongly', 0],
    ['six minutes old', 'rightly', -360],
    ['six minutes from the future', 'rightly', 360],
  ] as const)('a request %s is refused, and changes nothing', async (_, sign, secondsAway) => {
    const here = await scene();
    await here.ana.command(here.channel, '/step2 check result:passed');
    await here.ana.choose(last(here), 'Early interviews');
    await sees(here, 'What is your Step 2 CK score?');
    const before = await saved(here);
    const { status } = await here.slack.unsignedRequest({ sign, secondsAway });
    expect(status).toBe(401);
    expect(await saved(here)).toEqual(before);
    await here.close();
  });

  test.each(['null', '[]', '1', '"x"', '', '{', 'payload=null', 'payload=%5B%5D', 'payload='])(
    'a rightly signed %j is refused, and the bot goes on',
    async (body) => {
      const here = await scene();
      const time = String(Math.floor(Date.now() / 1000));
      const signed = createHmac('sha256', here.slack.signingSecret).update(`v0:${time}:${body}`);
      const answer = await fetch(`${here.bot.address}/slack/events`, {
        method: 'POST',
        headers: {
          'content-type': body.startsWith('payload')
            ? 'application/x-www-form-urlencoded'
            : 'application/json',
          'x-slack-request-timestamp': time,
          'x-slack-signature': `v0=${signed.digest('hex')}`,
        },
        body,
      });
      expect(answer.status).toBe(400);
      await here.ana.command(here.channel, '/step2 help');
      await sees(here, 'What I can do');
      await here.close();
    },
  );

  test('what is too large, not for Slack or only a probe is answered as it should be', async () => {
    const here = await scene();
    const post = (path: string, body: string) =>
      fetch(`${here.bot.address}${path}`, { method: 'POST', body });
    expect((await post('/slack/events', 'x'.repeat(2_000_000))).status).toBe(413);
    expect((await post('/slack/elsewhere', 'x')).status).toBe(404);
    expect((await fetch(`${here.bot.address}/slack/install`)).status).toBe(404);
    const probe = new URLSearchParams({ ssl_check: '1', token: 'x' });
    const probed = await fetch(`${here.bot.address}/slack/events`, { method: 'POST', body: probe });
    expect(probed.status).toBe(200);
    expect(here.bot.warnings).toEqual([]);
    expect((await post('/slack/events', '{}')).status).toBe(401);
    expect((await post('/slack/events', '{}')).status).toBe(401);
    expect(here.bot.warnings).toEqual([expect.stringContaining('SLACK_SIGNING_SECRET')]);
    await here.close();
  });

  test('a request four minutes away is let in, on either side', async () => {
    const here = await scene();
    await here.ana.command(here.channel, '/step2 check result:passed');
    for (const secondsAway of [-240, 240]) {
      const { status } = await here.slack.unsignedRequest({ sign: 'rightly', secondsAway });
      expect(status).toBe(200);
    }
    await here.close();
  });
});
