import { test } from 'vitest';
import { none, type Row, sees, slackForFile, tooMany } from './slack/refused.ts';
import { option, plain, times } from './slack/testing.ts';

const slack = slackForFile();
const options = (count: number) => times(count, (index) => option(`${index}`));
const select = (more: object) => ({ type: 'static_select', ...more });
const radio = (more: object) => ({ type: 'radio_buttons', ...more });
const boxes = (more: object) => ({ type: 'checkboxes', ...more });
const initial = 'must equal one of the options exactly';

const rows: Row[] = [
  {
    rule: 'only an overflow menu has options with links',
    broken: select({ options: [{ ...option('a'), url: 'https://a.example' }] }),
    allowed: { type: 'overflow', options: [{ ...option('a'), url: 'https://a.example' }] },
    at: '/options/0',
    says: 'invalid additional property: url',
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
    says: none,
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
    says: none,
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

test.each(rows)('$rule', (row) =>
  sees(slack(), row, '/elements/0', (element) => ({ type: 'actions', elements: [element] })),
);
