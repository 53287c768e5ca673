import { describe, expect, test } from 'vitest';
import { modes } from './slack/bolt.ts';
import { scene } from './slack/scene.ts';
import { button, clientOf, input, plain, section } from './slack/testing.ts';

const form = (more: object = {}) =>
  ({
    type: 'modal',
    callback_id: 'form',
    title: plain('Form'),
    submit: plain('Save'),
    blocks: [
      section('Hello'),
      input({ type: 'plain_text_input', action_id: 'a' }, { block_id: 'asked' }),
    ],
    ...more,
  }) as never;

describe.each(modes)('in %s', (mode) => {
  test('a command that is not acknowledged shows operation_timeout', async () => {
    const { ana, channel, heard, tooLate } = await scene(mode);
    const asked = ana.command(channel, '/ask');
    await Promise.all([
      expect(asked).rejects.toMatchObject({ code: 'operation_timeout' }),
      tooLate(),
    ]);
    expect(ana.errors).toEqual(['operation_timeout']);
    expect(heard).toHaveLength(1);
  });

  test('a click that is not acknowledged shows an error and is not sent again', async () => {
    const { slack, ana, channel, heard, tooLate } = await scene(mode);
    const blocks = [{ type: 'actions' as const, elements: [button('Yes')] }];
    await clientOf(slack).chat.postMessage({ channel: channel.id, text: 'Ready?', blocks });
    const clicked = ana.click(ana.messages(channel).at(-1), 'Yes');
    await Promise.all([
      expect(clicked).rejects.toMatchObject({ code: 'operation_timeout' }),
      tooLate(),
    ]);
    slack.advance(600_000);
    expect(heard).toHaveLength(1);
  });

  test.each([
    { answer: 'Hello', ephemeral: true },
    { answer: { text: 'Hello' }, ephemeral: true },
    { answer: { text: 'Hello', response_type: 'in_channel' as const }, ephemeral: false },
  ])(
    'the acknowledgement of a command can hold its answer: $answer',
    async ({ answer, ephemeral }) => {
      const { ana, channel } = await scene(mode, (app) =>
        app.command('/ask', ({ ack }) => ack(answer)),
      );
      await ana.command(channel, '/ask');
      expect(ana.messages(channel)).toMatchObject([{ text: 'Hello', ephemeral }]);
    },
  );

  test('an answer that Slack would refuse is refused there too', async () => {
    const { ana, channel } = await scene(mode, (app) =>
      app.command('/ask', ({ ack }) => ack({ text: 'a', blocks: [section('')] })),
    );
    await expect(ana.command(channel, '/ask')).rejects.toMatchObject({
      code: 'invalid_command_response',
    });
    expect(ana.messages(channel)).toEqual([]);
  });

  test('the acknowledgement of a click changes nothing', async () => {
    const { slack, ana, channel } = await scene(mode, (app) =>
      app.action('yes', ({ ack }) =>
        (ack as (body: object) => Promise<void>)({ text: 'changed', replace_original: true }),
      ),
    );
    const blocks = [{ type: 'actions' as const, elements: [button('Yes', { action_id: 'yes' })] }];
    await clientOf(slack).chat.postMessage({ channel: channel.id, text: 'Ready?', blocks });
    await ana.click(ana.messages(channel).at(-1), 'Yes');
    expect(ana.messages(channel)).toMatchObject([{ text: 'Ready?' }]);
  });

  test.each([
    {
      what: 'errors at a block that is not there',
      answer: { response_action: 'errors', errors: { other: 'No' } },
    },
    {
      what: 'errors at a block that is no input',
      answer: { response_action: 'errors', errors: { hello: 'No' } },
    },
    { what: 'errors without any', answer: { response_action: 'errors', errors: {} } },
    { what: 'an action that Slack does not know', answer: { response_action: 'close' } },
    {
      what: 'an update with a view that is refused',
      answer: { response_action: 'update', view: form({ title: plain('') }) },
    },
    {
      what: 'a push with a view that is refused',
      answer: { response_action: 'push', view: form({ submit: undefined }) },
    },
  ])('a submission that is answered by $what shows a failure', async ({ answer }) => {
    const { slack, ana } = await scene(mode, (app) =>
      app.view('form', ({ ack }) => ack(answer as never)),
    );
    const blocks = [
      { ...section('Hello'), block_id: 'hello' },
      input({ type: 'plain_text_input', action_id: 'a' }, { block_id: 'asked' }),
    ];
    await clientOf(slack).views.open({
      trigger_id: slack.triggers.issue(ana.id),
      view: form({ blocks }),
    });
    await expect(ana.submit({ Label: 'a' })).rejects.toMatchObject({
      code: 'invalid_view_response',
    });
    expect(ana.modal?.title).toBe('Form');
  });

  test.each([
    { answer: undefined, titles: ['Form'] },
    { answer: { response_action: 'clear' as const }, titles: [] },
    {
      answer: { response_action: 'update' as const, view: form({ title: plain('Next') }) },
      titles: ['Form', 'Next'],
    },
    {
      answer: { response_action: 'push' as const, view: form({ title: plain('Over') }) },
      titles: ['Form', 'Form', 'Over'],
    },
  ])('a submission can be answered by $answer.response_action', async ({ answer, titles }) => {
    const { slack, ana } = await scene(mode, (app) =>
      app.view('form', ({ ack }) => (answer ? ack(answer) : ack())),
    );
    const client = clientOf(slack);
    const { view } = await client.views.open({
      trigger_id: slack.triggers.issue(ana.id),
      view: form(),
    });
    await client.views.push({
      trigger_id: slack.triggers.issue(ana.id, view?.id ?? ''),
      view: form(),
    });
    expect(await ana.submit({ Label: 'a' })).toEqual({});
    expect(ana.stack.map((one) => (one.definition.title as { text: string }).text)).toEqual(titles);
  });

  test('the last thing that was sent can be sent again', async () => {
    const { slack, ana, channel, heard } = await scene(mode, (app) =>
      app.command('/ask', ({ ack }) => ack()),
    );
    await ana.mention(channel, 'hello');
    await slack.redeliver();
    expect(heard.map(({ type, retry }) => ({ type, retry }))).toEqual([
      { type: 'app_mention', retry: mode === 'HTTP' ? undefined : 0 },
      { type: 'app_mention', retry: 1 },
    ]);
    expect(heard[0]?.id).toBe(heard[1]?.id);
    await ana.command(channel, '/ask');
    expect(await slack.redeliver()).toMatchObject({ ok: true });
  });
});
