import { describe, expect, test } from 'vitest';
import { scene } from './slack/scene.ts';
import { clientOf, refusal, slackForTest } from './slack/testing.ts';

const redirect_uri = 'http://127.0.0.1:3000/slack/oauth_redirect';

async function installing() {
  const slack = await slackForTest();
  const workspace = slack.workspace('Elsewhere', { installed: false });
  const link = (more: Record<string, string> = {}) =>
    `${slack.authorizeUrl}?${new URLSearchParams({ client_id: slack.clientId, scope: 'commands,chat:write', state: 's', redirect_uri, ...more })}`;
  const codeOf = async () =>
    new URL(await workspace.authorize(link())).searchParams.get('code') ?? '';
  const exchange = (code: string, more: object = {}) =>
    clientOf(slack, '').oauth.v2.access({
      client_id: slack.clientId,
      client_secret: slack.clientSecret,
      code,
      redirect_uri,
      ...more,
    });
  return { slack, workspace, link, codeOf, exchange };
}

describe('an installation', () => {
  test('leads back with a code, which becomes a token for that workspace', async () => {
    const { slack, workspace, link, exchange } = await installing();
    const back = new URL(await workspace.authorize(link()));
    expect(back.href).toContain(redirect_uri);
    expect(back.searchParams.get('state')).toBe('s');
    const installed = await exchange(back.searchParams.get('code') ?? '');
    expect(installed).toMatchObject({
      token_type: 'bot',
      scope: 'commands,chat:write',
      team: { id: workspace.id, name: 'Elsewhere' },
    });
    expect(await clientOf(slack, installed.access_token).auth.test()).toMatchObject({
      team_id: workspace.id,
    });
  });

  test.each([
    { more: { client_id: 'other' }, problem: 'invalid_client_id' },
    { more: { scope: '' }, problem: 'no_scopes' },
    { more: { scope: 'Chat Write' }, problem: 'invalid_scope' },
    { more: { redirect_uri: 'https://elsewhere.example/' }, problem: 'bad_redirect_uri' },
  ])('does not begin with $problem', async ({ more, problem }) => {
    const { workspace, link } = await installing();
    await expect(workspace.authorize(link(more))).rejects.toThrow(problem);
    expect(await workspace.authorize(link())).toContain('code=');
  });

  test('without a state is let through, but complained of', async () => {
    const { slack, workspace, link } = await installing();
    await workspace.authorize(link());
    expect(slack.complaints).toEqual([]);
    await workspace.authorize(link({ state: '' }));
    expect(slack.complaints).toEqual(['an installation was begun without a state']);
  });

  test('that the admin denies leads back with access_denied', async () => {
    const { workspace, link } = await installing();
    const back = new URL(await workspace.authorize(link(), { deny: true }));
    expect(Object.fromEntries(back.searchParams)).toEqual({ error: 'access_denied', state: 's' });
    expect(workspace.installed).toBe(false);
  });

  test.each([
    { more: { code: 'none' }, error: 'invalid_code' },
    { more: { client_secret: 'none' }, error: 'bad_client_secret' },
    { more: { client_id: 'none' }, error: 'invalid_client_id' },
    { more: { redirect_uri: `${redirect_uri}/other` }, error: 'bad_redirect_uri' },
  ])('ends with $error, and the code stays good', async ({ more, error }) => {
    const { codeOf, exchange } = await installing();
    const code = await codeOf();
    expect((await refusal(exchange(code, more))).error).toBe(error);
    expect((await exchange(code)).ok).toBe(true);
  });

  test('takes a code once, and within ten minutes', async () => {
    const { slack, codeOf, exchange } = await installing();
    const [first, second] = [await codeOf(), await codeOf()];
    await exchange(first);
    expect((await refusal(exchange(first))).error).toBe('code_already_used');
    slack.advance(600_001);
    expect((await refusal(exchange(second))).error).toBe('invalid_code');
  });
});

describe('the end of an installation', () => {
  test.each([
    { how: 'revoke' as const, error: 'token_revoked', told: ['tokens_revoked'] },
    {
      how: 'uninstall' as const,
      error: 'account_inactive',
      told: ['app_uninstalled', 'tokens_revoked'],
    },
  ])(
    'by $how: calls are refused with $error, and the app is told',
    async ({ how, error, told }) => {
      const { slack, workspace, ana, channel, heard } = await scene('HTTP', (app) =>
        app.command('/ask', ({ ack }) => ack()),
      );
      const old = workspace.botToken;
      await slack[how](workspace);
      expect(heard.map(({ type }) => type)).toEqual(told);
      expect((await refusal(clientOf(slack, old).auth.test())).error).toBe(error);
      await expect(ana.command(channel, '/ask')).rejects.toMatchObject({
        code: 'app_not_installed',
      });
      workspace.install();
      expect((await refusal(clientOf(slack, old).auth.test())).error).toBe(error);
      expect((await clientOf(slack).auth.test()).ok).toBe(true);
      await ana.command(channel, '/ask');
    },
  );

  test('by the app itself', async () => {
    const { slack, ana, workspace, heard } = await scene('HTTP');
    const client = clientOf(slack);
    expect(await client.auth.revoke({ test: true })).toMatchObject({ revoked: false });
    expect(await client.auth.revoke()).toMatchObject({ revoked: true });
    expect((await refusal(client.auth.test())).error).toBe('token_revoked');
    expect(workspace.installed).toBe(false);
    await ana.until('the app is told', () => heard.length === 1);
  });
});
