import { describe, expect, test } from 'vitest';
import { scene } from './slack/scene.ts';
import { clientOf, refusal, slackForTest } from './slack/testing.ts';

describe('a planned fault', () => {
  const prepared = async () => {
    const slack = await slackForTest();
    const channel = slack.workspace().channel('advising', { bot: true });
    const ana = slack.workspace().person('Ana');
    channel.add(ana);
    const post = () => clientOf(slack).chat.postMessage({ channel: channel.id, text: 'a' });
    return { slack, channel, ana, post };
  };

  test('happens as often as planned', async () => {
    const { slack, post } = await prepared();
    slack.fail('chat.postMessage', { status: 503, times: 2 });
    await expect(post()).rejects.toMatchObject({ statusCode: 503 });
    await expect(post()).rejects.toMatchObject({ statusCode: 503 });
    expect((await post()).ok).toBe(true);
    expect(slack.calls.map(({ ok, error }) => ({ ok, error }))).toEqual([
      { ok: false, error: '503' },
      { ok: false, error: '503' },
      { ok: true, error: undefined },
    ]);
  });

  test('can be a limit of the rate, with the time to wait', async () => {
    const { slack, post } = await prepared();
    slack.fail('chat.postMessage', { status: 429, retryAfter: 7 });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    expect((await post()).ok).toBe(true);
  });

  test('can be an error of Slack', async () => {
    const { slack, post } = await prepared();
    slack.fail('chat.postMessage', { error: 'internal_error' });
    expect((await refusal(post())).error).toBe('internal_error');
    expect((await post()).ok).toBe(true);
  });

  test.each([
    { fault: 'reset' as const, arrived: 0 },
    { fault: 'lost' as const, arrived: 1 },
  ])('can break the connection: $fault, until it is healed', async ({ fault, arrived }) => {
    const { slack, channel, ana, post } = await prepared();
    slack.fail('chat.postMessage', fault);
    await expect(post()).rejects.toThrow();
    expect(ana.messages(channel)).toHaveLength(arrived);
    await expect(post()).rejects.toThrow();
    slack.heal();
    expect((await post()).ok).toBe(true);
  });

  test('can keep a call waiting until it is healed', async () => {
    const { slack, ana, post } = await prepared();
    slack.fail('chat.postMessage', 'hang');
    const waiting = post();
    await ana.until('the call is there', () => slack.calls.length === 1);
    slack.heal();
    await expect(waiting).rejects.toThrow();
    expect((await post()).ok).toBe(true);
  });

  test('can befall a response_url', async () => {
    let url = '';
    const { slack, ana, channel } = await scene('HTTP', (app) =>
      app.command('/ask', async ({ ack, command }) => {
        url = command.response_url;
        await ack();
      }),
    );
    await ana.command(channel, '/ask');
    const post = () =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"text":"a"}',
      });
    slack.fail('response_url', { status: 500 });
    expect((await post()).status).toBe(500);
    expect((await post()).status).toBe(200);
    expect(slack.calls.map(({ method, ok }) => [method, ok])).toEqual([
      ['response_url', false],
      ['response_url', true],
    ]);
  });

  test('can keep an app from connecting', async () => {
    const slack = await slackForTest();
    slack.fail('apps.connections.open', { error: 'internal_error' });
    const client = clientOf(slack, slack.appToken);
    expect((await refusal(client.apps.connections.open({}))).error).toBe('internal_error');
    expect((await client.apps.connections.open({})).url).toMatch(/^ws:/);
  });
});
