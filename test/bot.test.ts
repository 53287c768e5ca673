import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bot, createBot, type Event, type Reply, type Surroundings } from '../src/bot.ts';
import { clickOf } from '../src/choice.ts';
import { silent } from '../src/observer.ts';
import { onePolicy } from '../src/policy/policies.ts';
import { loadWords } from '../src/render/words.ts';
import { openStore } from '../src/store/open.ts';
import type { Store } from '../src/store/port.ts';
import { csvOf } from './support/forty.ts';
import { mutatedPolicy, policy } from './support/policy.ts';

const ann = { tenant: 'web', person: 'ann', about: '' };
const ben = { tenant: 'web', person: 'ben', about: '' };

let store: Store;
let bot: Bot;
const heard: unknown[] = [];

const botOver = (behind: Store): Bot => createBot(surroundings(behind));

function surroundings(behind: Store): Surroundings {
  return {
    store: behind,
    policies: onePolicy(policy),
    words: loadWords(),
    observer: {
      ...silent,
      turn: ({ platform, screen }) => heard.push([platform, screen]),
      result: (action) => heard.push(action),
      fault: ({ reference, error }) => heard.push({ reference, error }),
    },
    retentionDays: 120,
    now: () => new Date('2026-11-22T12:00:00Z'),
    newId: randomUUID,
  };
}

beforeEach(async () => {
  heard.length = 0;
  store = await openStore({ dataDir: null });
  bot = botOver(store);
});
afterEach(() => store.close());

const start: Event = { type: 'start', id: 'one' };
const passed = (reply: Reply): Event => ({
  type: 'answer',
  field: 'result',
  value: 'passed',
  on: reply.screen.token,
});
const stage = (reply: Reply, value: string): Event => ({
  type: 'answer',
  field: 'stage',
  value,
  on: reply.screen.token,
});

describe('one turn', () => {
  test('is saved before it is answered: another bot over the same store goes on where it was', async () => {
    const first = await bot.turn(ann, start);
    const second = await bot.turn(ann, passed(first));
    expect(second.screen.name).toBe('question/stage');
    const other = botOver(store);
    expect((await other.turn(ann, { type: 'look' })).screen).toEqual(second.screen);
    expect((await other.turn(ann, stage(second, 'after-rank-lists'))).screen.name).toBe('result');
  });

  test('welcomes somebody new, whose first click begins a check', async () => {
    const welcome = await bot.turn(ann, { type: 'look' });
    expect(welcome.screen).toMatchObject({ name: 'welcome', token: '' });
    expect(await store.load(ann)).toBeNull();
    const [button] = welcome.screen.actions;
    const begun = await bot.turn(ann, { ...(button && clickOf(button)), on: '' } as Event);
    expect(begun.screen.name).toBe('question/result');
  });

  test('keeps people apart', async () => {
    await bot.turn(ann, passed(await bot.turn(ann, start)));
    expect((await bot.turn(ben, { type: 'look' })).screen.name).toBe('welcome');
    expect((await bot.turn({ ...ann, tenant: 'slack:T1' }, { type: 'look' })).screen.name).toBe(
      'welcome',
    );
  });

  test('refuses bad input in place and saves nothing', async () => {
    const asked = await bot.turn(
      ann,
      stage(await bot.turn(ann, passed(await bot.turn(ann, start))), 'after-download'),
    );
    const before = await store.load(ann);
    const refused = await bot.turn(ann, {
      type: 'submit',
      form: 'ck',
      values: { ck: '12' },
      on: asked.screen.token,
    });
    expect(refused.screen.notices[0]).toMatchObject({ tone: 'fault' });
    expect(refused.screen.name).toBe('question/ck');
    expect(await store.load(ann)).toEqual(before);
  });
});

