import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bot, createBot, type Event, type Reply } from '../src/bot.ts';
import { onePolicy } from '../src/policy/policies.ts';
import { loadWords } from '../src/render/words.ts';
import type { OpenStore } from '../src/store/installations.ts';
import { openStore } from '../src/store/open.ts';
import { policy } from './support/policy.ts';
import { temporaryFolder } from './support/postgres.ts';

const ann = { tenant: 'slack:T1', person: 'U1', about: '' };

/** Two processes over one database: each remembers what it has seen itself, and not what the other did since. */
let replicas: { bot: Bot; store: OpenStore }[] = [];
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  folder = temporaryFolder();
  const opened = async () => {
    const store = await openStore({ dataDir: folder.path });
    const bot = createBot({
      store,
      policies: onePolicy(policy),
      words: loadWords(),
      retentionDays: 120,
      now: () => new Date('2026-11-22T12:00:00Z'),
      newId: randomUUID,
    });
    return { bot, store };
  };
  replicas = [await opened(), await opened()];
});
afterEach(async () => {
  for (const { store } of replicas) await store.close();
  folder.remove();
});

const turn = (replica: number, event: Event): Promise<Reply> => {
  const bot = replicas[replica]?.bot;
  if (!bot) throw new Error('There are two.');
  return bot.turn(ann, event);
};
const answer = (replica: number, seen: Reply, field: string, value: unknown): Promise<Reply> =>
  turn(replica, { type: 'answer', field, value, on: seen.screen.token } as Event);
const held = async () => (await replicas[0]?.store.holdings(ann))?.map(({ state }) => state) ?? [];

describe('with two replicas, a person', () => {
  test('goes on at either where the other left off', async () => {
    const begun = await turn(0, { type: 'start', id: 'one' });
    const stage = await answer(1, begun, 'result', 'passed');
    const ck = await answer(0, stage, 'stage', 'after-download');
    expect(ck.screen).toMatchObject({ name: 'question/ck', notices: [] });
    const typed = { type: 'submit', form: 'ck', values: { ck: '251' } } as const;
    const next = await turn(1, { ...typed, on: ck.screen.token });
    expect(next.screen.notices).toEqual([]);
    expect(await held()).toMatchObject([
      { turn: 3, answers: { result: 'passed', stage: 'after-download', ck: 251 } },
    ]);
  });

  test('cannot answer once more what was answered at the other', async () => {
    const begun = await turn(0, { type: 'start', id: 'one' });
    const stage = await answer(1, begun, 'result', 'passed');
    const late = await answer(0, begun, 'result', 'failed');
    expect(late.screen).toMatchObject({
      name: 'question/stage',
      token: stage.screen.token,
      notices: [{ tone: 'note' }],
    });
    expect(await held()).toMatchObject([{ answers: { result: 'passed' } }]);
  });

  test('gets no form of a screen that the other has left', async () => {
    const begun = await turn(0, { type: 'start', id: 'one' });
    const stage = await answer(0, begun, 'result', 'passed');
    const ck = await answer(0, stage, 'stage', 'after-download');
    const open: Event = { type: 'open', form: 'ck', on: ck.screen.token };
    expect((await turn(0, open)).form).not.toBeNull();
    const change: Event = { type: 'back', on: ck.screen.token };
    expect((await turn(1, change)).screen.name).toBe('question/stage');
    expect(await turn(0, open)).toMatchObject({
      form: null,
      screen: { name: 'question/stage', notices: [{ tone: 'note' }] },
    });
  });

  test('goes on where one of them cannot read what it remembers', async () => {
    const begun = await turn(0, { type: 'start', id: 'one' });
    // As a newer program would save it, and an older one then has to mend it.
    const stores = replicas.map(({ store }) => store);
    const saved = (await stores[1]?.load(ann)) ?? { version: 0, state: {} };
    const at = new Date('2026-11-22T12:00:00Z');
    const strange = { ...(saved.state as object), at: { page: 'of tomorrow' } };
    const change = { expected: saved.version, state: strange, event: null, at };
    expect(await stores[1]?.save(ann, change)).toBe('saved');
    expect((await answer(0, begun, 'result', 'passed')).fault).not.toBeNull();
    const mended = { ...change, expected: saved.version + 1, state: saved.state };
    expect(await stores[1]?.save(ann, mended)).toBe('saved');
    expect((await answer(0, begun, 'result', 'passed')).screen.name).toBe('question/stage');
  });

  test('stays forgotten at both, even where a new check is as old as the forgotten one', async () => {
    const begun = await turn(0, { type: 'start', id: 'old' });
    const stage = await answer(0, begun, 'result', 'passed-on-retake');

    const asked = await turn(1, { type: 'forget', on: null });
    await turn(1, { type: 'forget-now', on: asked.screen.token });
    expect(await held()).toEqual([]);
    const gone = await answer(0, stage, 'stage', 'after-download');
    expect(gone.screen.name).toBe('welcome');
    expect(await held()).toEqual([]);

    const again = await turn(1, { type: 'start', id: 'new' });
    await answer(1, again, 'result', 'passed');
    await answer(0, stage, 'stage', 'after-download');
    await turn(0, { type: 'start', id: 'third' });
    expect(await held()).toMatchObject([{ id: 'new', answers: { result: 'passed' } }]);
  });
});
