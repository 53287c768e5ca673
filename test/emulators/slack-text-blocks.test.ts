import { test } from 'vitest';
import { empty, none, type Row, sees, slackForFile, tooLong, tooMany } from './slack/refused.ts';
import { button, mrkdwn, plain, section, times, x } from './slack/testing.ts';

const slack = slackForFile();
const picture = { type: 'image', alt_text: 'a', image_url: 'https://pictures.example/a.png' };
const context = (...elements: object[]) => ({ type: 'context', elements });

const rows: Row[] = [
  {
    rule: 'a section has text or fields',
    broken: { type: 'section' },
    allowed: { type: 'section', fields: [plain('a')] },
    at: '',
    says: 'must define either `text` or `fields`',
  },
  {
    rule: 'the text of a section has 3000 characters at most',
    broken: section(x(3001)),
    allowed: section(x(3000)),
    at: '/text/text',
    says: tooLong(3000),
  },
  {
    rule: 'the text of a section is not empty',
    broken: section(''),
    allowed: section('x'),
    at: '/text/text',
    says: empty,
  },
  {
    rule: 'a section has 10 fields at most',
    broken: { type: 'section', fields: times(11, () => plain('a')) },
    allowed: { type: 'section', fields: times(10, () => plain('a')) },
    at: '/fields',
    says: tooMany(10),
  },
  {
    rule: 'a field has 2000 characters at most',
    broken: { type: 'section', fields: [mrkdwn(x(2001))] },
    allowed: { type: 'section', fields: [mrkdwn(x(2000))] },
    at: '/fields/0/text',
    says: tooLong(2000),
  },
  {
    rule: 'text is plain_text or mrkdwn',
    broken: { type: 'section', text: { type: 'markdown', text: 'a' } },
    allowed: { type: 'section', text: mrkdwn('a') },
    at: '/text/type',
    says: 'must be one of: plain_text, mrkdwn',
  },
  {
    rule: 'emoji belongs to plain_text',
    broken: { type: 'section', text: { ...mrkdwn('a'), emoji: true } },
    allowed: { type: 'section', text: { ...plain('a'), emoji: true } },
    at: '/text',
    says: 'invalid additional property: emoji',
  },
  {
    rule: 'verbatim belongs to mrkdwn',
    broken: { type: 'section', text: { ...plain('a'), verbatim: true } },
    allowed: { type: 'section', text: { ...mrkdwn('a'), verbatim: true } },
    at: '/text',
    says: 'invalid additional property: verbatim',
  },
  {
    rule: 'an input is no accessory',
    broken: { ...section('a'), accessory: { type: 'plain_text_input' } },
    allowed: { ...section('a'), accessory: button('a') },
    at: '/accessory/type',
    says: 'unsupported type: plain_text_input',
  },
  {
    rule: 'a header has 150 characters at most',
    broken: { type: 'header', text: plain(x(151)) },
    allowed: { type: 'header', text: plain(x(150)) },
    at: '/text/text',
    says: tooLong(150),
  },
  {
    rule: 'a header is plain text',
    broken: { type: 'header', text: mrkdwn('a') },
    allowed: { type: 'header', text: plain('a') },
    at: '/text/type',
    says: 'must be one of: plain_text',
  },
  {
    rule: 'a context has 10 elements at most',
    broken: context(...times(11, () => plain('a'))),
    allowed: context(...times(10, () => plain('a'))),
    at: '/elements',
    says: tooMany(10),
  },
  {
    rule: 'a context has an element',
    broken: context(),
    allowed: context(picture),
    at: '/elements',
    says: none,
  },
  {
    rule: 'a text of a context has 3000 characters at most',
    broken: context(plain(x(3001))),
    allowed: context(plain(x(3000))),
    at: '/elements/0/text',
    says: tooLong(3000),
  },
  {
    rule: 'a formatted text of a context has 3000 characters at most',
    broken: context(mrkdwn(x(3001))),
    allowed: context(mrkdwn(x(3000))),
    at: '/elements/0/text',
    says: tooLong(3000),
  },
  {
    rule: 'the alternative text of a small picture has 2000 characters at most',
    broken: context({ ...picture, alt_text: x(2001) }),
    allowed: context({ ...picture, alt_text: x(2000) }),
    at: '/elements/0/alt_text',
    says: tooLong(2000),
  },
  {
    rule: 'a context has no buttons',
    broken: context(button('a')),
    allowed: context(mrkdwn('a')),
    at: '/elements/0/type',
    says: 'unsupported type: button',
  },
  {
    rule: 'a markdown block has 12,000 characters at most',
    broken: { type: 'markdown', text: x(12_001) },
    allowed: { type: 'markdown', text: x(12_000) },
    at: '/text',
    says: tooLong(12_000),
  },
];

test.each(rows)('$rule', (row) => sees(slack(), row));
