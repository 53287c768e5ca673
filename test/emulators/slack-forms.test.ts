import { describe, expect, test } from 'vitest';
import { scene } from './slack/scene.ts';
import { clientOf, input, option, plain } from './slack/testing.ts';

const acknowledges = (app: import('@slack/bolt').App) => {
  app.command(/.*/, ({ ack }) => ack());
  app.action(/.*/, ({ ack }) => ack());
  app.shortcut(/.*/, ({ ack }) => ack());
  app.view({ type: 'view_submission', callback_id: /.*/ }, ({ ack }) => ack());
  app.view({ type: 'view_closed', callback_id: /.*/ }, ({ ack }) => ack());
};

describe('a form', () => {
  test('is held up by the client before anything is sent', async () => {
    const { slack, ana, bodies } = await scene('HTTP', acknowledges);
    const asked = (label: string, element: object, more: object = {}) =>
      input(element, { label: plain(label), ...more });
    const blocks = [
      asked('Number', {
        type: 'number_input',
        is_decimal_allowed: false,
        min_value: '1',
        max_value: '9',
      }),
      asked('Words', { type: 'plain_text_input', min_length: 2, max_length: 3 }),
      asked('Email', { type: 'email_text_input' }),
      asked('Site', { type: 'url_text_input' }),
      asked('Pick', { type: 'static_select', options: [option('One')] }, { optional: true }),
    ];
    const view = {
      type: 'modal',
      callback_id: 'f',
      title: plain('Form'),
      submit: plain('Save'),
      blocks,
    } as never;
    await clientOf(slack).views.open({ trigger_id: slack.triggers.issue(ana.id), view });
    const required = 'Please complete this required field';
    expect(await ana.submit()).toEqual({
      Number: required,
      Words: required,
      Email: required,
      Site: required,
    });
    expect(await ana.submit({ Number: '10', Words: 'x', Email: 'ana', Site: 'here' })).toEqual({
      Number: 'Must be 9 or less',
      Words: 'Please enter at least 2 characters',
      Email: 'Please enter an email address',
      Site: 'Please enter a URL',
    });
    expect(await ana.submit({ Number: '1.5', Words: 'xxxx' })).toMatchObject({
      Number: 'Please enter a whole number',
      Words: 'Please enter at most 3 characters',
    });
    await expect(ana.submit({ Other: 'a' })).rejects.toThrow(
      'there are: Number, Words, Email, Site, Pick',
    );
    await expect(ana.submit({ Pick: 'Two' })).rejects.toThrow('there are: One');
    expect(bodies).toEqual([]);
    const right = {
      Number: '9',
      Words: 'xxx',
      Email: 'ana@a.example',
      Site: 'https://a.example',
      Pick: 'One',
    };
    expect(await ana.submit(right)).toEqual({});
    expect(bodies).toHaveLength(1);
  });

  test('keeps what was typed where ids stay the same, whatever the app says is there at first', async () => {
    const { slack, ana, bodies } = await scene('HTTP', acknowledges);
    const form = (blockId: string) =>
      ({
        type: 'modal',
        callback_id: 'f',
        title: plain('Form'),
        submit: plain('Save'),
        blocks: [
          input(
            { type: 'plain_text_input', action_id: 'a', initial_value: 'new' },
            { block_id: blockId },
          ),
        ],
      }) as never;
    const client = clientOf(slack);
    const { view } = await client.views.open({
      trigger_id: slack.triggers.issue(ana.id),
      view: form('one'),
    });
    const update = (blockId: string) =>
      client.views.update({ view_id: view?.id ?? '', view: form(blockId) });
    ana.stack[0]?.values.set('one\na', { type: 'plain_text_input', value: 'typed' });
    await update('one');
    expect(ana.stack[0]?.values.size).toBe(1);
    await update('two');
    await ana.submit();
    expect(bodies[0]).toMatchObject({
      view: { state: { values: { two: { a: { value: 'new' } } } } },
    });
  });

  test.each([
    { notify: true, sent: ['view_closed'] },
    { notify: false, sent: [] },
  ])('closes a modal, of which the app hears if it asked to: $notify', async ({ notify, sent }) => {
    const { slack, ana, bodies } = await scene('HTTP', acknowledges);
    const view = {
      type: 'modal',
      callback_id: 'f',
      title: plain('Form'),
      blocks: [],
      notify_on_close: notify,
    } as never;
    await clientOf(slack).views.open({ trigger_id: slack.triggers.issue(ana.id), view });
    await ana.closeModal();
    expect(ana.modal).toBeNull();
    expect(bodies.map(({ type }) => type)).toEqual(sent);
  });
});
