import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bot, createBot, type Delivery, type Event } from '../../src/bot.ts';
import type { Hands } from '../../src/hands.ts';
import { loadWords } from '../../src/render/words.ts';
import { type KeptStats, keepStats } from '../../src/stats.ts';
import type { OpenStore } from '../../src/store/installations.ts';
import { openStore } from '../../src/store/open.ts';
import type { PersonKey } from '../../src/store/port.ts';
import { startDiscord } from '../emulators/discord/index.ts';
import { startSlack } from '../emulators/slack/slack.ts';
import { policiesWith } from '../support/advising.ts';
import { botInDiscord } from '../support/discord.ts';
import { keyNamed } from '../support/keys.ts';
import { botInSlack, workspaceOf } from '../support/slack.ts';
import { someDay } from '../support/web.ts';

/** The same id in each: nothing but the tenant keeps these people apart. */
const tenants = ['slack:T1', 'slack:T2', 'discord:1', 'discord:2', 'discord:@me', 'web'];
const people = tenants.map((tenant, at) => ({ tenant, person: 'U1', about: '', ck: 251 + at }));
type Somebody = (typeof people)[number];

const othersOf = (one: Somebody) => people.filter(({ tenant }) => tenant !== one.tenant);
const programOf = ({ ck }: Somebody) => `Hospital ${ck}`;

/** The id of the last share that was posted. */
let posted: string | null = null;
const hands: Hands = {
  post: async ({ share }) => {
    posted = share;
    return { posted: { channel: 'C1', message: 'M1', link: null } };
  },
  find: async () => ({ posted: null }),
  remove: async () => ({ refusal: null }),
  show: async () => ({ refusal: null }),
};
const how: Delivery = { hands, here: { kind: 'channel', channel: 'C1', name: 'season' } };

describe.each([
  ['in a plain store', []],
  ['in a sealed store', [keyNamed('k1')]],
])(
  'the same user id in two workspaces, two servers, direct messages and on the web, %s',
  (_, dataKeys) => {
    let store: OpenStore;
    let stats: KeptStats;
    let bot: Bot;
    /** The id of each one's share. */
    const shares = new Map<string, string>();

    beforeEach(async () => {
      shares.clear();
      store = await openStore({ dataDir: null, dataKeys });
      stats = keepStats(store.tallies, (error) => {
        throw error;
      });
      bot = createBot({
        policies: policiesWith({ advisors: { people: ['U1'], groups: [] } }),
        words: loadWords(),
        store,
        stats,
        retentionDays: 120,
        now: () => someDay,
        newId: () => randomBytes(10).toString('hex'),
      });
      for (const one of people) {
        const words = `check ${one.ck} 220 derm result:passed stage:review img:no`;
        let { screen } = await bot.command(one, words, how);
        const then = async (event: object) => {
          ({ screen } = await bot.turn(one, { ...event, on: screen.token } as Event, how));
        };
        await then({ type: 'plan' });
        await then({ type: 'submit', form: 'csv', values: { file: `name\n${programOf(one)}\n` } });
        await then({ type: 'resume' });
        await then({ type: 'share', kind: 'share' });
        await then({ type: 'post' });
        shares.set(one.tenant, String(posted));
      }
    });
    afterEach(() => store.close());

    const seenBy = async (one: Somebody) => {
      const { files } = await bot.turn(one, { type: 'download', on: null }, how);
      return files.map(({ content }) => content).join();
    };

    test.each(people)(
      '$tenant: sees its own answers, programs and shares, and nobody else’s',
      async (one) => {
        const seen = await seenBy(one);
        expect(seen).toContain(programOf(one));
        expect(seen).toContain(String(shares.get(one.tenant)));
        for (const other of othersOf(one)) {
          expect(seen).not.toContain(programOf(other));
          expect(seen).not.toContain(String(shares.get(other.tenant)));
          expect(seen).not.toMatch(new RegExp(`"ck":${other.ck}\\b`));
        }
      },
    );

    test.each(people)('$tenant: a share is found by its owner’s tenant alone', async (one) => {
      const share = String(shares.get(one.tenant));
      expect(await bot.shared(one, share)).not.toBeNull();
      for (const other of othersOf(one)) {
        expect(await bot.shared(other, share)).toBeNull();
        const press = { type: 'review', share, owner: 'U1' } as const;
        expect((await bot.press(other, press, how)).screen.name).toBe('not-reviewed');
      }
    });

    test.each(people)('$tenant: clicks that carry its screen do nothing elsewhere', async (one) => {
      const { screen } = await bot.turn(one, { type: 'look' }, how);
      for (const other of othersOf(one)) {
        const before = await store.load(other);
        const event = {
          type: 'answer',
          field: 'result',
          value: 'pending',
          on: screen.token,
        } as const;
        await bot.turn(other, event, how);
        expect(await store.load(other)).toEqual(before);
      }
    });

    test('is counted in each tenant by itself', async () => {
      const [first] = people;
      if (!first) throw new Error('Nobody is there.');
      await bot.command({ ...first, person: 'U2' }, 'check result:pending', how);
      const counts = await Promise.all(tenants.map((tenant) => stats.of(tenant)));
      const sums = counts.map((count) => [...count.values()].reduce((sum, one) => sum + one, 0));
      expect(sums).toEqual(tenants.map((tenant) => (tenant === first.tenant ? 2 : 1)));
    });

    test.each(people)('$tenant: is forgotten there, and nowhere else', async (one) => {
      const before = await Promise.all(othersOf(one).map((other) => store.load(other)));
      const asked = await bot.turn(one, { type: 'forget', on: null }, how);
      await bot.turn(one, { type: 'forget-now', on: asked.screen.token }, how);
      expect(await store.load(one)).toBeNull();
      expect(await bot.shared(one, String(shares.get(one.tenant)))).toBeNull();
      expect(await Promise.all(othersOf(one).map((other) => store.load(other)))).toEqual(before);
    });
  },
);

