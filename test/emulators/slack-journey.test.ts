import type { App } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { boltApp, modes } from './slack/bolt.ts';
import { slackForTest } from './slack/testing.ts';

const text = (words: string) => ({ type: 'plain_text' as const, text: words });

const form = {
  type: 'modal' as const,
  callback_id: 'score',
  title: text('Your score'),
  submit: text('Save'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'ck',
      label: text('Score'),
      element: {
        type: 'number_input' as const,
        action_id: 'value',
        is_decimal_allowed: false,
        min_value: '1',
        max_value: '300',
      },
    },
  ],
};

/** Asks by a command, opens a form by a button, is strict about one number, and replaces its message. */
function tinyApp(app: App): void {
  let answerAt = '';
  app.command('/ask', async ({ ack, respond, command }) => {
    await ack();
    await respond({
      text: `You said ${command.text}`,
      blocks: [
        { type: 'section', text: text(`You said ${command.text}`) },
        {
          type: 'actions',
          elements: [{ type: 'button', action_id: 'enter', text: text('Enter score') }],
        },
      ],
    });
  });
  app.action('enter', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    answerAt = body.response_url;
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.view('score', async ({ ack, view }) => {
    const value = view.state.values.ck?.value?.value;
    if (value === '13') return ack({ response_action: 'errors', errors: { ck: 'Not that one.' } });
    await ack();
    const body = JSON.stringify({ replace_original: true, text: `Saved ${value}` });
    await fetch(answerAt, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
  });
}

describe.each(modes)('a journey in %s', (mode) => {
  test('goes from a command to a button, a form, an error in it, and a replaced message', async () => {
    const slack = await slackForTest();
    const workspace = slack.workspace();
    await boltApp(slack, mode, tinyApp);
    const channel = workspace.channel('advising', { bot: true });
    const ana = workspace.person('Ana');
    const ben = workspace.person('Ben');
    channel.add(ana, ben);

    await ana.command(channel, '/ask hello there');
    const question = await ana.until('the question is there', () => ana.messages(channel).at(-1));
    expect(question).toMatchObject({
      text: 'You said hello there',
      ephemeral: true,
      buttons: ['Enter score'],
    });
    expect(ben.messages(channel)).toEqual([]);
    await expect(ana.click(question, 'Leave')).rejects.toThrow('Enter score');

    await ana.click(question, 'Enter score');
    await ana.until('the form is open', () => ana.modal);
    expect(ana.modal).toMatchObject({
      title: 'Your score',
      labels: ['Score'],
      submitLabel: 'Save',
    });
    expect(await ana.submit({ Score: 'many' })).toEqual({ Score: 'Please enter a number' });
    expect(await ana.submit({ Score: '301' })).toEqual({ Score: 'Must be 300 or less' });
    expect(await ana.submit({ Score: '13' })).toEqual({ Score: 'Not that one.' });
    expect(ana.modal?.errors).toEqual({ Score: 'Not that one.' });
    expect(await ana.submit({ Score: '251' })).toEqual({});
    expect(ana.modal).toBeNull();

    const saved = () => ana.messages(channel).find((message) => message.text === 'Saved 251');
    expect((await ana.until('the message is replaced', saved)).ts).toBe(question.ts);
    expect(ana.messages(channel)).toHaveLength(1);
    ana.reload();
    expect(ana.messages(channel)).toEqual([]);
    expect(slack.complaints).toEqual([]);
    expect(ana.errors).toEqual([]);
  });
});
