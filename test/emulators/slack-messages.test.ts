import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from './slack/slack.ts';
import { clientOf, refusal, section, slackForTest, wrongly, x } from './slack/testing.ts';
import type { Json } from './slack/world/json.ts';

let slack: Slack;
beforeAll(async () => {
  slack = await startSlack();
  const workspace = slack.workspace();
  workspace.channel('advising', { bot: true }).add(workspace.person('Ana'));
  workspace.channel('outside');
  workspace.channel('old', { bot: true, archived: true });
  workspace.channel('old-outside', { archived: true });
  workspace.channel('secret', { isPrivate: true });
  workspace.channel('circle', { isPrivate: true, bot: true });
});
afterAll(() => slack.close());

const id = (name: string): string => slack.workspace().channel(name).id;
const ana = () => slack.workspace().person('Ana');
const all = [
  'chat:write',
  'im:write',
  'channels:read',
  'channels:join',
  'users:read',
  'usergroups:read',
];
const call = async (method: string, args: Record<string, unknown> = {}, token?: string) =>
  (await clientOf(slack, token).apiCall(method, args)) as unknown as Json;

describe('a message', () => {
  const post = (args: Record<string, unknown>) => call('chat.postMessage', { text: 'a', ...args });

  test.each([
    { name: 'outside', error: 'not_in_channel' },
    { name: 'secret', error: 'channel_not_found' },
    { name: 'old', error: 'is_archived' },
  ])('cannot be posted to #$name: $error', async ({ name, error }) => {
    expect((await refusal(post({ channel: id(name) }))).error).toBe(error);
    expect((await post({ channel: id('advising') })).ok).toBe(true);
    expect((await post({ channel: id('circle') })).ok).toBe(true);
  });

  test('can be posted without being a member with the scope for it', async () => {
    const workspace = slack.workspace().install({ scopes: [...all, 'chat:write.public'] });
    expect((await post({ channel: id('outside') })).ok).toBe(true);
    workspace.install({ scopes: all });
  });

  test.each([
    { given: { channel: 'C0NOWHERE' }, error: 'channel_not_found' },
    { given: { text: '' }, error: 'no_text' },
    { given: { text: x(40_001) }, error: 'msg_too_long' },
    { given: { channel: '' }, error: 'invalid_arguments' },
    { given: { attachments: [{ text: 'a' }] }, error: 'invalid_attachments' },
    { given: { metadata: { event_type: 'a' } }, error: 'invalid_metadata_format' },
  ])('is refused with $error', async ({ given, error }) => {
    expect((await refusal(post({ channel: id('advising'), ...given }))).error).toBe(error);
    expect((await post({ channel: id('advising'), text: x(40_000) })).ok).toBe(true);
  });

  test('to a person goes to their direct conversation with the app', async () => {
    const { channel } = await post({ channel: ana().id, text: 'just for you' });
    expect(String(channel)).toMatch(/^D/);
    expect(ana().directMessages().at(-1)?.text).toBe('just for you');
  });

  test('is changed and deleted by who posted it', async () => {
    const channel = slack.workspace().channel('advising');
    const mine = ana().says(channel, 'mine').ts;
    const change = (ts: string, more = {}) =>
      call('chat.update', { channel: channel.id, ts, text: 'b', ...more });
    const remove = (ts: string) => call('chat.delete', { channel: channel.id, ts });
    expect((await refusal(change(mine))).error).toBe('cant_update_message');
    expect((await refusal(remove(mine))).error).toBe('cant_delete_message');
    expect((await refusal(change('1.000000'))).error).toBe('message_not_found');
    const { ts } = await post({ channel: channel.id, blocks: wrongly([section('kept')]) });
    expect((await refusal(change(String(ts), { text: x(4_001) }))).error).toBe('msg_too_long');
    expect((await change(String(ts), { text: x(4_000) })).ok).toBe(true);
    expect(ana().messages(channel).at(-1)).toMatchObject({ shown: 'kept', edited: true });
    await change(String(ts), { blocks: wrongly([]) });
    expect(ana().messages(channel).at(-1)?.shown).toBe('b');
    await remove(String(ts));
    expect(ana().messages(channel).at(-1)?.ts).toBe(mine);
  });

  test('in a thread whose first message is gone lands in the channel, and that is complained of', async () => {
    const before = slack.complaints.length;
    const sent = await post({ channel: id('advising'), thread_ts: '1.000000' });
    expect(sent.message).not.toHaveProperty('thread_ts');
    expect(slack.complaints.slice(before)).toEqual([
      expect.stringContaining('the reply went to the channel'),
    ]);
  });

  test('in reply to a reply lands in its thread, and that is complained of', async () => {
    const before = slack.complaints.length;
    const channel = slack.workspace().channel('advising');
    const first = ana().says(channel, 'first');
    const reply = ana().says(channel, 'reply', { thread: first });
    const sent = await post({ channel: channel.id, thread_ts: reply.ts });
    expect(sent.message).toMatchObject({ thread_ts: first.ts });
    expect(slack.complaints.slice(before)).toEqual(['thread_ts names a reply, not its parent']);
  });

  test('can be held to one a second and channel', async () => {
    const own = await slackForTest();
    own.rateLimits = true;
    const channel = own.workspace().channel('advising', { bot: true }).id;
    const other = own.workspace().channel('other', { bot: true }).id;
    const send = (to: string) => clientOf(own).chat.postMessage({ channel: to, text: 'a' });
    await send(channel);
    await expect(send(channel)).rejects.toMatchObject({ retryAfter: 1 });
    await send(other);
    own.advance(1_000);
    expect((await send(channel)).ok).toBe(true);
    expect(own.calls.map(({ ok }) => ok)).toEqual([true, false, true, true]);
  });
});

describe('an ephemeral message', () => {
  const whisper = (args: Record<string, unknown>) =>
    call('chat.postEphemeral', { channel: id('advising'), user: ana().id, text: 'a', ...args });

  test.each([
    { given: () => ({ channel: id('outside') }), error: 'not_in_channel' },
    { given: () => ({ channel: id('secret') }), error: 'channel_not_found' },
    { given: () => ({ channel: id('old') }), error: 'is_archived' },
    {
      given: () => ({ user: slack.workspace().person('Stranger').id }),
      error: 'user_not_in_channel',
    },
    { given: () => ({ user: '' }), error: 'invalid_arguments' },
    { given: () => ({ text: '' }), error: 'no_text' },
  ])('is refused with $error', async ({ given, error }) => {
    expect((await refusal(whisper(given()))).error).toBe(error);
    expect((await whisper({})).ok).toBe(true);
  });

  test('can be neither changed nor deleted nor linked to', async () => {
    const { message_ts: ts } = await whisper({});
    const which = { channel: id('advising'), ts, message_ts: ts, text: 'b' };
    for (const method of ['chat.update', 'chat.delete', 'chat.getPermalink'])
      expect((await refusal(call(method, which))).error).toBe('message_not_found');
  });
});
