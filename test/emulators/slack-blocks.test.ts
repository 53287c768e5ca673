import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from './slack/slack.ts';
import {
  button,
  clientOf,
  input,
  mrkdwn,
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

const post = (blocks: unknown, text = 'fallback') => {
  const channel = slack.workspace().channel('advising', { bot: true });
  return clientOf(slack).chat.postMessage({ channel: channel.id, text, blocks: wrongly(blocks) });
};

/** One block that breaks a rule, the nearest that does not, and what Slack says at which place. */
type Row = { rule: string; broken: object; allowed: object; at: string; says: string };

const tooLong = (max: number) => `must be less than ${max + 1} characters`;
const tooMany = (max: number) => `no more than ${max} items allowed`;
const picture = { type: 'image', alt_text: 'a', image_url: 'https://pictures.example/a.png' };
const context = (...elements: object[]) => ({ type: 'context', elements });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const empty = 'must be more than 0 characters';

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
    says: 'no fewer than 1 items required',
  },
  {
    rule: 'a context has no buttons',
    broken: context(button('a')),
    allowed: context(mrkdwn('a')),
    at: '/elements/0/type',
    says: 'unsupported type: button',
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
    says: 'no fewer than 1 items required',
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
  {
    rule: 'a markdown block has 12,000 characters at most',
    broken: { type: 'markdown', text: x(12_001) },
    allowed: { type: 'markdown', text: x(12_000) },
    at: '/text',
    says: tooLong(12_000),
  },
];

describe('one block of a message', () => {
  test.each(rows)('$rule', async ({ broken, allowed, at, says }) => {
    expect(await refusal(post([broken]))).toEqual({
      error: 'invalid_blocks',
      messages: [`[ERROR] ${says} [json-pointer:/blocks/0${at}]`],
    });
    expect((await post([allowed])).ok).toBe(true);
  });
});

describe('all blocks of a message', () => {
  test('are 50 at most', async () => {
    expect(await refusal(post(times(51, () => ({ type: 'divider' }))))).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]'],
    });
    expect((await post(times(50, () => ({ type: 'divider' })))).ok).toBe(true);
  });

  test('have block ids of their own', async () => {
    const ids = (...given: string[]) => given.map((block_id) => ({ type: 'divider', block_id }));
    expect(await refusal(post(ids('a', 'a')))).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] `block_id` "a" already exists [json-pointer:/blocks/1/block_id]'],
    });
    expect((await post(ids('a', 'b'))).ok).toBe(true);
  });

  test('hold 13,200 characters together at most', async () => {
    const filled = (count: number) => [
      ...times(4, () => section(x(3000))),
      section(x(count - 12_000)),
    ];
    expect((await refusal(post(filled(13_201)))).error).toBe('msg_blocks_too_long');
    expect((await post(filled(13_200))).ok).toBe(true);
  });

  test('hold 12,000 characters of markdown together at most', async () => {
    const halves = (count: number) => [
      { type: 'markdown', text: x(6_000) },
      { type: 'markdown', text: x(count - 6_000) },
    ];
    expect((await refusal(post(halves(12_001)))).error).toBe('invalid_blocks');
    expect((await post(halves(12_000))).ok).toBe(true);
  });

  test.each([
    { given: '{"type":"divider"}', what: 'an object' },
    { given: '[{"type":"divider"}', what: 'broken JSON' },
    { given: JSON.stringify({ blocks: [{ type: 'divider' }] }), what: 'an object that holds them' },
  ])('are refused as $what', async ({ given }) => {
    expect((await refusal(post(given))).error).toBe('invalid_blocks_format');
    expect((await post('[{"type":"divider"}]')).ok).toBe(true);
  });

  test('are complained of without a top-level text, which Slack accepts with a warning', async () => {
    const before = slack.complaints.length;
    expect(await post([section('a')], '')).toMatchObject({
      ok: true,
      warning: 'missing_text_in_message',
    });
    expect(slack.complaints.slice(before)).toEqual([expect.stringContaining('no top-level text')]);
  });

  test('are complained of when two of them share an action id, which Slack accepts', async () => {
    const before = slack.complaints.length;
    const shared = () => ({ type: 'actions', elements: [button('a', { action_id: 'same' })] });
    expect((await post([shared(), shared()])).ok).toBe(true);
    expect(slack.complaints.slice(before)).toEqual([expect.stringContaining('"same"')]);
  });
});
