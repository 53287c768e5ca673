import { describe, expect, test } from 'vitest';
import type { Filling } from './slack/people/inputs.ts';
import { scene } from './slack/scene.ts';
import { clientOf, input, option, plain, times, x } from './slack/testing.ts';
import type { Json } from './slack/world/json.ts';

const options = ['One', 'Two', 'Three'].map((text) => option(text));

/** A form with one input, and what the app is sent of it. */
async function asked(element: object, more: object = {}) {
  const all = await scene('HTTP', (app) => {
    app.view('form', ({ ack }) => ack());
  });
  const { slack, ana, bodies } = all;
  const view = {
    type: 'modal',
    callback_id: 'form',
    title: plain('Form'),
    submit: plain('Save'),
    blocks: [input({ action_id: 'a', ...element }, { block_id: 'b', ...more })],
  } as never;
  await clientOf(slack).views.open({ trigger_id: slack.triggers.issue(ana.id), view });
  const sent = (): Json | undefined => {
    const body = bodies.at(-1) as { view: { state: { values: Record<string, Json> } } } | undefined;
    return body?.view.state.values.b?.a as Json | undefined;
  };
  const submit = (filling?: Filling) => ana.submit(filling === undefined ? {} : { Label: filling });
  return { ...all, sent, submit };
}

describe('an input is sent as it was filled', () => {
  test.each<{ name: string; element: object; filling: Filling; sent: object }>([
    {
      name: 'a text of several lines',
      element: { type: 'plain_text_input', multiline: true },
      filling: 'one\n\ntwo',
      sent: { value: 'one\n\ntwo' },
    },
    {
      name: 'a text pasted into a single line',
      element: { type: 'plain_text_input' },
      filling: 'one \n two',
      sent: { value: 'one two' },
    },
    {
      name: 'an address',
      element: { type: 'email_text_input' },
      filling: 'ana@a.example',
      sent: { value: 'ana@a.example' },
    },
    {
      name: 'a day',
      element: { type: 'datepicker' },
      filling: '2026-02-28',
      sent: { selected_date: '2026-02-28' },
    },
    {
      name: 'an option',
      element: { type: 'static_select', options },
      filling: 'Two',
      sent: { selected_option: options[1] },
    },
    {
      name: 'several options',
      element: { type: 'multi_static_select', options, max_selected_items: 2 },
      filling: ['Three', 'One'],
      sent: { selected_options: [options[2], options[0]] },
    },
    {
      name: 'boxes that are ticked',
      element: { type: 'checkboxes', options },
      filling: ['One'],
      sent: { selected_options: [options[0]] },
    },
  ])('$name', async ({ element, filling, sent: expected }) => {
    const { submit, sent } = await asked(element);
    expect(await submit(filling)).toEqual({});
    expect(sent()).toEqual({ type: (element as Json).type, ...expected });
  });
});

describe('an input that nobody touches is sent as it was shown', () => {
  test.each([
    {
      element: { type: 'plain_text_input', multiline: true, initial_value: x(3000) },
      sent: { value: x(3000) },
    },
    {
      element: { type: 'datepicker', initial_date: '2026-09-30' },
      sent: { selected_date: '2026-09-30' },
    },
    {
      element: { type: 'multi_static_select', options, initial_options: options.slice(0, 2) },
      sent: { selected_options: options.slice(0, 2) },
    },
    {
      element: { type: 'checkboxes', options, initial_options: options.slice(2) },
      sent: { selected_options: options.slice(2) },
    },
  ])('$element.type', async ({ element, sent: expected }) => {
    const { submit, sent } = await asked(element);
    expect(await submit()).toEqual({});
    expect(sent()).toEqual({ type: element.type, ...expected });
  });
});

describe('an optional input can be emptied, a required one not', () => {
  test.each<{ element: object; filling: Filling; sent: object }>([
    {
      element: { type: 'plain_text_input', initial_value: 'a' },
      filling: '',
      sent: { value: null },
    },
    {
      element: { type: 'datepicker', initial_date: '2026-09-30' },
      filling: '',
      sent: { selected_date: null },
    },
    {
      element: { type: 'static_select', options, initial_option: options[0] },
      filling: '',
      sent: { selected_option: null },
    },
    {
      element: { type: 'multi_static_select', options, initial_options: options },
      filling: [],
      sent: { selected_options: [] },
    },
    {
      element: { type: 'checkboxes', options, initial_options: options },
      filling: [],
      sent: { selected_options: [] },
    },
  ])('$element.type', async ({ element, filling, sent: expected }) => {
    const optional = await asked(element, { optional: true });
    expect(await optional.submit(filling)).toEqual({});
    expect(optional.sent()).toEqual({ type: (element as Json).type, ...expected });
    const required = await asked(element);
    expect(await required.submit(filling)).toEqual({
      Label: 'Please complete this required field',
    });
    expect(required.bodies).toEqual([]);
  });
});

describe('an input takes nothing that a client would not', () => {
  test('more options than it says', async () => {
    const { submit, bodies } = await asked({
      type: 'multi_static_select',
      options,
      max_selected_items: 1,
    });
    expect(await submit(['One', 'Two'])).toEqual({ Label: 'Please choose at most 1' });
    expect(bodies).toEqual([]);
  });

  test('more than 3000 characters, where it says nothing of its length', async () => {
    const { submit } = await asked({ type: 'plain_text_input' });
    expect(await submit(x(3001))).toEqual({ Label: 'Please enter at most 3000 characters' });
    expect(await submit(x(3000))).toEqual({});
  });

  test.each<{ element: object; filling: Filling; throws: string }>([
    { element: { type: 'datepicker' }, filling: '2026-02-30', throws: 'no "2026-02-30" to pick' },
    { element: { type: 'datepicker' }, filling: '30 Sep', throws: 'no "30 Sep" to pick' },
    { element: { type: 'timepicker' }, filling: '24:00', throws: 'no "24:00" to pick' },
    { element: { type: 'datetimepicker' }, filling: 'now', throws: 'no "now" to pick' },
    { element: { type: 'checkboxes', options }, filling: ['One', 'One'], throws: 'chosen once' },
    { element: { type: 'radio_buttons', options }, filling: '', throws: 'there is no option ""' },
    { element: { type: 'plain_text_input' }, filling: ['a', 'b'], throws: 'takes one text' },
    {
      element: { type: 'plain_text_input' },
      filling: { file: 'a.csv', content: 'a' },
      throws: 'takes one text',
    },
  ])('$filling in a $element.type', async ({ element, filling, throws }) => {
    const { submit, bodies } = await asked(element);
    await expect(submit(filling)).rejects.toThrow(throws);
    expect(bodies).toEqual([]);
  });
});

test('a form of a hundred inputs is filled where it is filled', async () => {
  const { slack, ana, bodies } = await asked({ type: 'plain_text_input' });
  const blocks = times(100, (index) =>
    input({ type: 'plain_text_input' }, { label: plain(`Q${index}`), optional: true }),
  );
  const view = {
    type: 'modal',
    callback_id: 'form',
    title: plain('Form'),
    submit: plain('Save'),
    blocks,
  } as never;
  await clientOf(slack).views.open({ trigger_id: slack.triggers.issue(ana.id), view });
  expect(await ana.submit({ Q7: 'seven' })).toEqual({});
  expect(JSON.stringify(bodies.at(-1))).toContain('"value":"seven"');
});
