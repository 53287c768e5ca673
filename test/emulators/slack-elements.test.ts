import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from './slack/slack.ts';
import {
  button,
  clientOf,
  input,
  mrkdwn,
  option,
  plain,
  refusal,
  section,
  times,
  wrongly,
  x,
} from './slack/testing.ts';

let slack: Slack;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());

const post = (block: object) => {
  const channel = slack.workspace().channel('advising', { bot: true });
  return clientOf(slack).chat.postMessage({
    channel: channel.id,
    text: 'fallback',
    blocks: wrongly([block]),
  });
};

/** An element that breaks a rule and the nearest that does not; `at` is the place in the element. */
type Row = { rule: string; broken: object; allowed: object; at: string; says: string };

const tooLong = (max: number) => `must be less than ${max + 1} characters`;
const tooMany = (max: number) => `no more than ${max} items allowed`;
const options = (count: number) => times(count, (index) => option(`${index}`));
const select = (more: object) => ({ type: 'static_select', ...more });
const radio = (more: object) => ({ type: 'radio_buttons', ...more });
const boxes = (more: object) => ({ type: 'checkboxes', ...more });
const group = (more: object = {}) => ({ label: plain('a'), options: options(1), ...more });
const ask = (more: object) => ({
  title: plain('Sure?'),
  text: plain('Really?'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...more,
});
const initial = 'must equal one of the options exactly';
const notOne = 'must define exactly one of `options` or `option_groups`';

const inActions: Row[] = [
  {
    rule: 'a button has a text of 75 characters at most',
    broken: button(x(76)),
    allowed: button(x(75)),
    at: '/text/text',
    says: tooLong(75),
  },
  {
    rule: 'a button has a text',
    broken: button(''),
    allowed: button('x'),
    at: '/text/text',
    says: 'must be more than 0 characters',
  },
  {
    rule: 'the text of a button is plain',
    broken: button('a', { text: mrkdwn('a') }),
    allowed: button('a'),
    at: '/text/type',
    says: 'must be one of: plain_text',
  },
  {
    rule: 'the value of a button has 2000 characters at most',
    broken: button('a', { value: x(2001) }),
    allowed: button('a', { value: x(2000) }),
    at: '/value',
    says: tooLong(2000),
  },
  {
    rule: 'the link of a button has 3000 characters at most',
    broken: button('a', { url: `https://a.example/${x(2983)}` }),
    allowed: button('a', { url: `https://a.example/${x(2982)}` }),
    at: '/url',
    says: tooLong(3000),
  },
  {
    rule: 'the link of a button is an address',
    broken: button('a', { url: 'a page' }),
    allowed: button('a', { url: 'https://a.example' }),
    at: '/url',
    says: 'must be a valid URL',
  },
  {
    rule: 'a button is primary or danger',
    broken: button('a', { style: 'default' }),
    allowed: button('a', { style: 'danger' }),
    at: '/style',
    says: 'must be one of: primary, danger',
  },
  {
    rule: 'the label for screen readers has 75 characters at most',
    broken: button('a', { accessibility_label: x(76) }),
    allowed: button('a', { accessibility_label: x(75) }),
    at: '/accessibility_label',
    says: tooLong(75),
  },
  {
    rule: 'an action_id has 255 characters at most',
    broken: button('a', { action_id: x(256) }),
    allowed: button('a', { action_id: x(255) }),
    at: '/action_id',
    says: tooLong(255),
  },
  {
    rule: 'a button has no further properties',
    broken: button('a', { disabled: true }),
    allowed: button('a'),
    at: '',
    says: 'invalid additional property: disabled',
  },
  {
    rule: 'a confirmation has a text of 300 characters at most',
    broken: button('a', { confirm: ask({ text: plain(x(301)) }) }),
    allowed: button('a', { confirm: ask({ text: mrkdwn(x(300)) }) }),
    at: '/confirm/text/text',
    says: tooLong(300),
  },
  {
    rule: 'a confirmation has a title of 100 characters at most',
    broken: button('a', { confirm: ask({ title: plain(x(101)) }) }),
    allowed: button('a', { confirm: ask({ title: plain(x(100)) }) }),
    at: '/confirm/title/text',
    says: tooLong(100),
  },
  {
    rule: 'a confirmation has buttons of 30 characters at most',
    broken: button('a', { confirm: ask({ confirm: plain(x(31)) }) }),
    allowed: button('a', { confirm: ask({ confirm: plain(x(30)) }) }),
    at: '/confirm/confirm/text',
    says: tooLong(30),
  },
  {
    rule: 'a select has 100 options at most',
    broken: select({ options: options(101) }),
    allowed: select({ options: options(100) }),
    at: '/options',
    says: tooMany(100),
  },
  {
    rule: 'a select has an option',
    broken: select({ options: [] }),
    allowed: select({ options: options(1) }),
    at: '/options',
    says: 'no fewer than 1 items required',
  },
  {
    rule: 'a select has options or groups',
    broken: select({}),
    allowed: select({ options: options(1) }),
    at: '',
    says: notOne,
  },
  {
    rule: 'a select has not both options and groups',
    broken: select({ options: options(1), option_groups: [group()] }),
    allowed: select({ option_groups: [group()] }),
    at: '',
    says: notOne,
  },
  {
    rule: 'a select has 100 groups at most',
    broken: select({ option_groups: times(101, () => group()) }),
    allowed: select({ option_groups: times(100, () => group()) }),
    at: '/option_groups',
    says: tooMany(100),
  },
  {
    rule: 'a group has 100 options at most',
    broken: select({ option_groups: [group({ options: options(101) })] }),
    allowed: select({ option_groups: [group({ options: options(100) })] }),
    at: '/option_groups/0/options',
    says: tooMany(100),
  },
  {
    rule: 'a group has a label of 75 characters at most',
    broken: select({ option_groups: [group({ label: plain(x(76)) })] }),
    allowed: select({ option_groups: [group({ label: plain(x(75)) })] }),
    at: '/option_groups/0/label/text',
    says: tooLong(75),
  },
  {
    rule: 'an option has a text of 75 characters at most',
    broken: select({ options: [option(x(76), 'a')] }),
    allowed: select({ options: [option(x(75), 'a')] }),
    at: '/options/0/text/text',
    says: tooLong(75),
  },
  {
    rule: 'an option has a value of 150 characters at most',
    broken: select({ options: [option('a', x(151))] }),
    allowed: select({ options: [option('a', x(150))] }),
    at: '/options/0/value',
    says: tooLong(150),
  },
  {
    rule: 'an option has a value',
    broken: select({ options: [{ text: plain('a') }] }),
    allowed: select({ options: [option('a')] }),
    at: '/options/0',
    says: 'missing required field: value',
  },
  {
    rule: 'an option has a description of 75 characters at most',
    broken: select({ options: [{ ...option('a'), description: plain(x(76)) }] }),
    allowed: select({ options: [{ ...option('a'), description: plain(x(75)) }] }),
    at: '/options/0/description/text',
    says: tooLong(75),
  },
  {
    rule: 'an option of a select is plain text',
    broken: select({ options: [{ ...option('a'), text: mrkdwn('a') }] }),
    allowed: radio({ options: [{ ...option('a'), text: mrkdwn('a') }] }),
    at: '/options/0/text/type',
    says: 'must be one of: plain_text',
  },
  {
    rule: 'only an overflow menu has options with links',
    broken: select({ options: [{ ...option('a'), url: 'https://a.example' }] }),
    allowed: { type: 'overflow', options: [{ ...option('a'), url: 'https://a.example' }] },
    at: '/options/0',
    says: 'invalid additional property: url',
  },
  {
    rule: 'what is chosen at first is an option',
    broken: select({ options: [option('a')], initial_option: option('b') }),
    allowed: select({ options: [option('a')], initial_option: option('a') }),
    at: '/initial_option',
    says: initial,
  },
  {
    rule: 'what is chosen at first equals its option in every property',
    broken: select({
      options: [{ ...option('a'), description: plain('d') }],
      initial_option: option('a'),
    }),
    allowed: select({
      options: [{ ...option('a'), description: plain('d') }],
      initial_option: { ...option('a'), description: plain('d') },
    }),
    at: '/initial_option',
    says: initial,
  },
  {
    rule: 'what is chosen at first can stand in a group',
    broken: select({ option_groups: [group()], initial_option: option('b') }),
    allowed: select({ option_groups: [group()], initial_option: option('0') }),
    at: '/initial_option',
    says: initial,
  },
  {
    rule: 'a placeholder has 150 characters at most',
    broken: select({ options: options(1), placeholder: plain(x(151)) }),
    allowed: select({ options: options(1), placeholder: plain(x(150)) }),
    at: '/placeholder/text',
    says: tooLong(150),
  },
  {
    rule: 'radio buttons are 10 at most',
    broken: radio({ options: options(11) }),
    allowed: radio({ options: options(10) }),
    at: '/options',
    says: tooMany(10),
  },
  {
    rule: 'radio buttons are one at least',
    broken: radio({ options: [] }),
    allowed: radio({ options: options(1) }),
    at: '/options',
    says: 'no fewer than 1 items required',
  },
  {
    rule: 'radio buttons have no placeholder',
    broken: radio({ options: options(1), placeholder: plain('a') }),
    allowed: radio({ options: options(1) }),
    at: '',
    says: 'invalid additional property: placeholder',
  },
  {
    rule: 'a chosen radio button is one of them',
    broken: radio({ options: options(2), initial_option: option('2') }),
    allowed: radio({ options: options(2), initial_option: option('1') }),
    at: '/initial_option',
    says: initial,
  },
  {
    rule: 'checkboxes are 10 at most',
    broken: boxes({ options: options(11) }),
    allowed: boxes({ options: options(10) }),
    at: '/options',
    says: tooMany(10),
  },
  {
    rule: 'checkboxes are one at least',
    broken: boxes({ options: [] }),
    allowed: boxes({ options: options(1) }),
    at: '/options',
    says: 'no fewer than 1 items required',
  },
  {
    rule: 'checked boxes are among them',
    broken: boxes({ options: options(2), initial_options: [option('2')] }),
    allowed: boxes({ options: options(2), initial_options: options(2) }),
    at: '/initial_options',
    says: initial,
  },
  {
    rule: 'an overflow menu has 5 options at most',
    broken: { type: 'overflow', options: options(6) },
    allowed: { type: 'overflow', options: options(5) },
    at: '/options',
    says: tooMany(5),
  },
  {
    rule: 'one chooses one thing at least in a multi-select',
    broken: { type: 'multi_static_select', options: options(2), max_selected_items: 0 },
    allowed: { type: 'multi_static_select', options: options(2), max_selected_items: 1 },
    at: '/max_selected_items',
    says: 'must be at least 1',
  },
  {
    rule: 'a date is one',
    broken: { type: 'datepicker', initial_date: '2026-13-01' },
    allowed: { type: 'datepicker', initial_date: '2026-12-01' },
    at: '/initial_date',
    says: 'does not match the required format',
  },
  {
    rule: 'a time is one',
    broken: { type: 'timepicker', initial_time: '24:00' },
    allowed: { type: 'timepicker', initial_time: '23:59' },
    at: '/initial_time',
    says: 'does not match the required format',
  },
];

const number = (more: object = {}) => ({
  type: 'number_input',
  is_decimal_allowed: false,
  ...more,
});
const words = (more: object = {}) => ({ type: 'plain_text_input', ...more });

const inInputs: Row[] = [
  {
    rule: 'a number says whether decimals are allowed',
    broken: { type: 'number_input' },
    allowed: number(),
    at: '',
    says: 'missing required field: is_decimal_allowed',
  },
  {
    rule: 'the bounds of a number are strings',
    broken: number({ min_value: 1 }),
    allowed: number({ min_value: '1' }),
    at: '/min_value',
    says: 'must be a string',
  },
  {
    rule: 'the bounds of a number are numbers',
    broken: number({ max_value: 'many' }),
    allowed: number({ max_value: '300' }),
    at: '/max_value',
    says: 'does not match the required format',
  },
  {
    rule: 'the bounds of a number are in order',
    broken: number({ min_value: '301', max_value: '300' }),
    allowed: number({ min_value: '300', max_value: '300' }),
    at: '/min_value',
    says: 'must not be more than `max_value`',
  },
  {
    rule: 'the bounds of a whole number are whole',
    broken: number({ min_value: '1.5' }),
    allowed: number({ min_value: '1.5', is_decimal_allowed: true }),
    at: '/min_value',
    says: 'must be a whole number',
  },
  {
    rule: 'a number is within its bounds at first',
    broken: number({ max_value: '300', initial_value: '301' }),
    allowed: number({ max_value: '300', initial_value: '300' }),
    at: '/initial_value',
    says: 'must be between `min_value` and `max_value`',
  },
  {
    rule: 'a text has 3000 characters at most',
    broken: words({ initial_value: x(3001) }),
    allowed: words({ initial_value: x(3000) }),
    at: '/initial_value',
    says: tooLong(3000),
  },
  {
    rule: 'a least length is 3000 at most',
    broken: words({ min_length: 3001 }),
    allowed: words({ min_length: 3000 }),
    at: '/min_length',
    says: 'must be at most 3000',
  },
  {
    rule: 'a greatest length is 1 at least',
    broken: words({ max_length: 0 }),
    allowed: words({ max_length: 1 }),
    at: '/max_length',
    says: 'must be at least 1',
  },
  {
    rule: 'lengths are in order',
    broken: words({ min_length: 5, max_length: 4 }),
    allowed: words({ min_length: 4, max_length: 4 }),
    at: '/min_length',
    says: 'must not be more than `max_length`',
  },
  {
    rule: 'a text input has no options',
    broken: words({ options: options(1) }),
    allowed: words({ multiline: true }),
    at: '',
    says: 'invalid additional property: options',
  },
  {
    rule: 'a text is dispatched on something that exists',
    broken: words({ dispatch_action_config: { trigger_actions_on: ['on_blur'] } }),
    allowed: words({ dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } }),
    at: '/dispatch_action_config/trigger_actions_on/0',
    says: 'must be one of: on_enter_pressed, on_character_entered',
  },
];

