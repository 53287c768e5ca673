import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { boltApp } from './slack/bolt.ts';
import { scene } from './slack/scene.ts';
import { clientOf, refusal, slackForTest } from './slack/testing.ts';

describe('by sockets', () => {
  test('a ticket is good for one connection', async () => {
    const slack = await slackForTest();
    const { url } = await clientOf(slack, slack.appToken).apps.connections.open({});
    const connect = () =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url ?? '');
        socket.addEventListener('message', ({ data }) => {
          resolve(JSON.parse(String(data)).type);
          socket.close();
        });
        socket.addEventListener('error', () => resolve('refused'));
      });
    expect(await connect()).toBe('hello');
    expect(await connect()).toBe('refused');
  });

  test('without a connection a command shows dispatch_failed', async () => {
    const slack = await slackForTest();
    const workspace = slack.workspace();
    const ana = workspace.person('Ana');
    const channel = workspace.channel('advising').add(ana);
    await expect(ana.command(channel, '/ask')).rejects.toMatchObject({ code: 'dispatch_failed' });
  });

  test.each(['refresh_requested', 'warning', 'abrupt'] as const)(
    'an app comes back after "%s"',
    async (reason) => {
      const { slack, ana, channel } = await scene('Socket Mode', (app) =>
        app.command('/ask', ({ ack }) => ack('Hello')),
      );
      const connections = () =>
        slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
      slack.disconnectSockets(reason);
      await ana.until(
        'the app is connected again',
        () => connections() === 2 && slack.sockets.count === 1,
      );
      await ana.command(channel, '/ask');
      expect(ana.messages(channel)).toMatchObject([{ text: 'Hello' }]);
    },
  );

  test('each envelope goes to one of several connections', async () => {
    const { slack, ana, channel, heard } = await scene('Socket Mode', (app) =>
      app.command('/ask', ({ ack }) => ack()),
    );
    await boltApp(slack, 'Socket Mode', (app) =>
      app.command('/ask', ({ ack }) => ack('from the other')),
    );
    expect(slack.sockets.count).toBe(2);
    for (let time = 0; time < 4; time += 1) await ana.command(channel, '/ask');
    expect(heard).toHaveLength(2);
    expect(ana.messages(channel)).toHaveLength(2);
  });

  test('apps.connections.open is refused without an app-level token', async () => {
    const slack = await slackForTest();
    expect((await refusal(clientOf(slack).apps.connections.open({}))).error).toBe(
      'not_allowed_token_type',
    );
  });
});
