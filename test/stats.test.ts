import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Bot, createBot, type Delivery } from '../src/bot.ts';
import { plainText } from '../src/render/plain.ts';
import { loadWords } from '../src/render/words.ts';
import { type KeptStats, keepStats } from '../src/stats.ts';
import type { OpenStore } from '../src/store/installations.ts';
import { openStore } from '../src/store/open.ts';
import type { Tallies } from '../src/store/tallies.ts';
import { policy as plainPolicy } from './support/policy.ts';

const tenant = 'slack:T1';
const advising = {
  ...plainPolicy.advising,
  advisors: { people: ['UDEAN'], groups: ['SADVISORS'] },
};
const policy = { ...plainPolicy, advising };
const words = loadWords();

let store: OpenStore;
let stats: KeptStats;
let bot: Bot;
let faults: string[];

beforeEach(async () => {
  faults = [];
  store = await openStore({ dataDir: null });
  stats = keepStats(store.tallies, (error) => {
    throw error;
  });
  bot = createBot({
    store,
    stats,
    policies: {
      of: (of) => (of === tenant ? policy : plainPolicy),
      faultsOf: (of) => (of === tenant ? faults : []),
    },
    words,
    retentionDays: 120,
    now: () => new Date('2026-11-22T12:00:00Z'),
    newId: () => randomUUID().replaceAll('-', ''),
  });
});
afterEach(() => store.close());

const key = (person: string, of = tenant) => ({ tenant: of, person, about: '' });
/** So many people type the same, each in a check of their own. */
const type = async (people: number, text: string, of = tenant) => {
  for (let at = 0; at < people; at++) await bot.command(key(`${text} ${at}`, of), text);
};
const asked = async (person: string, how: Delivery = {}, text = 'stats', of = tenant) =>
  (await bot.command(key(person, of), text, how)).screen;
const shown = async () => plainText(await asked('UDEAN'));

describe('stats', () => {
  test('show an advisor how many checks stand where, and no number below five', async () => {
    await type(6, 'check result:pending');
    await type(5, 'check result:passed');
    await type(4, 'check result:failed');
    await type(9, 'check result:pending', 'slack:T2');
    const screen = await asked('UDEAN');
    expect(screen).toMatchObject({ name: 'stats', token: '', notices: [], actions: [] });
    const text = await shown();
    expect(text).toContain('Checks so far: 11 or more');
    expect(text).toContain('wait for the score: 6\n');
    expect(text).toContain('where the season is: 5\n');
    expect(text).toContain('plan the retake, email nobody: fewer than 5\n');
    expect(text).toContain('Step 1: fewer than 5\n');
    expect(
      text
        .match(/\d+/g)
        ?.map(Number)
        .filter((number) => number < 5),
    ).toEqual([
      // Of "Step 2 CK" and "Step 1".
      ...[2, 2, 1],
    ]);
  });

  test('show the sum where it gives no hidden number away', async () => {
    await type(3, 'check result:pending');
    await type(3, 'check result:failed');
    expect(await shown()).toContain('Checks so far: 6\n');
  });

  test('say that there is too little to show', async () => {
    await type(4, 'check result:pending');
    expect(await shown()).toContain('Too few checks so far for a number');
  });

  test('count a check once, where it stands now, whatever is delivered twice', async () => {
    await type(4, 'check result:pending');
    for (let at = 0; at < 6; at++) {
      const who = key(`changes ${at}`);
      const begun = await bot.command(who, 'check result:passed', { id: `first ${at}` });
      await bot.command(who, 'check result:passed', { id: `first ${at}` });
      const answer = { type: 'answer', field: 'stage', value: 'after-rank-lists' } as const;
      await bot.turn(who, { ...answer, on: begun.screen.token });
      await bot.turn(who, { ...answer, on: begun.screen.token });
      await bot.turn(who, { type: 'look' });
    }
    const text = await shown();
    expect(text).toContain('send nothing, it is too late: 6\n');
    expect(text).toContain('where the season is: fewer than 5\n');
    expect(await stats.of(tenant)).toEqual(
      new Map([
        ['result/wait', 4],
        ['result/too-late', 6],
      ]),
    );
  });

  test('are for those who are in a group that the policy names', async () => {
    const groups = vi.fn(async () => ['SOTHERS', 'SADVISORS']);
    expect((await asked('UHELPER', { groups })).name).toBe('stats');
    expect(groups).toHaveBeenCalledWith(['SADVISORS']);
    expect((await asked('UHELPER', { groups: async () => ['SOTHERS'] })).name).toBe('for-advisors');
  });

  test('tell everybody else that they are for advisors, and nothing more', async () => {
    faults = ['drop: a fault'];
    await type(6, 'check result:pending');
    const said = plainText(await asked('UANA'));
    expect(said).toContain('This is for advisors');
    expect(said).not.toMatch(/6|a fault/);
    expect((await asked('UDEAN', {}, 'stats', 'slack:T2')).name).toBe('for-advisors');
  });

  test('tell an advisor why the overlay is not in force', async () => {
    expect(await shown()).not.toContain('faults');
    faults = ['drop: 3 is not a number with a source.', ...Array(6).fill('other: a fault.')];
    const { body } = await asked('UDEAN');
    expect(body.slice(-3)).toEqual([
      { kind: 'warning', text: expect.stringContaining('has faults and is not used') },
      { kind: 'list', style: 'bullets', items: faults.slice(0, 6) },
      { kind: 'text', text: 'The log of the program lists 1 more.' },
    ]);
    faults = faults.slice(0, 1);
    expect((await asked('UDEAN')).body.at(-1)).toMatchObject({ items: faults });
  });

  test('name what was typed after the command and means nothing', async () => {
    const { name, notices } = await asked('UDEAN', {}, 'Stats please');
    expect(name).toBe('stats');
    expect(notices).toMatchObject([{ text: expect.stringContaining('"please"') }]);
  });

  test('are a fault like any other while the database is away', async () => {
    await store.close();
    expect((await asked('UDEAN')).name).toBe('fault');
    store = await openStore({ dataDir: null });
  });
});

