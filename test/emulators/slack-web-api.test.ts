import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from './slack/slack.ts';
import { clientOf, refusal, section } from './slack/testing.ts';
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
