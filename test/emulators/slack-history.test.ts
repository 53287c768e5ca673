import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from './slack/slack.ts';
import { clientOf, refusal, times } from './slack/testing.ts';
import type { Json } from './slack/world/json.ts';

let slack: Slack;
const scopes = ['chat:write', 'channels:history', 'groups:history', 'im:history'];
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());
beforeEach(() => {
  slack.workspace().install({ scopes });
  slack.pageSize = 1_000;
});

const channel = (name: string, isPrivate = false, bot = true) =>
  slack.workspace().channel(name, { bot, isPrivate });
const person = (name: string) => slack.workspace().person(name);
const call = async (method: string, args: Record<string, unknown>) =>
  (await clientOf(slack).apiCall(method, args)) as unknown as Json;
const texts = ({ messages }: Json) => (messages as Json[]).map(({ text }) => text);
const cursor = ({ response_metadata: more }: Json) => (more as Json | undefined)?.next_cursor;

/** A channel of its own with so many messages of Ana in it, and a thread of so many below the first. */
function filled(name: string, count: number, below = 0) {
  const ana = person('Ana');
  const room = channel(name).add(ana);
  const posts = times(count, (index) => ana.says(room, `m${index + 1}`));
  const [thread] = posts;
  if (!thread) throw new Error('there is no first message');
  const answers = times(below, (index) => ana.says(room, `r${index + 1}`, { thread }));
  const history = (args = {}) => call('conversations.history', { channel: room.id, ...args });
  const replies = (args = {}) =>
    call('conversations.replies', { channel: room.id, ts: thread.ts, ...args });
  return { ana, room, posts, thread, answers, history, replies };
}

describe.each(['conversations.history', 'conversations.replies'])('%s', (method) => {
  const read = (name: string) => call(method, { channel: channel(name).id, ts: '1.000000' });

  test.each([
    { place: 'a public channel', needed: 'channels:history', at: () => channel('open') },
    { place: 'a private channel', needed: 'groups:history', at: () => channel('circle', true) },
    { place: 'a direct conversation', needed: 'im:history', at: () => person('Ana').directMessage },
  ])('needs a scope of its own for $place', async ({ needed, at }) => {
    const { ts } = await call('chat.postMessage', { channel: at().id, text: 'a' });
    const args = { channel: at().id, ts };
    slack.workspace().install({ scopes: scopes.filter((scope) => scope !== needed) });
    await expect(call(method, args)).rejects.toMatchObject({
      data: { error: 'missing_scope', needed },
    });
    slack.workspace().install({ scopes: [needed] });
    expect(texts(await call(method, args))).toContain('a');
  });

  test.each([
    { name: 'outside', isPrivate: false, error: 'not_in_channel' },
    { name: 'secret', isPrivate: true, error: 'channel_not_found' },
  ])(
    'reads nothing of #$name, where the app is not: $error',
    async ({ name, isPrivate, error }) => {
      channel(name, isPrivate, false);
      expect((await refusal(read(name))).error).toBe(error);
    },
  );

  test('reads nothing of a channel that is deleted', async () => {
    channel('gone').delete();
    expect((await refusal(read('gone'))).error).toBe('channel_not_found');
  });

  test.each([
    { broken: { oldest: 'yesterday' }, error: 'invalid_ts_oldest' },
    { broken: { latest: '2026-11-22' }, error: 'invalid_ts_latest' },
    { broken: { cursor: 'next' }, error: 'invalid_cursor' },
    { broken: { limit: 0 }, error: 'invalid_limit' },
    { broken: { limit: 1_001 }, error: 'invalid_limit' },
  ])('refuses $broken: $error', async ({ broken, error }) => {
    const { room, thread } = filled('bounds', 1);
    const asked = (more: object) => call(method, { channel: room.id, ts: thread.ts, ...more });
    expect((await refusal(asked(broken))).error).toBe(error);
    expect((await asked({ limit: 999, oldest: '0', latest: '9999999999' })).ok).toBe(true);
  });
});

