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

describe('a call', () => {
  test('of a method that Slack does not have is refused', async () => {
    expect((await refusal(call('chat.shout'))).error).toBe('unknown_method');
    expect((await call('auth.test')).ok).toBe(true);
  });

  test.each([
    { token: '', error: 'not_authed', method: 'auth.test' },
    { token: 'xoxb-nobody', error: 'invalid_auth', method: 'auth.test' },
    { token: 'app', error: 'not_allowed_token_type', method: 'chat.postMessage' },
    { token: 'bot', error: 'not_allowed_token_type', method: 'apps.connections.open' },
  ])('of $method with the token "$token" is refused: $error', async ({ token, error, method }) => {
    const known = { app: slack.appToken, bot: slack.workspace().botToken }[token];
    expect((await refusal(call(method, {}, known ?? token))).error).toBe(error);
  });

  test('carries its token as a bearer or in the form, never in the address', async () => {
    const token = slack.workspace().botToken;
    const inForm = await fetch(`${slack.apiUrl}auth.test`, {
      method: 'POST',
      body: new URLSearchParams({ token }),
    });
    expect(await inForm.json()).toMatchObject({ ok: true, user_id: slack.workspace().botUserId });
    const inAddress = await fetch(`${slack.apiUrl}auth.test?token=${token}`, { method: 'POST' });
    expect(await inAddress.json()).toEqual({ ok: false, error: 'not_authed' });
  });

  test('takes JSON where Slack does, and not for methods that only read', async () => {
    const post = async (method: string, body: object) => {
      const headers = {
        authorization: `Bearer ${slack.workspace().botToken}`,
        'content-type': 'application/json',
      };
      return (
        await fetch(`${slack.apiUrl}${method}`, {
          method: 'POST',
          headers,
          body: JSON.stringify(body),
        })
      ).json();
    };
    const sent = await post('chat.postMessage', {
      channel: id('advising'),
      text: 'a',
      blocks: [section('a')],
    });
    expect(sent).toMatchObject({ ok: true });
    const asked = { channel: id('advising'), message_ts: (sent as { ts: string }).ts };
    expect(await post('chat.getPermalink', asked)).toMatchObject({
      ok: false,
      error: 'invalid_arguments',
    });
    expect((await call('chat.getPermalink', asked)).ok).toBe(true);
  });

  test.each([
    {
      method: 'chat.postMessage',
      args: () => ({ channel: id('advising'), text: 'a' }),
      needed: 'chat:write',
    },
    {
      method: 'chat.postEphemeral',
      args: () => ({ channel: id('advising'), user: ana().id, text: 'a' }),
      needed: 'chat:write',
    },
    { method: 'conversations.open', args: () => ({ users: ana().id }), needed: 'im:write' },
    {
      method: 'conversations.info',
      args: () => ({ channel: id('advising') }),
      needed: 'channels:read',
    },
    {
      method: 'conversations.join',
      args: () => ({ channel: id('outside') }),
      needed: 'channels:join',
    },
    { method: 'users.info', args: () => ({ user: ana().id }), needed: 'users:read' },
    {
      method: 'usergroups.users.list',
      args: () => ({ usergroup: slack.workspace().userGroup('advisors', [ana()]).id }),
      needed: 'usergroups:read',
    },
  ])('of $method needs the scope $needed', async ({ method, args, needed }) => {
    const workspace = slack
      .workspace()
      .install({ scopes: all.filter((scope) => scope !== needed) });
    expect((await refusal(call(method, args()))).error).toBe('missing_scope');
    workspace.install({ scopes: all });
    expect((await call(method, args())).ok).toBe(true);
    workspace.channel('outside').remove(workspace.bot);
  });
});

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

describe('a conversation', () => {
  test.each([
    {
      method: 'conversations.join',
      args: () => ({ channel: id('old-outside') }),
      error: 'is_archived',
    },
    {
      method: 'conversations.join',
      args: () => ({ channel: id('circle') }),
      error: 'method_not_supported_for_channel_type',
    },
    { method: 'conversations.open', args: () => ({ users: 'U0' }), error: 'user_not_found' },
    { method: 'conversations.open', args: () => ({}), error: 'users_list_not_supplied' },
    {
      method: 'conversations.info',
      args: () => ({ channel: id('secret') }),
      error: 'channel_not_found',
    },
    {
      method: 'conversations.info',
      args: () => ({ channel: id('circle') }),
      error: 'missing_scope',
    },
    { method: 'users.info', args: () => ({ user: 'U0' }), error: 'user_not_found' },
    {
      method: 'usergroups.users.list',
      args: () => ({ usergroup: 'S0' }),
      error: 'no_such_subteam',
    },
  ])('$method is refused with $error', async ({ method, args, error }) => {
    expect((await refusal(call(method, args()))).error).toBe(error);
  });

  test('can be joined, and then written in', async () => {
    const outside = id('outside');
    expect(await call('conversations.join', { channel: outside })).toMatchObject({
      channel: { is_member: true },
    });
    expect((await call('chat.postMessage', { channel: outside, text: 'a' })).ok).toBe(true);
    expect(await call('conversations.join', { channel: outside })).toMatchObject({
      warning: 'already_in_channel',
    });
  });
});
