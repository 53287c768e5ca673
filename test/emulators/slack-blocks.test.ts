import { test } from 'vitest';
import { empty, none, type Row, sees, slackForFile, tooLong, tooMany } from './slack/refused.ts';
import { button, input, plain, times, x } from './slack/testing.ts';

const slack = slackForFile();
const picture = { type: 'image', alt_text: 'a', image_url: 'https://pictures.example/a.png' };
const actions = (...elements: object[]) => ({ type: 'actions', elements });

const rows: Row[] = [
  {
    rule: 'a block has a type that Slack knows',
    broken: { type: 'text' },
    allowed: { type: 'divider' },
    at: '/type',
    says: 'unsupported type: text',
  },
  {
    rule: 'a block has a type at all',
    broken: {},
    allowed: { type: 'divider' },
    at: '',
    says: 'missing required field: type',
  },
  {
    rule: 'a block has no further properties',
    broken: { type: 'divider', color: 'red' },
    allowed: { type: 'divider', block_id: 'line' },
    at: '',
    says: 'invalid additional property: color',
  },
  {
    rule: 'a block_id has 255 characters at most',
    broken: { type: 'divider', block_id: x(256) },
    allowed: { type: 'divider', block_id: x(255) },
    at: '/block_id',
    says: tooLong(255),
  },
  {
    rule: 'actions have 25 elements at most',
    broken: actions(...times(26, () => button('a'))),
    allowed: actions(...times(25, () => button('a'))),
    at: '/elements',
    says: tooMany(25),
  },
  {
    rule: 'actions have an element',
    broken: actions(),
    allowed: actions(button('a')),
    at: '/elements',
    says: none,
  },
  {
    rule: 'a text input is no action',
    broken: actions({ type: 'plain_text_input' }),
    allowed: actions({ type: 'datepicker' }),
    at: '/elements/0/type',
    says: 'unsupported type: plain_text_input',
  },
  {
    rule: 'action ids are unique in a block',
    broken: actions(button('a', { action_id: 'a' }), button('b', { action_id: 'a' })),
    allowed: actions(button('a', { action_id: 'a' }), button('b', { action_id: 'b' })),
    at: '',
    says: '`action_id` "a" already exists for block',
  },
  {
    rule: 'a picture has alternative text',
    broken: { ...picture, alt_text: undefined },
    allowed: picture,
    at: '',
    says: 'missing required field: alt_text',
  },
  {
    rule: 'alternative text is not empty',
    broken: { ...picture, alt_text: '' },
    allowed: picture,
    at: '/alt_text',
    says: empty,
  },
  {
    rule: 'alternative text has 2000 characters at most',
    broken: { ...picture, alt_text: x(2001) },
    allowed: { ...picture, alt_text: x(2000) },
    at: '/alt_text',
    says: tooLong(2000),
  },
  {
    rule: 'the title of a picture has 2000 characters at most',
    broken: { ...picture, title: plain(x(2001)) },
    allowed: { ...picture, title: plain(x(2000)) },
    at: '/title/text',
    says: tooLong(2000),
  },
  {
    rule: 'the address of a picture has 3000 characters at most',
    broken: { ...picture, image_url: `https://p.example/${x(2983)}` },
    allowed: { ...picture, image_url: `https://p.example/${x(2982)}` },
    at: '/image_url',
    says: tooLong(3000),
  },
  {
    rule: 'Slack can reach the address of a picture',
    broken: { ...picture, image_url: 'http://127.0.0.1:3000/a.png' },
    allowed: { ...picture, image_url: 'http://p.example/a.png' },
    at: '/image_url',
    says: 'downloading image failed',
  },
  {
    rule: 'a picture has one source',
    broken: { ...picture, slack_file: { id: 'F1' } },
    allowed: { ...picture, image_url: undefined, slack_file: { id: 'F1' } },
    at: '',
    says: 'must define exactly one of `image_url` or `slack_file`',
  },
  {
    rule: 'a Slack file is named in one way',
    broken: {
      ...picture,
      image_url: undefined,
      slack_file: { id: 'F1', url: 'https://files.example/1' },
    },
    allowed: { ...picture, image_url: undefined, slack_file: { url: 'https://files.example/1' } },
    at: '/slack_file',
    says: 'must define exactly one of `id` or `url`',
  },
  {
    rule: 'an input has a label',
    broken: input({ type: 'plain_text_input' }, { label: undefined }),
    allowed: input({ type: 'plain_text_input' }),
    at: '',
    says: 'missing required field: label',
  },
  {
    rule: 'a label has 2000 characters at most',
    broken: input({ type: 'plain_text_input' }, { label: plain(x(2001)) }),
    allowed: input({ type: 'plain_text_input' }, { label: plain(x(2000)) }),
    at: '/label/text',
    says: tooLong(2000),
  },
  {
    rule: 'a hint has 2000 characters at most',
    broken: input({ type: 'plain_text_input' }, { hint: plain(x(2001)) }),
    allowed: input({ type: 'plain_text_input' }, { hint: plain(x(2000)) }),
    at: '/hint/text',
    says: tooLong(2000),
  },
  {
    rule: 'a button is no input',
    broken: input(button('a')),
    allowed: input({ type: 'datepicker' }),
    at: '/element/type',
    says: 'unsupported type: button',
  },
];

test.each(rows)('$rule', (row) => sees(slack(), row));
