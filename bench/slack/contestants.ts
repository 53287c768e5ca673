import type { Contestant as Measurable } from '../bots/measured.ts';
import { startProgram } from '../bots/program.ts';
import type { Run } from './fake-slack.ts';
import type { Message, Transport } from './names.ts';
import { botToken, signingSecret } from './names.ts';

/** A bot that is measured, and how to click in it. */
export interface Contestant extends Measurable<Omit<Run, 'turns'>> {
  readonly transport: Transport;
}

const events = '/slack/events';

/** The program as its operators start it, over a SQLite file; the web page is served beside it. */
export async function ours(
  slack: string,
  transport: Transport,
  dataDir: string,
  profile: string | null,
): Promise<Contestant> {
  const appToken = 'xapp-ours';
  const environment = {
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    SLACK_API_URL: `${slack}/api/`,
    SLACK_BOT_TOKEN: botToken,
    ...(transport === 'http'
      ? { SLACK_SIGNING_SECRET: signingSecret }
      : { SLACK_APP_TOKEN: appToken }),
  };
  const program = await startProgram('adapters/step2', ['start'], environment, profile);
  const to = transport === 'http' ? { address: program.address + events } : { app: appToken };
  return { name: 'ours', transport, program, run: { to, first: null, realHooks: false } };
}

/** Bolt, which answers each click with this message. */
export async function bare(
  slack: string,
  transport: Transport,
  message: Message,
  profile: string | null,
): Promise<Contestant> {
  const appToken = 'xapp-bare';
  const environment = {
    SLACK_API_URL: `${slack}/api/`,
    MESSAGE: JSON.stringify(message),
    ...(transport === 'http' ? {} : { SLACK_APP_TOKEN: appToken }),
  };
  const program = await startProgram('bench/slack/bare', [], environment, profile);
  const to = transport === 'http' ? { address: program.address } : { app: appToken };
  return { name: 'bare', transport, program, run: { to, first: message, realHooks: false } };
}

/** The package `chat`, which answers each click with a card of so many bytes. */
export async function chat(slack: string, first: Message, bytes: number): Promise<Contestant> {
  const environment = { SLACK_API_URL: `${slack}/api/`, HOOKS: slack, BYTES: String(bytes) };
  const program = await startProgram('bench/slack/chat-sdk', [], environment);
  const run = { to: { address: program.address }, first, realHooks: true };
  return { name: 'chat', transport: 'http', program, run };
}