const check = async (place: string, wrap: (element: object) => object, row: Row) => {
  expect(await refusal(post(wrap(row.broken)))).toEqual({
    error: 'invalid_blocks',
    messages: [`[ERROR] ${row.says} [json-pointer:/blocks/0${place}${row.at}]`],
  });
  expect((await post(wrap(row.allowed))).ok).toBe(true);
};

describe('an element', () => {
  test.each(inActions)('of actions: $rule', (row) =>
    check('/elements/0', (element) => ({ type: 'actions', elements: [element] }), row),
  );

  test.each(inInputs)('of an input: $rule', (row) =>
    check('/element', (element) => input(element), row),
  );

  test('of a section follows the same rules', () =>
    check('/accessory', (accessory) => ({ ...section('a'), accessory }), inActions[0] as Row));

  test('alone has the focus', async () => {
    const channel = slack.workspace().channel('advising').id;
    const focused = (...focus: boolean[]) => ({
      channel,
      text: 'a',
      blocks: wrongly(focus.map((focus_on_load) => input(words({ focus_on_load })))),
    });
    expect((await refusal(clientOf(slack).chat.postMessage(focused(true, true)))).messages).toEqual(
      ['[ERROR] only one element can set `focus_on_load` [json-pointer:/blocks]'],
    );
    expect((await clientOf(slack).chat.postMessage(focused(true, false))).ok).toBe(true);
  });
});
