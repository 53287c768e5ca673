import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../src/store/installations.ts';
import { openStore } from '../../src/store/open.ts';
import type { Person } from '../emulators/slack/people/person.ts';
import type { SeenMessage } from '../emulators/slack/people/seen.ts';
import { type Slack, startSlack } from '../emulators/slack/slack.ts';
import type { Channel } from '../emulators/slack/world/channel.ts';
import type { Workspace } from '../emulators/slack/world/workspace.ts';
import { policiesWith } from '../support/advising.ts';
import { type BotInSlack, botInSlack, workspaceOf } from '../support/slack.ts';

let slack: Slack;
let workspace: Workspace;
let bot: BotInSlack;
let store: OpenStore;
let channel: Channel;
let advising: Channel;
let ana: Person;
let ben: Person;
let dean: Person;
let advisors: { readonly id: string };
let clock: number;

const noon = Date.UTC(2026, 10, 22, 12);

beforeEach(async () => {
  clock = noon;
  slack = await startSlack();
  workspace = workspaceOf(slack);
  channel = workspace.channel('season', { bot: true });
  advising = workspace.channel('advising', { bot: true });
  ana = workspace.person('Ana');
  ben = workspace.person('Ben');
  dean = workspace.person('Dean');
  for (const person of [ana, ben, dean]) {
    channel.add(person);
    advising.add(person);
  }
  advisors = workspace.userGroup('advisors', [dean]);
  store = await openStore({ dataDir: null });
  bot = await started();
});
afterEach(async () => {
  expect(slack.complaints).toEqual([]);
  await bot.stop();
  await store.close();
  await slack.close();
});