describe('nothing acts twice', () => {
  test('a second click on the same button shows the current screen and changes nothing', async () => {
    const first = await bot.turn(ann, start);
    await bot.turn(ann, passed(first));
    const before = await store.load(ann);
    const again = await bot.turn(ann, {
      type: 'answer',
      field: 'result',
      value: 'failed',
      on: first.screen.token,
    });
    expect(again.screen).toMatchObject({ name: 'question/stage', notices: [{ tone: 'note' }] });
    expect(await store.load(ann)).toEqual(before);
  });

  test('two clicks at the same instant: one wins, the other shows what won', async () => {
    const first = await bot.turn(ann, start);
    const clicks = ['passed', 'failed', 'pending', 'passed-on-retake'].map((value) =>
      bot.turn(ann, { type: 'answer', field: 'result', value, on: first.screen.token }),
    );
    const screens = (await Promise.all(clicks)).map(({ screen }) => screen);
    const won = screens.filter(({ notices }) => notices.length === 0);
    expect(won).toHaveLength(1);
    for (const { name, token } of screens)
      expect([name, token]).toEqual([won[0]?.name, won[0]?.token]);
  });

  test('a redelivered event acts once, even where it would fit again', async () => {
    const first = await bot.turn(ann, start, { id: 'e1' });
    expect((await bot.turn(ann, { ...start, id: 'two' }, { id: 'e1' })).screen.token).toBe(
      first.screen.token,
    );
    const many = await Promise.all(
      Array.from({ length: 20 }, () => bot.turn(ann, passed(first), { id: 'e2' })),
    );
    expect(new Set(many.map(({ screen }) => screen.token)).size).toBe(1);
    expect((await store.load(ann))?.version).toBe(2);
  });
});

describe('what belongs to the person', () => {
  test('is handed over as a file', async () => {
    const asked = await bot.turn(ann, passed(await bot.turn(ann, start)));
    const { files, screen } = await bot.turn(ann, { type: 'download', on: asked.screen.token });
    expect(screen.name).toBe('question/stage');
    expect(files).toMatchObject([{ name: 'step2-my-data.json', type: 'application/json' }]);
    expect(JSON.parse(files[0]?.content ?? '')).toMatchObject([
      { state: { answers: { result: 'passed' } } },
    ]);
  });

  test('is forgotten after a confirmation, and what was removed is said', async () => {
    const asked = await bot.turn(ann, passed(await bot.turn(ann, start)));
    await bot.turn(ben, start);
    const sure = await bot.turn(ann, { type: 'forget', on: asked.screen.token });
    expect(sure.screen.name).toBe('forget');
    const gone = await bot.turn(ann, { type: 'forget-now', on: sure.screen.token });
    expect(gone.screen).toMatchObject({
      name: 'forgotten',
      body: [{ text: 'Removed for good: 1 conversation with all answers, programs and emails.' }],
    });
    expect(await store.load(ann)).toBeNull();
    expect(await store.load(ben)).not.toBeNull();
  });

  test('is not forgotten without the confirmation, nor by an old button', async () => {
    const asked = await bot.turn(ann, passed(await bot.turn(ann, start)));
    await bot.turn(ann, { type: 'forget-now', on: asked.screen.token });
    const sure = await bot.turn(ann, { type: 'forget', on: asked.screen.token });
    await bot.turn(ann, { type: 'resume', on: sure.screen.token });
    await bot.turn(ann, { type: 'forget-now', on: sure.screen.token });
    expect(await store.load(ann)).not.toBeNull();
  });

  test('is kept from the last visit on, even where the person only looked', async () => {
    await bot.turn(ann, start);
    const later = createBot({
      ...surroundings(store),
      now: () => new Date('2027-01-10T09:00:00Z'),
    });
    await later.turn(ann, { type: 'look' });
    expect((await store.load(ann))?.lastUsed).toEqual(new Date('2027-01-10T09:00:00Z'));
    const before = await store.load(ann);
    await later.turn(ann, { type: 'look' });
    expect(await store.load(ann)).toEqual(before);
  });

  test('is kept until a day that the result names', async () => {
    const done = await bot.turn(ann, { ...start, words: 'result:pending' });
    expect(JSON.stringify(done.screen.body)).toContain('Mar 22, 2027');
  });
});

describe('a fault', () => {
  test('is told in one sentence with a number, and the next try works', async () => {
    let away = true;
    const shaky: Store = {
      ...store,
      save: async (key, save) => {
        if (away) throw new Error('connection lost near 251');
        return store.save(key, save);
      },
    };
    const unlucky = botOver(shaky);
    const failed = await unlucky.turn(ann, start);
    expect(failed.screen.name).toBe('fault');
    expect(failed.fault).toMatch(/^[\w-]{8}$/);
    expect(JSON.stringify(failed.screen)).toContain(failed.fault);
    expect(heard).toContainEqual({ reference: failed.fault, error: expect.any(Error) });
    expect(await store.load(ann)).toBeNull();
    away = false;
    expect((await unlucky.turn(ann, start)).screen.name).toBe('question/result');
  });
});