describe('the numbers', () => {
  const wait = [{ standing: 'result/wait', by: 1 }] as const;
  const noLonger = [{ standing: 'result/wait', by: -1 }] as const;
  const away = new Error('away');
  let told: unknown[];
  let add: ReturnType<typeof vi.fn<Tallies['add']>>;
  let kept: KeptStats;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    add = vi.fn<Tallies['add']>((changes) => store.tallies.add(changes));
    kept = keepStats({ ...store.tallies, add }, (error) => told.push(error));
  });
  afterEach(() => vi.useRealTimers());

  test('are written down now and then, all at once, and when the program stops', async () => {
    const following = kept.follow();
    for (let at = 0; at < 100; at++) kept.count(tenant, wait);
    expect(add).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(add.mock.calls).toEqual([[[{ tenant, standing: 'result/wait', by: 100 }]]]);
    kept.count('web', wait);
    await following.stop();
    expect(add).toHaveBeenCalledTimes(2);
    expect(await store.tallies.of('web')).toEqual(new Map([['result/wait', 1]]));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that have come to nothing are not written', async () => {
    kept.count(tenant, wait);
    kept.count(tenant, noLonger);
    expect(await kept.of(tenant)).toEqual(new Map());
    expect(add).not.toHaveBeenCalled();
  });

  test('that could not be written wait for the next time, and the operator hears of it once', async () => {
    const following = kept.follow();
    add.mockRejectedValue(away);
    kept.count(tenant, wait);
    await vi.advanceTimersByTimeAsync(30_000);
    kept.count(tenant, wait);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(told).toEqual([away]);
    add.mockImplementation((changes) => store.tallies.add(changes));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await store.tallies.of(tenant)).toEqual(new Map([['result/wait', 2]]));
    add.mockRejectedValueOnce(away);
    kept.count(tenant, wait);
    await following.stop();
    expect(told).toEqual([away, away]);
  });

  test('that come while others are written are not lost, and not written twice', async () => {
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    add.mockImplementationOnce(async (changes) => {
      await slow;
      await store.tallies.add(changes);
    });
    kept.count(tenant, wait);
    const [first, second] = [kept.of(tenant), kept.of(tenant)];
    kept.count(tenant, wait);
    finish();
    await Promise.all([first, second]);
    expect(await kept.of(tenant)).toEqual(new Map([['result/wait', 2]]));
  });
});
