import { test } from 'vitest';
import { empty, type Row, sees, slackForFile, tooLong } from './slack/refused.ts';
import { button, mrkdwn, plain, section, x } from './slack/testing.ts';

const slack = slackForFile();
const ask = (more: object) => ({
  title: plain('Sure?'),
  text: plain('Really?'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...more,
});

const rows: Row[] = [
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
    says: empty,
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
    rule: 'a confirmation has a way out of 30 characters at most',
    broken: button('a', { confirm: ask({ deny: plain(x(31)) }) }),
    allowed: button('a', { confirm: ask({ deny: plain(x(30)) }) }),
    at: '/confirm/deny/text',
    says: tooLong(30),
  },
];

test.each(rows)('$rule', (row) =>
  sees(slack(), row, '/elements/0', (element) => ({ type: 'actions', elements: [element] })),
);

test('a button beside a section follows the same rules', () =>
  sees(slack(), rows[0] as Row, '/accessory', (accessory) => ({ ...section('a'), accessory })));
