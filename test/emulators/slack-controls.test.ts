import type { App } from '@slack/bolt';
import { expect, test } from 'vitest';
import { scene } from './slack/scene.ts';
import { button, clientOf, input, option, plain } from './slack/testing.ts';

const acknowledges = (app: App) => app.action(/.*/, ({ ack }) => ack());

const asked = async (elements: object[]) => {
  const all = await scene('HTTP', acknowledges);
  const { slack, channel, ana } = all;
  const blocks = [{ type: 'actions', block_id: 'b', elements }] as never;
  const { ts } = await clientOf(slack).chat.postMessage({ channel: channel.id, text: 'a', blocks });
  const message = () => ana.messages(channel).find((one) => one.ts === ts);
  const actions = () => all.bodies.flatMap(({ actions: done }) => done);
  return { ...all, ts: String(ts), message, actions };
};

test('two clicks at the same moment both reach the app', async () => {
  const { ana, message, actions } = await asked([button('Yes'), button('No')]);
  const seen = message();
  await Promise.all([ana.click(seen, 'Yes'), ana.click(seen, 'Yes')]);
  expect(actions()).toMatchObject([{ text: plain('Yes') }, { text: plain('Yes') }]);
});

test('a click on what has been replaced since is sent with the old button', async () => {
  const { slack, ana, channel, ts, message, actions, bodies } = await asked([
    button('Yes', { action_id: 'old', value: '1' }),
  ]);
  const before = message();
  await clientOf(slack).chat.update({ channel: channel.id, ts, text: 'new', blocks: [] });
  await ana.click(before, 'Yes');
  expect(actions()).toMatchObject([{ action_id: 'old', value: '1' }]);
  expect(bodies[0]).toMatchObject({ message: { text: 'new' } });
  await expect(ana.click(message(), 'Yes')).rejects.toThrow('there are: none');
});

test('a message that was deleted cannot be clicked', async () => {
  const { slack, ana, channel, ts, message } = await asked([button('Yes')]);
  const before = message();
  await clientOf(slack).chat.delete({ channel: channel.id, ts });
  await expect(ana.click(before, 'Yes')).rejects.toThrow('no longer has that message');
});

test('checkboxes are ticked and unticked', async () => {
  const boxes = {
    type: 'checkboxes',
    options: [option('One'), option('Two')],
    initial_options: [option('One')],
  };
  const { ana, message, actions } = await asked([boxes]);
  await ana.choose(message(), 'Two');
  await ana.choose(message(), 'One');
  expect(actions()).toMatchObject([
    { selected_options: [option('One'), option('Two')] },
    { selected_options: [option('Two')] },
  ]);
});

test('people and channels are picked by their names', async () => {
  const { ana, ben, channel, message, actions } = await asked([
    { type: 'users_select' },
    { type: 'channels_select' },
  ]);
  await ana.choose(message(), 'Ben');
  await ana.choose(message(), '#advising');
  expect(actions()).toMatchObject([
    { type: 'users_select', selected_user: ben.id },
    { type: 'channels_select', selected_channel: channel.id },
  ]);
  await expect(ana.choose(message(), 'Nobody')).rejects.toThrow('no option "Nobody"');
});

test('a choice inside a form waits for the submission, unless the block says otherwise', async () => {
  const { slack, ana, bodies } = await scene('HTTP', acknowledges);
  const pick = (label: string, more: object) =>
    input({ type: 'static_select', options: [option(label)] }, { label: plain(label), ...more });
  const blocks = [pick('Quiet', {}), pick('Loud', { dispatch_action: true })] as never;
  const view = { type: 'modal' as const, title: plain('Form'), submit: plain('Save'), blocks };
  await clientOf(slack).views.open({ trigger_id: slack.triggers.issue(ana.id), view });
  await ana.choose(ana.modal, 'Quiet');
  expect(bodies).toEqual([]);
  await ana.choose(ana.modal, 'Loud');
  expect(bodies).toMatchObject([{ type: 'block_actions', container: { type: 'view' } }]);
});

test('a command can be used in the direct conversation with the app', async () => {
  const { ana, bodies, tooLate } = await scene('HTTP');
  const used = ana.command(ana.directMessage, '/ask');
  await Promise.all([expect(used).rejects.toThrow('operation_timeout'), tooLate()]);
  expect(bodies).toMatchObject([
    { channel_id: ana.directMessage.id, channel_name: 'directmessage' },
  ]);
});

test('both tabs of the app can be opened', async () => {
  const { ana, bodies } = await scene('HTTP');
  await ana.openHome();
  await ana.openMessagesTab();
  expect(bodies).toMatchObject([{ event: { tab: 'home' } }, { event: { tab: 'messages' } }]);
});
