import type { Bot, Installations } from '../src/bot.ts';
import type { Config } from '../src/config.ts';
import type { Words } from '../src/oneshot.ts';
import { listening, StartRefused } from './start-refused.ts';
import { type Answer, serve } from './web/serve.ts';

/** What the bot in Slack shares with the other adapters. */
export interface Shared {
  readonly bot: Bot;
  readonly words: Words;
  readonly installations: Installations;
  readonly onFault: (error: unknown) => string;
  readonly warn: (level: 'warn' | 'error', sentence: string) => void;
}

/** The bot in Slack, running. */
export interface RunningSlack {
  /** Answers Slack's requests to the port of the web page, where there is none of their own. */
  readonly answerBeside: Answer;
  stop(): Promise<void>;
}

/**
 * Starts the bot in Slack, where that is configured.
 *
 * @throws StartRefused where Slack takes a token not, or the port cannot be had
 */
export async function startSlack(config: Config, shared: Shared): Promise<RunningSlack | null> {
  if (!config.slack) return null;
  // Slack's libraries take half a second to load and a third of the memory.
  const { createSlack, SlackRefused } = await import('./slack/app.ts');
  const slack = createSlack({
    ...shared,
    config: config.slack,
    publicUrl: config.publicUrl,
    now: () => new Date(),
  });
  try {
    await slack.start();
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
    const { reached, variable, reason } = error;
    throw new StartRefused(
      reached ? 'slack-refused' : 'slack-away',
      { variable, reason, address: config.slack.apiUrl },
      error,
    );
  }
  const { connection } = config.slack;
  const port = connection.kind === 'http' ? connection.port : null;
  if (port === null) return { answerBeside: slack.answer, stop: slack.stop };

  const address = { host: config.host, port };
  const serving = serve((request, response) => {
    if (!slack.answer(request, response)) response.writeHead(404).end();
  }, address);
  const own = await listening(serving, address);
  return {
    answerBeside: () => false,
    async stop() {
      await own.close();
      await slack.stop();
    },
  };
}
