import { test } from 'vitest';
import { none, type Row, sees, slackForFile, tooLong, tooMany } from './slack/refused.ts';
import { mrkdwn, option, plain, times, x } from './slack/testing.ts';

const slack = slackForFile();
const options = (count: number) => times(count, (index) => option(`${index}`));
const select = (more: object) => ({ type: 'static_select', ...more });
const radio = (more: object) => ({ type: 'radio_buttons', ...more });
const group = (more: object = {}) => ({ label: plain('a'), options: options(1), ...more });
const initial = 'must equal one of the options exactly';
const notOne = 'must define exactly one of `options` or `option_groups`';

const rows: Row[] = [
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
    says: none,
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
];

test.each(rows)('$rule', (row) =>
  sees(slack(), row, '/elements/0', (element) => ({ type: 'actions', elements: [element] })),
);
