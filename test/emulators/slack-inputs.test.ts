import { expect, test } from 'vitest';
import { type Row, sees, slackForFile, tooLong } from './slack/refused.ts';
import { clientOf, input, option, refusal, times, wrongly, x } from './slack/testing.ts';

const slack = slackForFile();
const number = (more: object = {}) => ({
  type: 'number_input',
  is_decimal_allowed: false,
  ...more,
});
const words = (more: object = {}) => ({ type: 'plain_text_input', ...more });
const options = (count: number) => times(count, (index) => option(`${index}`));

const rows: Row[] = [
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
    rule: 'a greatest length is 3000 at most',
    broken: words({ max_length: 3001 }),
    allowed: words({ max_length: 3000, min_length: 0, initial_value: '' }),
    at: '/max_length',
    says: 'must be at most 3000',
  },
  {
    rule: 'a least length is 0 at least',
    broken: words({ min_length: -1 }),
    allowed: words({ min_length: 0 }),
    at: '/min_length',
    says: 'must be at least 0',
  },
  {
    rule: 'an email address has 3000 characters at most',
    broken: { type: 'email_text_input', initial_value: x(3001) },
    allowed: { type: 'email_text_input', initial_value: x(3000) },
    at: '/initial_value',
    says: tooLong(3000),
  },
  {
    rule: 'a link has 3000 characters at most',
    broken: { type: 'url_text_input', initial_value: x(3001) },
    allowed: { type: 'url_text_input', initial_value: x(3000) },
    at: '/initial_value',
    says: tooLong(3000),
  },
  {
    rule: 'a moment is in seconds, not before 2001',
    broken: { type: 'datetimepicker', initial_date_time: 999_999_999 },
    allowed: { type: 'datetimepicker', initial_date_time: 1_000_000_000 },
    at: '/initial_date_time',
    says: 'must be at least 1000000000',
  },
  {
    rule: 'a moment is in seconds, not in milliseconds',
    broken: { type: 'datetimepicker', initial_date_time: 10_000_000_000 },
    allowed: { type: 'datetimepicker', initial_date_time: 9_999_999_999 },
    at: '/initial_date_time',
    says: 'must be at most 9999999999',
  },
  {
    rule: 'files are uploaded in modals alone',
    broken: { type: 'file_input' },
    allowed: words(),
    at: '/type',
    says: 'unsupported type: file_input',
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

test.each(rows)('$rule', (row) => sees(slack(), row, '/element', (element) => input(element)));

test('one input alone has the focus', async () => {
  const channel = slack().workspace().channel('advising').id;
  const focused = (...focus: boolean[]) => ({
    channel,
    text: 'a',
    blocks: wrongly(focus.map((focus_on_load) => input(words({ focus_on_load })))),
  });
  expect((await refusal(clientOf(slack()).chat.postMessage(focused(true, true)))).messages).toEqual(
    ['[ERROR] only one element can set `focus_on_load` [json-pointer:/blocks]'],
  );
  expect((await clientOf(slack()).chat.postMessage(focused(true, false))).ok).toBe(true);
});