describe('a tenant', () => {
  test('is judged and offered answers under its own policy', async () => {
    const theirs = mutatedPolicy('passingScore:+1');
    const { specialties } = theirs;
    const other = { ...theirs, specialties: specialties.filter(({ id }) => id !== 'dermatology') };
    const policies = {
      of: (tenant: string) => (tenant === 'web' ? policy : other),
      faultsOf: () => [],
    };
    const both = createBot({ ...surroundings(store), policies });
    const first = `result:passed stage:review ck:${policy.passingScore}`;
    const asked = async (tenant: string) => {
      const reply = await both.turn({ ...ann, tenant }, { ...start, words: first });
      return reply.screen.name;
    };
    expect(await asked('web')).toBe('question/step1');
    expect(await asked('slack:T1')).toBe('question/ck');
    expect(both.suggestions('web', 'specialty', 'derm')[0]?.value).toBe('dermatology');
    expect(both.suggestions('slack:T1', 'specialty', 'derm')).toEqual([]);
  });
});

describe('the observer', () => {
  test('hears of turns, screens and results, each result once', async () => {
    const done = await bot.turn(ann, { ...start, words: 'result:pending' });
    const path = await bot.turn(ann, { type: 'path', on: done.screen.token });
    await bot.turn(ann, { type: 'resume', on: path.screen.token });
    expect(heard).toEqual(['wait', ['web', 'result'], ['web', 'path'], ['web', 'result']]);
  });
});

describe('a screen outside any conversation', () => {
  test('has a *Start* that offers to resume where a check is open by now', async () => {
    const welcome = await bot.turn(ann, { type: 'look' });
    await bot.turn(ann, passed(await bot.turn(ann, start)));
    const again = await bot.turn(ann, { type: 'restart', on: welcome.screen.token });
    expect(again.screen).toMatchObject({ name: 'offer', notices: [] });
  });

  test('has a *Try again* that shows where the person is', async () => {
    const broken = botOver({ ...store, load: () => Promise.reject(new Error('away')) });
    const failed = await broken.turn(ann, start);
    expect(failed.screen.name).toBe('fault');
    await bot.turn(ann, passed(await bot.turn(ann, start)));
    const again = await bot.turn(ann, { type: 'resume', on: failed.screen.token });
    expect(again.screen).toMatchObject({ name: 'question/stage', notices: [] });
  });
});

describe('what is typed after the command', () => {
  test('check begins, with the answers that it brings, and names what it does not understand', async () => {
    const reply = await bot.command(ann, 'check 251 pass blah');
    expect(reply.screen.name).toBe('question/result');
    expect(reply.screen.notices).toMatchObject([
      { tone: 'fault', text: expect.stringContaining('"blah"') },
    ]);
    expect((await store.load(ann))?.state).toMatchObject({ answers: { ck: 251, step1: 'pass' } });
  });

  test('forget asks first; where nothing is held it says so', async () => {
    expect((await bot.command(ann, 'forget')).screen).toMatchObject({
      name: 'forgotten',
      body: [{ text: 'There was nothing left to remove.' }],
    });
    await bot.command(ann, 'check result:passed');
    expect((await bot.command(ann, 'FORGET')).screen.name).toBe('forget');
  });

  test('guide opens before anything is asked, at a topic where one is named', async () => {
    expect((await bot.command(ann, 'guide')).screen.name).toBe('guide');
    const topic = await bot.command(ben, 'guide failing');
    expect(topic.screen.name).toBe('guide/failing');
    const onward = await bot.turn(ben, { type: 'resume', on: topic.screen.token });
    expect(onward.screen.name).toBe('question/result');
  });

  test('answers without a command are a check', async () => {
    const reply = await bot.command(ann, '251 pass derm');
    expect(reply.screen).toMatchObject({ name: 'question/result', notices: [] });
    const state = { answers: { ck: 251, step1: 'pass', specialty: 'dermatology' } };
    expect((await store.load(ann))?.state).toMatchObject(state);
    expect((await bot.command(ben, 'Check: ck:251')).screen.name).toBe('question/result');
  });

  test('guide names a topic that it does not have, and shows those that it has', async () => {
    const { screen } = await bot.command(ann, 'guide nonsense');
    expect(screen).toMatchObject({
      name: 'guide',
      notices: [{ tone: 'fault', text: expect.stringContaining('"nonsense"') }],
    });
  });

  test.each([
    ['', []],
    ['help', []],
    ['chekc 251', ['I do not know the command "chekc". Did you mean /step2 check?']],
    ['frobnicate', ['I do not know the command "frobnicate". Here is what I know.']],
  ])('"%s" shows help', async (text, said) => {
    const { screen } = await bot.command(ann, text);
    expect(screen.name).toBe('help');
    expect(screen.notices.map((notice) => notice.text)).toEqual(said);
    expect(await store.load(ann)).toBeNull();
  });
});

