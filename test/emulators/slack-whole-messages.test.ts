import { describe, expect, test } from 'vitest';
import { post, slackForFile } from './slack/refused.ts';
import { button, refusal, section, times, x } from './slack/testing.ts';

const slack = slackForFile();

describe('all blocks of a message', () => {
  test('are 50 at most', async () => {
    expect(
      await refusal(
        post(
          slack(),
          times(51, () => ({ type: 'divider' })),
        ),
      ),
    ).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]'],
    });
    expect(
      (
        await post(
          slack(),
          times(50, () => ({ type: 'divider' })),
        )
      ).ok,
    ).toBe(true);
  });

  test('have block ids of their own', async () => {
    const ids = (...given: string[]) => given.map((block_id) => ({ type: 'divider', block_id }));
    expect(await refusal(post(slack(), ids('a', 'a')))).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] `block_id` "a" already exists [json-pointer:/blocks/1/block_id]'],
    });
    expect((await post(slack(), ids('a', 'b'))).ok).toBe(true);
  });

  test('hold 13,200 characters together at most', async () => {
    const filled = (count: number) => [
      ...times(4, () => section(x(3000))),
      section(x(count - 12_000)),
    ];
    expect((await refusal(post(slack(), filled(13_201)))).error).toBe('msg_blocks_too_long');
    expect((await post(slack(), filled(13_200))).ok).toBe(true);
  });

  test('hold 12,000 characters of markdown together at most', async () => {
    const halves = (count: number) => [
      { type: 'markdown', text: x(6_000) },
      { type: 'markdown', text: x(count - 6_000) },
    ];
    expect((await refusal(post(slack(), halves(12_001)))).error).toBe('invalid_blocks');
    expect((await post(slack(), halves(12_000))).ok).toBe(true);
  });

  test.each([
    { given: '{"type":"divider"}', what: 'an object' },
    { given: '[{"type":"divider"}', what: 'broken JSON' },
    { given: JSON.stringify({ blocks: [{ type: 'divider' }] }), what: 'an object that holds them' },
  ])('are refused as $what', async ({ given }) => {
    expect((await refusal(post(slack(), given))).error).toBe('invalid_blocks_format');
    expect((await post(slack(), '[{"type":"divider"}]')).ok).toBe(true);
  });

  test('are complained of without a top-level text, which Slack accepts with a warning', async () => {
    const before = slack().complaints.length;
    expect(await post(slack(), [section('a')], '')).toMatchObject({
      ok: true,
      warning: 'missing_text_in_message',
    });
    expect(slack().complaints.slice(before)).toEqual([
      expect.stringContaining('no top-level text'),
    ]);
  });

  test('are complained of when two of them share an action id, which Slack accepts', async () => {
    const before = slack().complaints.length;
    const shared = () => ({ type: 'actions', elements: [button('a', { action_id: 'same' })] });
    expect((await post(slack(), [shared(), shared()])).ok).toBe(true);
    expect(slack().complaints.slice(before)).toEqual([expect.stringContaining('"same"')]);
  });
});
