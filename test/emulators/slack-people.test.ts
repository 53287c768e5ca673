import { describe, expect, test } from 'vitest';
import { scene } from './slack/scene.ts';
import { readable } from './slack/slack.ts';
import { button, clientOf, mrkdwn, option, plain, section, slackForTest } from './slack/testing.ts';

const acknowledges = (app: import('@slack/bolt').App) => {
  app.command(/.*/, ({ ack }) => ack());
  app.action(/.*/, ({ ack }) => ack());
  app.shortcut(/.*/, ({ ack }) => ack());
  app.view({ type: 'view_submission', callback_id: /.*/ }, ({ ack }) => ack());
  app.view({ type: 'view_closed', callback_id: /.*/ }, ({ ack }) => ack());
};

describe('an ephemeral message', () => {
  test('is seen by one person, as long as they are in the channel and do not reload', async () => {
    const { slack, ana, ben, channel } = await scene('HTTP');
    const whisper = () =>
      clientOf(slack).chat.postEphemeral({ channel: channel.id, user: ana.id, text: 'psst' });
    await whisper();
    expect(ana.messages(channel)).toMatchObject([{ text: 'psst', ephemeral: true }]);
    expect(ben.messages(channel)).toEqual([]);
    channel.remove(ana);
    expect(ana.messages(channel)).toEqual([]);
    channel.add(ana);
    ana.reload();
    expect(ana.messages(channel)).toEqual([]);
  });

  test('in a thread is shown only if somebody has replied there', async () => {
    const { slack, ana, ben, channel } = await scene('HTTP');
    const thread = ana.says(channel, 'When?');
    const whisper = (text: string) =>
      clientOf(slack).chat.postEphemeral({
        channel: channel.id,
        user: ana.id,
        thread_ts: thread.ts,
        text,
      });
    await whisper('too early');
    ben.says(channel, 'Now', { thread });
    await whisper('in time');
    expect(ana.messages(channel, { thread }).map(({ text }) => text)).toEqual([
      'When?',
      'Now',
      'in time',
    ]);
    expect(ana.messages(channel).map(({ text, replies }) => ({ text, replies }))).toEqual([
      { text: 'When?', replies: 1 },
    ]);
  });

  test('that is gone cannot be clicked', async () => {
    const { slack, ana, channel } = await scene('HTTP', acknowledges);
    const blocks = [{ type: 'actions' as const, elements: [button('Yes')] }];
    await clientOf(slack).chat.postEphemeral({
      channel: channel.id,
      user: ana.id,
      text: 'a',
      blocks,
    });
    const message = ana.messages(channel).at(-1);
    await ana.click(message, 'Yes');
    ana.reload();
    await expect(ana.click(message, 'Yes')).rejects.toThrow('no longer has that message');
  });
});

describe('a person', () => {
  test('cannot use a command in a thread, in an archived channel, or where they are not', async () => {
    const { slack, workspace, ana, channel } = await scene('HTTP', acknowledges);
    const thread = ana.says(channel, 'When?');
    await expect(ana.command(channel, '/ask', { thread })).rejects.toMatchObject({
      code: 'command_in_thread',
    });
    await expect(ana.command(workspace.channel('other'), '/ask')).rejects.toThrow('not in #other');
    channel.archived = true;
    await expect(ana.command(channel, '/ask')).rejects.toThrow('archived');
    channel.archived = false;
    await ana.command(channel, '/ask');
    workspace.install({ scopes: ['chat:write'] });
    await expect(ana.command(channel, '/ask')).rejects.toMatchObject({ code: 'invalid_command' });
    expect(slack.complaints).toEqual([]);
  });

  test('mentions the app where it is a member, and it hears of nothing elsewhere', async () => {
    const { workspace, ana, channel, bodies } = await scene('HTTP');
    const outside = workspace.channel('outside').add(ana);
    await ana.mention(outside, 'hello');
    expect(ana.errors).toEqual(['app_not_in_channel']);
    const thread = ana.says(channel, 'When?');
    await ana.mention(channel, 'is it <3 & done?', { thread });
    expect(bodies.map(({ event }) => event)).toMatchObject([
      {
        type: 'app_mention',
        text: `<@${workspace.botUserId}> is it &lt;3 &amp; done?`,
        thread_ts: thread.ts,
        user: ana.id,
      },
    ]);
    workspace.install({ scopes: ['chat:write'] });
    await ana.mention(channel, 'hello');
    expect(bodies).toHaveLength(1);
  });

  test('picks options, and what is picked goes along with the next click', async () => {
    const { slack, ana, channel, bodies } = await scene('HTTP', acknowledges);
    const menu = {
      type: 'static_select' as const,
      action_id: 'menu',
      options: [option('One'), option('Two')],
    };
    const elements = [menu, button('Go', { action_id: 'go' })];
    await clientOf(slack).chat.postMessage({
      channel: channel.id,
      text: 'a',
      blocks: [{ type: 'actions', block_id: 'b', elements }],
    });
    const message = ana.messages(channel).at(-1);
    await ana.choose(message, 'Two');
    await ana.click(message, 'Go');
    expect(bodies.map(({ actions }) => actions)).toMatchObject([
      [{ type: 'static_select', action_id: 'menu', block_id: 'b', selected_option: option('Two') }],
      [{ type: 'button', action_id: 'go', block_id: 'b' }],
    ]);
    expect(bodies.at(-1)?.state).toMatchObject({
      values: { b: { menu: { selected_option: { value: 'Two' } } } },
    });
    await expect(ana.choose(message, 'Three')).rejects.toThrow('there are: One, Two');
  });

  test('waits for what is to come, and says what there was when it did not', async () => {
    const slack = await slackForTest();
    const ana = slack.workspace().person('Ana');
    const channel = slack.workspace().channel('advising').add(ana);
    const waited = ana.until('Ben is there', () =>
      ana.messages(channel).find(({ text }) => text === 'here'),
    );
    slack.workspace().person('Ben');
    channel.add(slack.workspace().person('Ben'));
    slack.workspace().person('Ben').says(channel, 'here');
    expect((await waited).text).toBe('here');
    slack.patience = 1;
    await expect(ana.until('Eve is there', () => undefined)).rejects.toThrow(
      /until Eve is there[\s\S]*#advising[\s\S]*here/,
    );
  });
});

test('a message is read as a person reads it', async () => {
  const slack = await slackForTest();
  const ana = slack.workspace().person('Ana');
  const list = {
    type: 'rich_text_list',
    style: 'ordered',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'first' }] }],
  };
  const blocks = [
    { type: 'header', text: plain('Result') },
    {
      type: 'section',
      text: mrkdwn(`<@${ana.id}> &amp; <https://a.example|the guide>`),
      accessory: { type: 'image', alt_text: 'a chart', image_url: 'https://a.example/a.png' },
    },
    { type: 'divider' },
    { type: 'rich_text', elements: [list] },
    { type: 'actions', elements: [button('Yes'), button('No')] },
    section('end'),
  ];
  expect(readable({ blocks, ephemeral: true })).toBe(
    [
      '(only visible to you)',
      '# Result',
      '@Ana & the guide',
      '(picture: a chart)',
      '---',
      '1. first',
      '[Yes] [No]',
      'end',
    ].join('\n'),
  );
});