describe('the history of a channel', () => {
  test('is told newest first, without what stands in threads and without what is ephemeral', async () => {
    const { ana, room, thread, answers, history } = filled('order', 2, 2);
    await call('chat.postEphemeral', { channel: room.id, user: ana.id, text: 'hidden' });
    const told = await history();
    expect(texts(told)).toEqual(['m2', 'm1']);
    expect((told.messages as Json[])[1]).toMatchObject({
      user: ana.id,
      thread_ts: thread.ts,
      reply_count: 2,
      reply_users: [ana.id],
      reply_users_count: 1,
      latest_reply: answers[1]?.ts,
    });
    expect((told.messages as Json[])[0]).not.toHaveProperty('reply_count');
  });

  test('keeps to its bounds, which are outside unless inclusive', async () => {
    const { posts, history } = filled('between', 3);
    const [one, two, three] = posts.map(({ ts }) => ts);
    expect(texts(await history({ oldest: one, latest: three }))).toEqual(['m2']);
    expect(texts(await history({ oldest: one, latest: three, inclusive: true }))).toEqual([
      'm3',
      'm2',
      'm1',
    ]);
    expect(texts(await history({ latest: two, inclusive: true, limit: 1 }))).toEqual(['m2']);
  });

  test('comes in pages, the last without a cursor', async () => {
    const { history } = filled('pages', 3);
    const first = await history({ limit: 2 });
    expect(texts(first)).toEqual(['m3', 'm2']);
    expect(first.has_more).toBe(true);
    const second = await history({ limit: 2, cursor: cursor(first) });
    expect(texts(second)).toEqual(['m1']);
    expect(second.has_more).toBe(false);
    expect(cursor(second)).toBeUndefined();
  });

  test('comes in pages of 100 unless told otherwise, and in shorter ones where Slack likes', async () => {
    const { history } = filled('long', 101);
    expect(texts(await history())).toHaveLength(100);
    slack.pageSize = 15;
    expect(texts(await history({ limit: 100 }))).toHaveLength(15);
  });
});

describe('a thread', () => {
  test('is told oldest first, with its first message', async () => {
    const { replies, thread, ana } = filled('thread', 2, 2);
    const told = await replies();
    expect(texts(told)).toEqual(['m1', 'r1', 'r2']);
    expect((told.messages as Json[])[2]).toMatchObject({
      thread_ts: thread.ts,
      parent_user_id: ana.id,
    });
  });

  test('is not there without a message that everybody sees', async () => {
    const { replies, posts } = filled('alone', 2);
    expect((await refusal(replies({ ts: '1.000000' }))).error).toBe('thread_not_found');
    const [only] = (await replies({ ts: posts[1]?.ts })).messages as Json[];
    expect(only).toMatchObject({ text: 'm2' });
    expect(only).not.toHaveProperty('thread_ts');
  });

  test('is not told to who asks with the moment of a reply: that reply alone is', async () => {
    const { replies, answers } = filled('middle', 1, 2);
    expect(texts(await replies({ ts: answers[0]?.ts }))).toEqual(['r1']);
  });

  test('has its first message whatever the bounds, but not on further pages', async () => {
    const { replies, answers } = filled('further', 1, 3);
    expect(texts(await replies({ oldest: answers[1]?.ts }))).toEqual(['m1', 'r3']);
    const first = await replies({ limit: 2 });
    expect(texts(first)).toEqual(['m1', 'r1']);
    const second = await replies({ limit: 2, cursor: cursor(first) });
    expect(texts(second)).toEqual(['r2', 'r3']);
    expect(second.has_more).toBe(false);
  });

  test('whose first message is deleted has a tombstone there', async () => {
    const { replies, history, room, ana } = filled('stone', 1);
    const { ts } = await call('chat.postMessage', { channel: room.id, text: 'ours' });
    ana.says(room, 'answer', { thread: { ts: String(ts) } });
    await call('chat.delete', { channel: room.id, ts });
    const stone = { subtype: 'tombstone', user: 'USLACKBOT', hidden: true };
    expect((await replies({ ts })).messages).toMatchObject([stone, { text: 'answer' }]);
    expect((await history()).messages).toMatchObject([stone, { text: 'm1' }]);
  });
});
