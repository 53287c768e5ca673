import { expect, test } from 'vitest';
import { startSlack } from '../emulators/slack/slack.ts';
import { botInSlack, workspaceOf } from '../support/slack.ts';

test('a frame that the library cannot read is told to the operator, and the next command works', async () => {
  const slack = await startSlack();
  const workspace = workspaceOf(slack);
  const bot = await botInSlack(slack, [workspace], { mode: 'socket' });
  const channel = workspace.channel('advising');
  const ana = workspace.person('Ana');
  channel.add(ana);
  for (const frame of ['null', '{"type":"events_api"}']) {
    slack.sockets.sendRaw(frame);
  }
  await ana.command(channel, '/step2 help');
  expect(bot.faults).toHaveLength(2);
  expect(slack.sockets.count).toBe(1);
  await bot.stop();
  await slack.close();
});
