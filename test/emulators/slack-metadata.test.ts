import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from './slack/slack.ts';
import { clientOf, refusal, section, wrongly, x } from './slack/testing.ts';
import type { Json } from './slack/world/json.ts';

let slack: Slack;
let channel: string;
beforeAll(async () => {
  slack = await startSlack();
  slack.workspace().install({ scopes: ['chat:write', 'channels:history'] });
  channel = slack.workspace().channel('advising', { bot: true }).id;
});
afterAll(() => slack.close());

const metadata = { event_type: 'question_shared', event_payload: { id: 'q1', open: true } };
const call = async (method: string, args: object = {}) =>
  (await clientOf(slack).apiCall(method, { channel, ...args })) as unknown as Json;
const post = (args: object = {}) => call('chat.postMessage', { text: 'a', ...args });
const payload = (event_payload: unknown) => ({ event_type: 'a', event_payload });
/** What can be read of the metadata of the message that was posted last. */
const read = async (args: object = { include_all_metadata: true }) => {
  const { messages } = await call('conversations.history', { limit: 1, ...args });
  return (messages as Json[])[0]?.metadata;
};

describe('metadata', () => {
  test.each([
    { rule: 'is an object', given: [], error: 'invalid_metadata_format' },
    { rule: 'is JSON', given: '{"event_type":', error: 'invalid_metadata_format' },
    { rule: 'has a type', given: { event_payload: {} }, error: 'invalid_metadata_format' },
    { rule: 'has a payload', given: { event_type: 'a' }, error: 'invalid_metadata_format' },
    { rule: 'has an object as payload', given: payload('b'), error: 'invalid_metadata_format' },
    { rule: 'has no list as payload', given: payload(['b']), error: 'invalid_metadata_format' },
    {
      rule: 'has nothing else',
      given: { ...payload({}), version: 1 },
      error: 'invalid_metadata_format',
    },
    { rule: 'is there when it is posted', given: {}, error: 'invalid_metadata_format' },
    {
      rule: 'has a type of letters, digits and underscores',
      given: { event_type: 'a question', event_payload: {} },
      error: 'invalid_metadata_schema',
    },
    { rule: 'holds no null', given: payload({ a: null }), error: 'invalid_metadata_schema' },
    {
      rule: 'is two levels deep at most',
      given: payload({ a: { b: { c: 1 } } }),
      error: 'invalid_metadata_schema',
    },
    {
      rule: 'has lists of objects alone',
      given: payload({ a: ['b'] }),
      error: 'invalid_metadata_schema',
    },
    {
      rule: 'has 8,000 bytes at most',
      given: payload({ a: x(8_001 - JSON.stringify(payload({ a: '' })).length) }),
      error: 'metadata_too_large',
    },
  ])('$rule: $error', async ({ given, error }) => {
    expect((await refusal(post({ metadata: given }))).error).toBe(error);
  });

  test.each([
    { given: metadata },
    { given: payload({}) },
    { given: payload({ a: { b: 1 }, c: [{ d: 'e' }], f: false }) },
    { given: payload({ a: x(8_000 - JSON.stringify(payload({ a: '' })).length) }) },
  ])('that keeps to the rules is kept and told again: $given.event_payload', async ({ given }) => {
    expect(await post({ metadata: given })).toMatchObject({ message: { metadata: given } });
    expect(await read()).toEqual(given);
  });

  test('goes as a string of JSON in the form, as the real client sends it', async () => {
    await post({ metadata });
    expect(slack.calls.at(-1)?.body.metadata).toBe(JSON.stringify(metadata));
  });

  test('is read in full only by who asks for all', async () => {
    await post({ metadata });
    expect(await read({})).toEqual({ event_type: 'question_shared' });
    expect(await read({ include_all_metadata: false })).toEqual({ event_type: 'question_shared' });
    await post();
    expect(await read()).toBeUndefined();
  });

  test('stays in an edit that says nothing of it, changes, and goes with an empty object', async () => {
    const { ts } = await post({ metadata });
    const update = (more: object = {}) => call('chat.update', { ts, text: 'b', ...more });
    expect(await update()).toMatchObject({ message: { metadata } });
    expect((await refusal(update({ metadata: { event_type: 'a' } }))).error).toBe(
      'invalid_metadata_format',
    );
    await update({ metadata: payload({ n: 1 }) });
    expect(await read()).toEqual(payload({ n: 1 }));
    await update({ metadata: {} });
    expect(await read()).toBeUndefined();
  });

  test('is no part of what a person sees', async () => {
    await post({ metadata, blocks: wrongly([section('shown')]) });
    const ana = slack.workspace().person('Ana');
    const seen = ana.messages(slack.workspace().channel('advising')).at(-1);
    expect(JSON.stringify(seen)).not.toContain('question_shared');
  });
});
