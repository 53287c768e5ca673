import type { Server } from 'node:http';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import type { Slack } from './slack.ts';
import { quiet } from './testing.ts';

export type Mode = 'HTTP' | 'Socket Mode';
export const modes: readonly Mode[] = ['HTTP', 'Socket Mode'];

/** A real Bolt app that is connected to the emulator in one of the two ways. */
export async function boltApp(
  slack: Slack,
  mode: Mode,
  listen: (app: App) => unknown,
  /** Also how long Bolt waits before it connects again, and how long for an answer to its pings. */
  clientPingTimeout = 5_000,
): Promise<App> {
  const workspace = slack.workspace();
  const common = {
    token: workspace.botToken,
    botId: workspace.botId,
    botUserId: workspace.botUserId,
    tokenVerificationEnabled: false,
    logger: quiet,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
  };
  if (mode === 'HTTP') {
    const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: quiet });
    const app = new App({ ...common, receiver });
    listen(app);
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    onTestFinished(async () => void (await app.stop()));
    const address = (server as Server).address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await workspace.connect({ requestUrl: `http://127.0.0.1:${port}/slack/events` });
    return app;
  }
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: quiet,
    clientPingTimeout,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
  });
  const app = new App({ ...common, receiver });
  listen(app);
  await app.start();
  onTestFinished(async () => void (await app.stop()));
  return app;
}