describe('a form that opens by itself', () => {
  test('comes with the reply, and what was wrong with it stays in it', async () => {
    const asked = await bot.command(ann, 'check result:passed stage:review');
    const opened = await bot.turn(ann, { type: 'open', form: 'ck', on: asked.screen.token });
    expect(opened.form).toMatchObject({ name: 'ck', inputs: [{ name: 'ck' }] });
    const on = opened.screen.token;
    const typed = (ck: string) => bot.turn(ann, { type: 'submit', form: 'ck', values: { ck }, on });
    const refused = await typed('12');
    expect(refused.refused).toEqual(refused.screen.notices);
    expect(refused.refused).toHaveLength(1);
    expect((await typed('251')).refused).toBeNull();
    expect(await typed('252')).toMatchObject({
      refused: null,
      screen: { name: 'question/step1', notices: [{ tone: 'note' }] },
    });
  });

  test('closes once a file was read for its good rows, whatever is said of the others', async () => {
    const words = 'result:passed 251 pass derm img:no required:no stage:review';
    const done = await bot.command(ann, `check ${words}`);
    const plan = await bot.turn(ann, { type: 'plan', on: done.screen.token });
    const on = plan.screen.token;
    const sent = (file: string) =>
      bot.turn(ann, { type: 'submit', form: 'csv', values: { file }, on });
    expect((await sent('name,flags\n,home')).refused).not.toBeNull();
    const read = await sent('name,flags\nMercy,home\n,home');
    expect(read.screen.notices.map(({ tone }) => tone)).toEqual(['note', 'fault']);
    expect(read.refused).toBeNull();
  });
});

describe('a list that is too long for one screen', () => {
  const limits = { choices: 10 };
  const happens = (event: object) => bot.turn(ann, event as Event, { limits });
  const names = ({ screen }: Reply) => screen.choices.map(({ label }) => label);

  /** The second page of a list of forty, and one of its programs opened. */
  async function openedFrom(list: string): Promise<{ second: Reply; opened: Reply }> {
    const words = 'result:passed 251 pass derm img:no required:no stage:review';
    const done = await bot.command(ann, `check ${words}`);
    const empty = await happens({ type: 'plan', on: done.screen.token });
    const values = { file: csvOf(40) };
    const plan = await happens({ type: 'submit', form: 'csv', values, on: empty.screen.token });
    const first = await happens({ type: list, on: plan.screen.token });
    const second = await happens({ type: 'page', page: 1, on: first.screen.token });
    expect(names(second)).not.toEqual(names(first));
    const choice = second.screen.choices[3];
    const opened = await happens({ ...(choice && clickOf(choice)), on: second.screen.token });
    expect(opened.screen.title).toContain(names(second)[3]?.replace(/^\d+\. /, ''));
    return { second, opened };
  }

  test.each(['plan', 'drafts'])(
    'goes on where somebody left it to look at a program (%s)',
    async (list) => {
      const { second, opened } = await openedFrom(list);
      const back = await happens({ type: list, on: opened.screen.token });
      expect(names(back)).toEqual(names(second));
      expect(back.screen.progress).toBe(second.screen.progress);
    },
  );

  test('goes on there when the program is removed', async () => {
    const { second, opened } = await openedFrom('plan');
    const left = await happens({ type: 'drop', on: opened.screen.token });
    const place = ({ screen }: Reply) => screen.progress?.replace(/of \d+/, '');
    expect(place(left)).toBe(place(second));
    expect(names(left)[0]).toBe(names(second)[0]);
    expect(names(left)).not.toContain(names(second)[3]);
  });
});
