import { describe, expect, test } from 'vitest';
import { boltApp } from './slack/bolt.ts';
import type { SeenMessage } from './slack/people/seen.ts';
import { button, clientOf, section, slackForTest, x } from './slack/testing.ts';
import type { Json } from './slack/world/json.ts';

const withButton = {
  text: 'Ready?',
  blocks: [
    section('Ready?'),
    { type: 'actions' as const, elements: [button('Yes', { action_id: 'yes' })] },
  ],
};

/** Somebody who has used a command and clicked a button; each gave the app a response_url. */
async function scene() {
  const slack = await slackForTest();
  const workspace = slack.workspace();
  const urls: Record<'command' | 'click' | 'shortcut', string> = {
    command: '',
    click: '',
    shortcut: '',
  };
  await boltApp(slack, 'HTTP', (app) => {
    app.command('/ask', async ({ ack, command }) => {
      urls.command = command.response_url;
      await ack();
    });
    app.action('yes', async ({ ack, body }) => {
      urls.click = 'response_url' in body ? String(body.response_url) : '';
      await ack();
    });
    app.shortcut('look', async ({ ack, shortcut }) => {
      urls.shortcut = 'response_url' in shortcut ? String(shortcut.response_url) : '';
      await ack();
    });
  });
  const channel = workspace.channel('advising', { bot: true });
  const ana = workspace.person('Ana');
  const ben = workspace.person('Ben');
  channel.add(ana, ben);
  const post = async (to: keyof typeof urls, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(urls[to], { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, ...((await answer.json()) as Json) };
  };
  const last = (): SeenMessage => ana.messages(channel).at(-1) as SeenMessage;
  const whisper = async () => {
    await clientOf(slack).chat.postEphemeral({ channel: channel.id, user: ana.id, ...withButton });
    return last();
  };
  return { slack, workspace, channel, ana, ben, post, last, whisper };
}

const ok = { status: 200, ok: true };

describe('the response_url of a command', () => {
  test('takes five posts and refuses the sixth', async () => {
    const { ana, channel, post } = await scene();
    await ana.command(channel, '/ask');
    for (let use = 0; use < 5; use += 1) expect(await post('command', { text: 'a' })).toEqual(ok);
    expect(await post('command', { text: 'a' })).toEqual({
      status: 404,
      ok: false,
      error: 'used_url',
    });
    expect(ana.messages(channel)).toHaveLength(5);
  });

  test('lives for thirty minutes', async () => {
    const { slack, ana, channel, post } = await scene();
    await ana.command(channel, '/ask');
    slack.advance(29 * 60_000);
    expect(await post('command', { text: 'a' })).toEqual(ok);
    slack.advance(60_001);
    expect(await post('command', { text: 'a' })).toEqual({
      status: 404,
      ok: false,
      error: 'expired_url',
    });
  });

  test('answers for one person, or for all if told so', async () => {
    const { ana, ben, channel, post } = await scene();
    await ana.command(channel, '/ask');
    await post('command', { text: 'for her' });
    await post('command', { text: 'for all', response_type: 'in_channel' });
    expect(ana.messages(channel).map(({ text }) => text)).toEqual(['for her', 'for all']);
    expect(ben.messages(channel).map(({ text, ephemeral }) => ({ text, ephemeral }))).toEqual([
      { text: 'for all', ephemeral: false },
    ]);
  });

  test('replaces nothing: a further message appears', async () => {
    const { ana, channel, post } = await scene();
    await ana.command(channel, '/ask');
    await post('command', { text: 'one' });
    expect(await post('command', { text: 'two', replace_original: true })).toEqual(ok);
    expect(ana.messages(channel).map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test('works in a channel without the app, and where it is archived since', async () => {
    const { workspace, ana, post } = await scene();
    const outside = workspace.channel('outside').add(ana);
    await ana.command(outside, '/ask');
    expect(await post('command', { text: 'a' })).toEqual(ok);
    expect(ana.messages(outside)).toHaveLength(1);
  });

  test('posts into a thread only for all', async () => {
    const { ana, channel, post } = await scene();
    const thread = ana.says(channel, 'first');
    await ana.command(channel, '/ask');
    await post('command', { text: 'hers', thread_ts: thread.ts });
    await post('command', { text: 'ours', thread_ts: thread.ts, response_type: 'in_channel' });
    expect(ana.messages(channel).map(({ text }) => text)).toEqual(['first', 'hers']);
    expect(ana.messages(channel, { thread }).map(({ text }) => text)).toEqual(['first', 'ours']);
  });

  test.each([
    { broken: {}, error: 'no_text' },
    { broken: { text: x(40_001) }, error: 'msg_too_long' },
    { broken: { text: 'a', blocks: [section('')] }, error: 'invalid_blocks' },
    { broken: { text: 'a', blocks: 'no list' }, error: 'invalid_blocks_format' },
  ])('refuses what chat.postMessage refuses: $error', async ({ broken, error }) => {
    const { ana, channel, post } = await scene();
    await ana.command(channel, '/ask');
    expect(await post('command', broken)).toMatchObject({ status: 400, ok: false, error });
    expect(await post('command', { text: 'a' })).toEqual(ok);
    expect(ana.messages(channel)).toHaveLength(1);
  });
});

describe('the response_url of a shortcut', () => {
  test('answers like one of a command, and leaves the message alone', async () => {
    const { ana, ben, channel, post } = await scene();
    await ana.shortcut('look', ben.says(channel, 'asked'));
    await post('shortcut', { text: 'seen', replace_original: true });
    expect(ana.messages(channel).map(({ text }) => text)).toEqual(['asked', 'seen']);
    expect(ben.messages(channel).map(({ text }) => text)).toEqual(['asked']);
  });
});

describe('the response_url of a click', () => {
  test('replaces the ephemeral message that was clicked', async () => {
    const { ana, channel, post, last, whisper } = await scene();
    const before = await whisper();
    await ana.click(before, 'Yes');
    expect(await post('click', { text: 'Done', replace_original: true })).toEqual(ok);
    expect(last()).toMatchObject({ ts: before.ts, text: 'Done', ephemeral: true, buttons: [] });
    expect(ana.messages(channel)).toHaveLength(1);
  });

  test('replaces a message for all, which stays one for all', async () => {
    const { slack, ana, ben, channel, post, last } = await scene();
    await clientOf(slack).chat.postMessage({ channel: channel.id, ...withButton });
    await ana.click(last(), 'Yes');
    await post('click', { text: 'Done', replace_original: 'true', response_type: 'ephemeral' });
    expect(ben.messages(channel).map(({ text }) => text)).toEqual(['Done']);
  });

  test('deletes the message that was clicked', async () => {
    const { ana, channel, post, whisper } = await scene();
    await ana.click(await whisper(), 'Yes');
    expect(await post('click', { delete_original: true })).toEqual(ok);
    expect(ana.messages(channel)).toEqual([]);
  });

  test('replaces only what was clicked, and brings nothing back after a reload', async () => {
    const { ana, channel, post, whisper } = await scene();
    await ana.click(await whisper(), 'Yes');
    await whisper();
    ana.reload();
    expect(await post('click', { text: 'Done', replace_original: true })).toEqual(ok);
    expect(ana.messages(channel)).toEqual([]);
  });

  test('posts a further message if told not to replace, and is complained of if told nothing', async () => {
    const { slack, ana, channel, post, whisper } = await scene();
    await ana.click(await whisper(), 'Yes');
    await post('click', { text: 'more', replace_original: false });
    expect(slack.complaints).toEqual([]);
    await post('click', { text: 'and more' });
    expect(slack.complaints).toEqual([expect.stringContaining('without saying replace_original')]);
    expect(ana.messages(channel).map(({ text }) => text)).toEqual(['Ready?', 'more', 'and more']);
  });

  test('is new with every click', async () => {
    const { ana, post, whisper } = await scene();
    const message = await whisper();
    await ana.click(message, 'Yes');
    for (let use = 0; use < 5; use += 1)
      await post('click', { text: 'a', replace_original: false });
    await ana.click(message, 'Yes');
    expect(await post('click', { text: 'b', replace_original: false })).toEqual(ok);
  });
});
