/** What Bolt costs by itself: every click is acknowledged and answered with one and the same message, nothing more. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { botToken, signingSecret } from './names.ts';

const { SLACK_API_URL: slackApiUrl = '', SLACK_APP_TOKEN: appToken, MESSAGE = '{}' } = process.env;
const message = JSON.parse(MESSAGE);
const clientOptions = { slackApiUrl };
const logLevel = LogLevel.ERROR;

const receiver = appToken
  ? new SocketModeReceiver({ appToken, logLevel, installerOptions: { clientOptions } })
  : new HTTPReceiver({ signingSecret, logLevel });
const app = new App({ token: botToken, receiver, clientOptions, logLevel, convoStore: false });

app.action(/^click\//, async ({ ack, respond }) => {
  await ack();
  await respond({ response_type: 'ephemeral', replace_original: true, ...message });
});

if (receiver instanceof HTTPReceiver) {
  const server = (await receiver.start({ port: 0, host: '127.0.0.1' })) as Server;
  const { port } = server.address() as AddressInfo;
  ready(`http://127.0.0.1:${port}/slack/events`);
} else {
  await receiver.start();
  ready('');
}

function ready(address: string): void {
  process.stdout.write(`${JSON.stringify({ address })}\n`);
}
process.on('SIGTERM', () => process.exit());