function started(over: OpenStore = store) {
  return botInSlack(slack, [workspace], {
    mode: 'socket',
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

type Thread = { ts: string } | undefined;

const seen = (person: Person, thread?: Thread, place = channel) =>
  person.messages(place, thread ? { thread } : {});
/** The last private message somebody sees there. */
const last = (person: Person, thread?: Thread, place = channel): SeenMessage => {
  const message = seen(person, thread, place)
    .filter(({ ephemeral }) => ephemeral)
    .at(-1);
  if (!message) throw new Error(`${person.name} sees no private message.`);
  return message;
};
const shows = (person: Person, text: string, thread?: Thread, place = channel) =>
  person.until(`"${text}" is shown`, () => {
    const message = seen(person, thread, place)
      .filter(({ ephemeral }) => ephemeral)
      .at(-1);
    return message?.shown.includes(text) ? message : null;
  });
const clicks = async (person: Person, label: string, then: string, thread?: Thread) => {
  await person.click(last(person, thread), label);
  return shows(person, then, thread);
};
/** What everybody sees there of the bot. */
const posts = (person: Person, thread?: Thread, place = channel) =>
  seen(person, thread, place).filter(
    ({ ephemeral, author }) => !ephemeral && author === workspace.botUserId,
  );
const finished = '251 238 derm result:passed stage:review img:no';

/** Its author deletes a message, which has no replies that would keep its place. */
function vanish(thread: Thread): void {
  // What only one person sees stays on their screen.
  const kept = channel.messages.filter(
    ({ ts, threadTs, ephemeralTo }) =>
      ephemeralTo !== undefined || (ts !== thread?.ts && threadTs !== thread?.ts),
  );
  channel.messages.splice(0, channel.messages.length, ...kept);
}

describe('a result shared in a channel', () => {
  test('is posted as previewed, once, with nothing of the scores, and can be taken back', async () => {
    await ana.command(channel, `/step2 check ${finished}`);
    await shows(ana, 'Update ERAS');
    const preview = await clicks(ana, 'Share', 'What others will see');
    expect(preview.shown).toContain('#season');
    expect(posts(ben)).toEqual([]);
    await ana.click(preview, 'Post it');
    await shows(ana, 'Posted');
    const [post] = posts(ben);
    expect(posts(ben)).toHaveLength(1);
    expect(post?.shown).not.toMatch(/251|238|13/);
    expect(preview.shown).toContain('Update ERAS and email your priority programs');
    expect(post?.buttons).toEqual(['Check my own score']);
    expect(JSON.stringify(post?.blocks)).toContain(ana.id);

    // A slow second finger on the old preview.
    await ana.click(preview, 'Post it');
    await shows(ana, 'belonged to an earlier screen');
    expect(posts(ben)).toHaveLength(1);

    await clicks(ana, 'Remove it', 'The card is removed');
    expect(posts(ben)).toEqual([]);
  });

  test('lets everybody who sees it check their own score in private', async () => {
    await ana.command(channel, `/step2 check ${finished}`);
    await clicks(ana, 'Share', 'What others will see');
    await clicks(ana, 'Post it', 'Posted');
    await ben.click(posts(ben)[0], 'Check my own score');
    await shows(ben, 'What is your Step 2 CK result?');
    expect(posts(ben)).toHaveLength(1);
    expect(seen(ana).some(({ shown }) => shown.includes('What is your Step 2 CK result?'))).toBe(
      false,
    );
  });
});

describe('what a card says', () => {
  test('gains the reasons, and then the numbers, only where its owner says so', async () => {
    await ana.command(channel, `/step2 check ${finished}`);
    await clicks(ana, 'Share', 'What others will see');
    const reasons = await clicks(ana, 'Include the reasons', 'What this score does');
    expect(reasons.shown).not.toMatch(/251|238|250|245/);
    const numbers = await clicks(ana, 'Include my numbers', 'Step 2 CK 251 · Step 1: 238 · +13');
    expect(numbers.shown).toContain('with your numbers');
    await clicks(ana, 'Leave my numbers out', 'Include my numbers');
    expect(last(ana).shown).not.toContain('251');
    await clicks(ana, 'Include my numbers', '251');
    await clicks(ana, 'Post it', 'Posted');
    expect(posts(ben)[0]?.shown).toContain('Step 2 CK 251 · Step 1: 238 · +13');
  });

  test('warns before a fail is told', async () => {
    await ana.command(channel, '/step2 check result:failed');
    await clicks(ana, 'Share', 'This card tells everybody there that you did not pass');
    await clicks(ana, 'Back to my result', 'Do not email programs now');
    await ana.command(channel, `/step2 check ${finished.replace('passed', 'passed-on-retake')}`);
    await clicks(ana, 'Start over', 'email only programs already in contact');
    await clicks(ana, 'Share', 'did not pass at the first try');
  });
});

describe('the place of a card', () => {
  test('is the thread in which it was asked for', async () => {
    const question = ben.says(channel, 'When do I tell programs?');
    ben.says(channel, 'Anybody?', { thread: question });
    await ana.mention(channel, `check ${finished}`, { thread: question });
    await shows(ana, 'Update ERAS', question);
    const preview = await clicks(ana, 'Share', 'What others will see', question);
    expect(preview.shown).toContain('into this thread');
    await clicks(ana, 'Post it', 'Posted', question);
    expect(posts(ben)).toEqual([]);
    expect(posts(ben, question)).toHaveLength(1);
    await ben.click(posts(ben, question)[0], 'Check my own score');
    await shows(ben, 'What is your Step 2 CK result?', question);
  });

  test('from a direct message is one of the channels that the policy names', async () => {
    await ana.command(ana.directMessage, `/step2 check ${finished}`);
    await shows(ana, 'Update ERAS', undefined, ana.directMessage);
    await ana.click(last(ana, undefined, ana.directMessage), 'Share');
    const preview = await shows(ana, 'Where should it go?', undefined, ana.directMessage);
    expect(preview.buttons).not.toContain('Post it');
    await ana.click(preview, '#season');
    await shows(ana, 'Posted', undefined, ana.directMessage);
    expect(posts(ben)).toHaveLength(1);
  });

  test.each<[string, string, (place: Channel, thread: Thread) => void]>([
    ['is no member', 'I am no member there', (place) => place.remove({ id: workspace.botUserId })],
    ['may not write', 'restricted_action', (place) => (place.restriction = 'restricted_action')],
    ['finds it archived', 'is archived', (place) => (place.archived = true)],
    ['finds it gone', 'I am no member there', (place) => place.delete()],
  ])(
    'is refused where the bot %s, with the remedy, and the result stays',
    async (_, why, spoil) => {
      // Asked in one channel, posted from a direct message into another.
      await ana.command(ana.directMessage, `/step2 check ${finished}`);
      const direct = ana.directMessage;
      await ana.click(last(ana, undefined, direct), 'Share');
      const preview = await shows(ana, 'Where should it go?', undefined, direct);
      spoil(channel, undefined);
      await ana.click(preview, '#season');
      const refused = await shows(ana, why, undefined, direct);
      expect(refused.shown).toContain('#season');
      await ana.click(refused, 'Back to my result');
      await shows(ana, 'Update ERAS', undefined, direct);
    },
  );

  test.each<[string, string, (thread: Thread) => unknown]>([
    ['gone', 'The thread in #season is gone', (thread) => vanish(thread)],
    ['locked', 'is locked', (thread) => thread && channel.lock(thread)],
  ])('is refused where the thread is %s, and the channel is left alone', async (_, why, spoil) => {
    const question = ben.says(channel, 'When do I tell programs?');
    await ana.mention(channel, `check ${finished}`, { thread: question });
    await shows(ana, 'Update ERAS', question);
    const preview = await clicks(ana, 'Share', 'What others will see', question);
    spoil(question);
    await ana.click(preview, 'Post it');
    await ana.until('why is told', () => ana.sight().includes(why));
    expect(posts(ben)).toEqual([]);
  });
});

describe('an advisor', () => {
  test('checks for two students at once, and answers each in the thread of their question', async () => {
    const first = ana.says(channel, 'I have a 251, whom do I tell?');
    const second = ben.says(channel, 'My score came late.');
    await dean.shortcut('step2-check', first);
    const one = await shows(dean, 'For somebody else');
    await dean.click(one, 'Passed');
    await shows(dean, 'Where is the season right now?');
    await dean.shortcut('step2-check', second);
    const other = await shows(dean, 'What is your Step 2 CK result?');
    await dean.click(other, 'Did not pass');
    const verdict = await shows(dean, 'Do not email programs now');
    expect(verdict.buttons).not.toContain('Ask an advisor');
    const preview = await clicks(dean, 'Share', 'What others will see');
    expect(preview.buttons).not.toContain('Include my numbers');
    await clicks(dean, 'Post it', 'Posted');
    expect(posts(ana, second)).toHaveLength(1);
    expect(posts(ana, first)).toHaveLength(0);
    expect(posts(ana, second)[0]?.shown).toContain('for the question asked here');
    // The first check goes on where it was.
    await dean.shortcut('step2-check', first);
    await shows(dean, 'You have a check open already');
    await clicks(dean, 'Resume', 'Where is the season right now?');
  });

  test('is only who the policy names: everybody else checks for themselves', async () => {
    const question = ben.says(channel, 'My score came late.');
    await ana.shortcut('step2-check', question);
    const own = await shows(ana, 'What is your Step 2 CK result?');
    expect(own.shown).not.toContain('For somebody else');
  });

  test('is asked with one click, mentioned once, and marks the card as reviewed', async () => {
    await ana.command(channel, `/step2 check ${finished}`);
    const preview = await clicks(ana, 'Ask an advisor', "It goes to the advisors' channel");
    expect(preview.shown).toContain('asks an advisor');
    await clicks(ana, 'Send it to the advisors', 'Sent to the advisors');
    expect(last(ana).shown).toContain('Open the post');
    const [card] = posts(dean, undefined, advising);
    expect(dean.mentions.map(({ ts }) => ts)).toEqual([card?.ts]);
    expect(card?.shown).not.toMatch(/251|238/);

    await ben.click(card, 'Mark as reviewed');
    await shows(ben, 'Only the advisors of this place can do that', undefined, advising);
    expect(posts(dean, undefined, advising)[0]?.shown).not.toContain('reviewed this');

    await dean.click(card, 'Mark as reviewed');
    await shows(dean, 'The card says so now', undefined, advising);
    const [marked] = posts(ana, undefined, advising);
    expect(marked?.shown).toContain('@Dean reviewed this on Nov 22, 2026.');
    expect(marked?.buttons).toEqual(['Check my own score']);
    expect(dean.mentions).toHaveLength(1);
  });
});

test('only advisors see the numbers of checks, and none that could point at somebody', async () => {
  await ana.command(channel, `/step2 check ${finished}`);
  await shows(ana, 'Update ERAS');
  await ana.command(channel, '/step2 stats');
  await shows(ana, 'Only the advisors of this place can do that');
  await dean.command(channel, '/step2 stats');
  const numbers = await shows(dean, 'fewer than 5');
  expect(numbers.shown).not.toMatch(/: [0-4]$/m);
});

describe('a post and a crash', () => {
  test.each([
    ['at once', 0],
    ['below much that was said since', 450],
  ])('between posting and saving is found again %s, and not made twice', async (_, since) => {
    const broken = { save: false };
    const holed: OpenStore = {
      ...store,
      save: (key, save) => {
        const posted = slack.calls.some(({ method }) => method === 'chat.postMessage');
        return posted && broken.save ? Promise.reject(new Error('gone')) : store.save(key, save);
      },
    };
    await bot.stop();
    bot = await started(holed);
    await ana.command(channel, `/step2 check ${finished}`);
    await clicks(ana, 'Share', 'What others will see');
    broken.save = true;
    await clicks(ana, 'Post it', 'Something went wrong');
    expect(posts(ben)).toHaveLength(1);

    broken.save = false;
    await clicks(ana, 'Try again', 'On its way');
    await clicks(ana, 'Look again', 'It is still on its way');
    clock += 30_000;
    for (let said = 0; said < since; said++) ben.says(channel, `message ${said}`);
    await clicks(ana, 'Look again', 'Posted');
    expect(posts(ben)).toHaveLength(1);
    await clicks(ana, 'Remove it', 'The card is removed');
    expect(posts(ben)).toEqual([]);
  });

  test.each([
    ['a connection that breaks', 'reset' as const],
    ['an illness', { status: 503, times: 1 } as const],
  ])('%s ends with one post', async (_, fault) => {
    await ana.command(channel, `/step2 check ${finished}`);
    await clicks(ana, 'Share', 'What others will see');
    slack.fail('chat.postMessage', fault);
    await ana.click(last(ana), 'Post it');
    await shows(ana, 'I could not find out whether the card came through');
    slack.heal();
    clock += 30_000;
    await clicks(ana, 'Look again', 'Posted');
    expect(posts(ben)).toHaveLength(1);
  });
});

test('Forget me lists what was shared, and removes it all', async () => {
  const question = ben.says(channel, 'My score came late.');
  await dean.shortcut('step2-check', question);
  await shows(dean, 'For somebody else');
  await clicks(dean, 'Did not pass', 'Do not email programs now');
  await clicks(dean, 'Share', 'What others will see');
  await clicks(dean, 'Post it', 'Posted');
  await dean.command(channel, `/step2 check ${finished}`);
  await clicks(dean, 'Share', 'What others will see');
  await clicks(dean, 'Post it', 'Posted');
  expect(posts(ben)).toHaveLength(1);
  expect(posts(ben, question)).toHaveLength(1);

  await dean.command(channel, '/step2 forget');
  const asked = await shows(dean, 'These posts of yours will be removed as well');
  expect(asked.shown.match(/Nov 22, 2026, #season/g)).toHaveLength(2);
  await clicks(dean, 'Forget me now', 'Forgotten');
  expect(posts(ben)).toEqual([]);
  expect(posts(ben, question)).toEqual([]);
});
