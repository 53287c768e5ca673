import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { scene } from './slack/scene.ts';
import { slackForTest } from './slack/testing.ts';

describe('by HTTP', () => {
  /** An app that answers its events with the given statuses, one after the other. */
  async function failing(...statuses: number[]) {
    const slack = await slackForTest();
    const heard: { retry: unknown; reason: unknown }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        if (body.includes('url_verification')) return response.end(JSON.parse(body).challenge);
        heard.push({
          retry: request.headers['x-slack-retry-num'],
          reason: request.headers['x-slack-retry-reason'],
        });
        slack.changes.touch();
        return response.writeHead(statuses.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const workspace = slack.workspace();
    await workspace.connect({ requestUrl: `http://127.0.0.1:${port}/` });
    const ana = workspace.person('Ana');
    const channel = workspace.channel('advising', { bot: true }).add(ana);
    const close = () => new Promise((resolve) => server.close(resolve));
    return { slack, workspace, ana, channel, heard, close };
  }

  test('an event is sent again at once, after a minute and after five, and then no more', async () => {
    const { slack, ana, channel, heard, close } = await failing(500, 500, 500, 500);
    await ana.mention(channel, 'hello');
    for (const planned of [1, 2, 3]) {
      await ana.until('it is to be sent again', () => slack.redeliveries.length === planned);
      slack.advance(slack.redeliveries.at(-1)?.after ?? 0);
      await ana.until('it is sent again', () => heard.length === planned + 1);
    }
    slack.advance(3_600_000);
    expect(slack.redeliveries.map(({ after }) => after)).toEqual([0, 60_000, 300_000]);
    expect(heard).toEqual([
      { retry: undefined, reason: undefined },
      { retry: '1', reason: 'http_error' },
      { retry: '2', reason: 'http_error' },
      { retry: '3', reason: 'http_error' },
    ]);
    await close();
  });

  test('a command that is answered by an error shows dispatch_failed', async () => {
    const { ana, channel, close } = await failing(500);
    await expect(ana.command(channel, '/ask')).rejects.toMatchObject({ code: 'dispatch_failed' });
    await close();
    await expect(ana.command(channel, '/ask')).rejects.toMatchObject({ code: 'dispatch_failed' });
  });

  test('a request URL that does not give the challenge back is not taken', async () => {
    const { slack, workspace, close } = await failing();
    await expect(workspace.connect({ requestUrl: `${slack.url}/nowhere` })).rejects.toThrow(
      'challenge',
    );
    expect(slack.requestUrl).toBeUndefined();
    await close();
  });

  test.each([
    { forgery: { sign: 'not at all' as const }, status: 401 },
    { forgery: { sign: 'wrongly' as const }, status: 401 },
    { forgery: { sign: 'rightly' as const, secondsAway: -301 }, status: 401 },
    { forgery: { sign: 'rightly' as const, secondsAway: -290 }, status: 200 },
    { forgery: { sign: 'rightly' as const }, status: 200 },
  ])(
    'Bolt answers $status to a request signed $forgery.sign, $forgery.secondsAway seconds away',
    async ({ forgery, status }) => {
      const { slack, ana, channel, heard } = await scene('HTTP', (app) =>
        app.command('/ask', ({ ack }) => ack()),
      );
      await ana.command(channel, '/ask');
      expect((await slack.unsignedRequest(forgery)).status).toBe(status);
      expect(heard).toHaveLength(status === 200 ? 2 : 1);
    },
  );
});
