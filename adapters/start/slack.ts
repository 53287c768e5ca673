import { type Answer, serve } from '../web/serve.ts';
import type { Ground } from './ground.ts';
import { listening, StartRefused } from './refused.ts';

/** The bot in Slack, running. */
export interface RunningSlack {
  /** Answers Slack's requests to the port of the web page, where there is none of their own. */
  readonly answerBeside: Answer;
  stop(): Promise<void>;
}

/**
 * Starts the bot in Slack, where that is configured.
 *
 * @throws StartRefused where Slack does not take a token, or the port cannot be had
 */
export async function startSlack(ground: Ground): Promise<RunningSlack | null> {
  const { config, bot, words, store, operator } = ground;
  if (!config.slack) return null;
  // Slack's libraries take half a second to load and a third of the memory.
  const { createSlack, SlackRefused } = await import('../slack/app.ts');
  const slack = createSlack({
    config: config.slack,
    bot,
    words,
    installations: store.installations,
    publicUrl: config.publicUrl,
    onFault: ground.faultOf('slack'),
    warn: (level, sentence) => operator.log[level]({ platform: 'slack' }, sentence),
    now: () => new Date(),
  });
  try {
    await slack.start();
  } catch (error) {
    if (!(error instanceof SlackRefused)) throw error;
    const { reached, variable, reason } = error;
    const params = { variable, reason, address: config.slack.apiUrl };
    const sentence = words.text('start', params, reached ? 'slack-refused' : 'slack-away');
    throw new StartRefused(1, [sentence], error);
  }
  const { connection } = config.slack;
  const port = connection.kind === 'http' ? connection.port : null;
  if (port === null) return { answerBeside: slack.answer, stop: slack.stop };

  const address = { host: config.host, port };
  const serving = serve((request, response) => {
    if (!slack.answer(request, response)) response.writeHead(404).end();
  }, address);
  const own = await listening(words, serving, address);
  return {
    answerBeside: () => false,
    async stop() {
      await own.close();
      await slack.stop();
    },
  };
}
