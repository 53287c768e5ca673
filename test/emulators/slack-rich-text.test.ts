import { test } from 'vitest';
import { empty, none, type Row, sees, slackForFile } from './slack/refused.ts';

const slack = slackForFile();
const line = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const text = (words: string, more: object = {}) => ({ type: 'text', text: words, ...more });
const items = (more: object = {}) => ({
  type: 'rich_text_list',
  style: 'bullet',
  elements: [line(text('a'))],
  ...more,
});

const rows: Row[] = [
  {
    rule: 'holds sections, lists, quotes and code',
    broken: text('a'),
    allowed: line(text('a')),
    at: '/type',
    says: 'unsupported type: text',
  },
  {
    rule: 'has no empty text',
    broken: line(text('')),
    allowed: line(text(' ')),
    at: '/elements/0/text',
    says: empty,
  },
  {
    rule: 'has no empty section',
    broken: line(),
    allowed: line(text('a')),
    at: '/elements',
    says: none,
  },
  {
    rule: 'has styles that Slack knows',
    broken: line(text('a', { style: { big: true } })),
    allowed: line(text('a', { style: { bold: true, italic: true, strike: true, code: true } })),
    at: '/elements/0/style',
    says: 'invalid additional property: big',
  },
  {
    rule: 'switches styles on or off',
    broken: line(text('a', { style: { bold: 'yes' } })),
    allowed: line(text('a', { style: { bold: false } })),
    at: '/elements/0/style/bold',
    says: 'must be a boolean',
  },
  {
    rule: 'sets no mention as code',
    broken: line({ type: 'user', user_id: 'U1', style: { code: true } }),
    allowed: line({ type: 'user', user_id: 'U1', style: { bold: true } }),
    at: '/elements/0/style',
    says: 'invalid additional property: code',
  },
  {
    rule: 'names the person who is mentioned',
    broken: line({ type: 'user' }),
    allowed: line({ type: 'user', user_id: 'U1' }),
    at: '/elements/0',
    says: 'missing required field: user_id',
  },
  {
    rule: 'names the group that is mentioned',
    broken: line({ type: 'usergroup', user_id: 'S1', usergroup_id: 'S1' }),
    allowed: line({ type: 'usergroup', usergroup_id: 'S1' }),
    at: '/elements/0',
    says: 'invalid additional property: user_id',
  },
  {
    rule: 'names the channel that is mentioned',
    broken: line({ type: 'channel' }),
    allowed: line({ type: 'channel', channel_id: 'C1' }),
    at: '/elements/0',
    says: 'missing required field: channel_id',
  },
  {
    rule: 'calls here, the channel or everyone',
    broken: line({ type: 'broadcast', range: 'all' }),
    allowed: line({ type: 'broadcast', range: 'here' }),
    at: '/elements/0/range',
    says: 'must be one of: here, channel, everyone',
  },
  {
    rule: 'has links with an address',
    broken: line({ type: 'link', text: 'a' }),
    allowed: line({ type: 'link', text: 'a', url: 'https://a.example' }),
    at: '/elements/0',
    says: 'missing required field: url',
  },
  {
    rule: 'has emoji with a name',
    broken: line({ type: 'emoji' }),
    allowed: line({ type: 'emoji', name: 'wave' }),
    at: '/elements/0',
    says: 'missing required field: name',
  },
  {
    rule: 'has dates with a whole timestamp',
    broken: line({ type: 'date', timestamp: '1720710212', format: '{date}' }),
    allowed: line({ type: 'date', timestamp: 1_720_710_212, format: '{date}', fallback: 'July' }),
    at: '/elements/0/timestamp',
    says: 'must be an integer',
  },
  {
    rule: 'has lists with a style',
    broken: items({ style: undefined }),
    allowed: items({ style: 'ordered' }),
    at: '',
    says: 'missing required field: style',
  },
  {
    rule: 'has bullets or numbers',
    broken: items({ style: 'dash' }),
    allowed: items(),
    at: '/style',
    says: 'must be one of: bullet, ordered',
  },
  {
    rule: 'indents lists by 8 at most',
    broken: items({ indent: 9 }),
    allowed: items({ indent: 8 }),
    at: '/indent',
    says: 'must be at most 8',
  },
  {
    rule: 'has lists of sections',
    broken: items({ elements: [text('a')] }),
    allowed: items({ elements: [line(text('a')), line(text('b'))] }),
    at: '/elements/0/type',
    says: 'unsupported type: text',
  },
  {
    rule: 'has borders or none',
    broken: items({ border: 2 }),
    allowed: items({ border: 1 }),
    at: '/border',
    says: 'must be at most 1',
  },
  {
    rule: 'has code of text and links alone',
    broken: { type: 'rich_text_preformatted', elements: [{ type: 'emoji', name: 'wave' }] },
    allowed: { type: 'rich_text_preformatted', elements: [text('a')] },
    at: '/elements/0/type',
    says: 'unsupported type: emoji',
  },
  {
    rule: 'has quotes that are not indented',
    broken: { type: 'rich_text_quote', elements: [text('a')], indent: 1 },
    allowed: { type: 'rich_text_quote', elements: [text('a')], border: 1 },
    at: '',
    says: 'invalid additional property: indent',
  },
  {
    rule: 'has no negative borders',
    broken: items({ border: -1 }),
    allowed: items({ border: 0 }),
    at: '/border',
    says: 'must be at least 0',
  },
];

test.each(rows)('rich text $rule', (row) =>
  sees(slack(), row, '/elements/0', (element) => ({ type: 'rich_text', elements: [element] })),
);
