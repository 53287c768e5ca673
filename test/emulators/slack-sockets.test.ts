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
      const { slack, ana, channel } = await scene(
        'Socket Mode',
        (app) => app.command('/ask', ({ ack }) => ack('Hello')),
        1_000,
      );
      const connections = () =>
        slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
      slack.disconnectSockets(reason);
      await ana.until(
        'the app is connected again',
        () => connections() >= 2 && slack.sockets.count === 1,
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

/** A connection that acknowledges nothing, and every envelope that came in. */
async function silent() {
  const slack = await slackForTest();
  const { url } = await clientOf(slack, slack.appToken).apps.connections.open({});
  const envelopes: Record<string, unknown>[] = [];
  const socket = new WebSocket(url ?? '');
  socket.on('message', (data) => {
    envelopes.push(JSON.parse(String(data)));
    slack.changes.touch();
  });
  const workspace = slack.workspace();
  const ana = workspace.person('Ana');
  const channel = workspace.channel('advising', { bot: true }).add(ana);
  await ana.until('the connection is open', () => envelopes.length === 1);
  return { slack, ana, channel, socket, envelopes };
}

describe('an envelope', () => {
  test('of an event comes again while it is not acknowledged, as what it is', async () => {
    const { slack, ana, channel, envelopes } = await silent();
    const mentioned = ana.mention(channel, 'hello');
    await ana.until('the event is there', () => envelopes.length === 2);
    slack.advance(3_000);
    await mentioned;
    await ana.until('it is to be sent again', () => slack.redeliveries.length === 1);
    slack.advance(0);
    await ana.until('it is there again', () => envelopes.length === 3);
    expect(envelopes).toMatchObject([
      { type: 'hello', num_connections: 1 },
      { type: 'events_api', accepts_response_payload: false, retry_attempt: 0, retry_reason: '' },
      {
        type: 'events_api',
        accepts_response_payload: false,
        retry_attempt: 1,
        retry_reason: 'timeout',
      },
    ]);
    expect(envelopes[1]?.payload).toEqual(envelopes[2]?.payload);
    expect(envelopes[1]?.envelope_id).not.toBe(envelopes[2]?.envelope_id);
  });

  test('of a command takes an answer, that of a shortcut none', async () => {
    const { slack, ana, channel, socket, envelopes } = await silent();
    const acknowledge = (payload: object) =>
      socket.send(JSON.stringify({ envelope_id: envelopes.at(-1)?.envelope_id, payload }));
    const asked = ana.command(channel, '/ask');
    await ana.until('the command is there', () => envelopes.length === 2);
    socket.send('no JSON');
    acknowledge({ text: 'Hello' });
    await asked;
    const used = ana.shortcut('look', ana.says(channel, 'When?'));
    await ana.until('the shortcut is there', () => envelopes.length === 3);
    acknowledge({ text: 'ignored' });
    await used;
    expect(ana.messages(channel).map(({ text }) => text)).toEqual(['Hello', 'When?']);
    expect(envelopes.slice(1)).toMatchObject([
      { type: 'slash_commands', accepts_response_payload: true },
      { type: 'interactive', accepts_response_payload: false },
    ]);
    expect(slack.sockets.count).toBe(1);
  });
});