/** The answers of each check that is held of somebody. (Only these: an id has digits of its own, by chance a score's.) */
async function answersOf(store: OpenStore, who: PersonKey): Promise<unknown[]> {
  return (await store.holdings(who)).map(({ state }) => (state as { answers: unknown }).answers);
}

const asks = '/step2 check 251 238 derm result:passed stage:review img:no';

test('in Slack, two workspaces with one user id are two people', async () => {
  const slack = await startSlack();
  const one = workspaceOf(slack, 'One');
  const two = workspaceOf(slack, 'Two');
  const bot = await botInSlack(slack, [], { mode: 'socket', many: true });
  for (const { id, botToken, botUserId, botId, name } of [one, two]) {
    const installation = {
      team: { id, name },
      bot: { token: botToken, userId: botUserId, id: botId, scopes: [] },
      user: { id: 'U0' },
      isEnterpriseInstall: false,
    };
    await bot.store.installations.put(`slack:${id}`, installation, someDay);
  }
  const ana = one.person('Ana');
  const twin = Object.assign(two.person('Twin'), { id: ana.id });
  const [here, there] = [one.channel('advising'), two.channel('advising')];
  here.add(ana);
  there.add(twin);
  await ana.command(here, asks);
  await ana.until('the result is there', () =>
    ana.messages(here).at(-1)?.shown.includes('Update ERAS'),
  );
  await twin.command(there, '/step2 check');
  await twin.until('it begins', () =>
    twin.messages(there).at(-1)?.shown.includes('What is your Step 2 CK result?'),
  );
  await twin.command(there, '/step2 forget');
  await twin.until('it is forgotten', () =>
    twin
      .messages(there)
      .at(-1)
      ?.shown.match(/forg[eo]t/i),
  );
  const answers = ({ id }: { id: string }) =>
    answersOf(bot.store, { tenant: `slack:${id}`, person: ana.id });
  expect(await answers(one)).toMatchObject([{ ck: 251 }]);
  expect(await answers(two)).toEqual([{}]);
  await bot.stop();
  await slack.close();
});

test('in Discord, somebody in two servers has a check in each', async () => {
  const discord = await startDiscord();
  const bot = await botInDiscord(discord);
  const [one, two] = [discord.server('One'), discord.server('Two')];
  const ana = one.person('Ana');
  two.join(ana);
  const [here, there] = [one.channel('advising'), two.channel('advising')];
  await ana.command(here, 'step2 check', { result: 'passed', ck: 251 });
  await ana.command(there, 'step2 check');
  expect(ana.messages(there).at(-1)?.text).toContain('What is your Step 2 CK result?');
  const answers = ({ id }: { id: string }) =>
    answersOf(bot.store, { tenant: `discord:${id}`, person: ana.user.id });
  expect(await answers(one)).toMatchObject([{ ck: 251 }]);
  expect(await answers(two)).toEqual([{}]);
  await bot.stop();
  await discord.close();
});
