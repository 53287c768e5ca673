import { describe, expect, test } from 'vitest';
import { modes } from './slack/bolt.ts';
import { scene } from './slack/scene.ts';
import { button, clientOf, input, plain } from './slack/testing.ts';

const listen = (app: import('@slack/bolt').App) => {
  app.command(/.*/, ({ ack }) => ack());
  app.action(/.*/, ({ ack }) => ack());
  app.shortcut(/.*/, ({ ack }) => ack());
  app.view(/.*/, ({ ack }) => ack());
};
const blocks = [
  {
    type: 'actions' as const,
    block_id: 'b',
    elements: [button('Yes', { action_id: 'yes', value: '1' })],
  },
];

describe.each(modes)('what an app is told in %s', (mode) => {
  const everybody = async () => {
    const all = await scene(mode, listen);
    const { slack, workspace, ana } = all;
    const common = {
      team: { id: workspace.id, domain: 'campus' },
      enterprise: null,
      is_enterprise_install: false,
      user: { id: ana.id, username: 'ana', name: 'ana', team_id: workspace.id },
      api_app_id: slack.appId,
      token: slack.verificationToken,
    };
    return { ...all, common, client: clientOf(slack) };
  };
  const action = {
    type: 'button',
    action_id: 'yes',
    block_id: 'b',
    value: '1',
    text: plain('Yes'),
    action_ts: expect.any(String),
  };

  test('of a command', async () => {
    const { slack, workspace, ana, channel, bodies } = await everybody();
    await ana.command(channel, '/ask  one & two ');
    expect(bodies).toEqual([
      {
        token: slack.verificationToken,
        team_id: workspace.id,
        team_domain: 'campus',
        channel_id: channel.id,
        channel_name: 'advising',
        user_id: ana.id,
        user_name: 'ana',
        command: '/ask',
        text: 'one &amp; two',
        api_app_id: slack.appId,
        is_enterprise_install: 'false',
        response_url: expect.stringContaining('/commands/'),
        trigger_id: expect.any(String),
      },
    ]);
  });

  test('of a click on a message', async () => {
    const { ana, channel, bodies, common, client, workspace } = await everybody();
    const { ts } = await client.chat.postMessage({ channel: channel.id, text: 'Ready?', blocks });
    await ana.click(ana.messages(channel).at(-1), 'Yes');
    expect(bodies).toEqual([
      {
        type: 'block_actions',
        ...common,
        container: { type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: false },
        trigger_id: expect.any(String),
        channel: { id: channel.id, name: 'advising' },
        message: expect.objectContaining({
          type: 'message',
          ts,
          text: 'Ready?',
          user: workspace.botUserId,
          bot_id: workspace.botId,
          blocks: expect.any(Array),
        }),
        state: { values: {} },
        response_url: expect.stringContaining('/actions/'),
        actions: [action],
      },
    ]);
  });

  test('of a click on an ephemeral message in a thread: no message, but the thread', async () => {
    const { ana, ben, channel, bodies, client } = await everybody();
    const thread = ana.says(channel, 'When?');
    ben.says(channel, 'Now', { thread });
    await client.chat.postEphemeral({
      channel: channel.id,
      user: ana.id,
      thread_ts: thread.ts,
      text: 'Ready?',
      blocks,
    });
    await ana.click(ana.messages(channel, { thread }).at(-1), 'Yes');
    expect(bodies[0]).not.toHaveProperty('message');
    expect(bodies[0]).toMatchObject({ container: { is_ephemeral: true, thread_ts: thread.ts } });
  });

  test('of a message shortcut', async () => {
    const { ana, ben, channel, bodies, common } = await everybody();
    const asked = ben.says(channel, 'When?');
    await ana.shortcut('look', asked);
    expect(bodies).toEqual([
      {
        type: 'message_action',
        ...common,
        callback_id: 'look',
        trigger_id: expect.any(String),
        response_url: expect.any(String),
        message_ts: asked.ts,
        channel: { id: channel.id, name: 'advising' },
        message: expect.objectContaining({
          type: 'message',
          user: ben.id,
          ts: asked.ts,
          text: 'When?',
        }),
        action_ts: expect.any(String),
      },
    ]);
  });

  test('of a form that is submitted', async () => {
    const { slack, workspace, ana, bodies, common, client } = await everybody();
    const view = {
      type: 'modal' as const,
      callback_id: 'form',
      private_metadata: 'kept',
      title: plain('Form'),
      submit: plain('Save'),
      blocks: [input({ type: 'plain_text_input', action_id: 'a' }, { block_id: 'b' })] as never,
    };
    await client.views.open({ trigger_id: slack.triggers.issue(ana.id), view });
    const id = ana.modal?.id;
    await ana.submit({ Label: '1 < 2' });
    expect(bodies).toMatchObject([
      {
        type: 'view_submission',
        ...common,
        trigger_id: expect.any(String),
        response_urls: [],
        view: {
          id,
          type: 'modal',
          team_id: workspace.id,
          app_id: slack.appId,
          app_installed_team_id: workspace.id,
          bot_id: workspace.botId,
          callback_id: 'form',
          private_metadata: 'kept',
          root_view_id: id,
          previous_view_id: null,
          hash: expect.any(String),
          state: { values: { b: { a: { type: 'plain_text_input', value: '1 < 2' } } } },
        },
      },
    ]);
  });

  test('of the Home: it is opened, and a click there has no response_url', async () => {
    const { ana, workspace, bodies, client } = await everybody();
    await ana.openHome();
    expect(bodies[0]).toMatchObject({
      type: 'event_callback',
      team_id: workspace.id,
      event_id: expect.stringMatching(/^Ev/),
      authorizations: [{ team_id: workspace.id, user_id: workspace.botUserId, is_bot: true }],
      event: {
        type: 'app_home_opened',
        user: ana.id,
        tab: 'home',
        channel: expect.stringMatching(/^D/),
      },
    });
    await client.views.publish({ user_id: ana.id, view: { type: 'home', blocks } });
    await ana.click(ana.home, 'Yes');
    expect(bodies[1]).not.toHaveProperty('response_url');
    expect(bodies[1]).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: ana.home?.id },
      view: { type: 'home', state: { values: {} } },
      actions: [action],
    });
  });
});
