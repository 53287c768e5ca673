import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Slack, startSlack } from './slack/slack.ts';
import { clientOf, refusal } from './slack/testing.ts';
import type { Restriction } from './slack/world/channel.ts';
import type { Json } from './slack/world/json.ts';

let slack: Slack;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());

const call = async (method: string, args: Record<string, unknown>) =>
  (await clientOf(slack).apiCall(method, args)) as unknown as Json;

/** A channel with Ana in it and a message of hers, and what the app does there. */
function room(name: string, scopes?: readonly string[]) {
  const workspace = slack.workspace().install(scopes ? { scopes } : {});
  const ana = workspace.person('Ana');
  const channel = workspace.channel(name, { bot: true }).add(ana);
  const asked = ana.says(channel, 'asked');
  const id = channel.id;
  const post = (more: object = {}) => call('chat.postMessage', { channel: id, text: 'a', ...more });
  const reply = (ts: unknown = asked.ts) => post({ thread_ts: ts });
  const whisper = (more: object = {}) =>
    call('chat.postEphemeral', { channel: id, user: ana.id, text: 'a', ...more });
  const remove = (ts: unknown) => call('chat.delete', { channel: id, ts });
  const seen = () => ana.messages(channel).map(({ text }) => text);
  return { workspace, ana, channel, asked, id, post, reply, whisper, remove, seen };
}

describe('a message', () => {
  test.each<{ restriction: Restriction; outside: boolean; inside: boolean }>([
    { restriction: 'restricted_action', outside: false, inside: false },
    { restriction: 'restricted_action_read_only_channel', outside: false, inside: false },
    { restriction: 'restricted_action_thread_only_channel', outside: false, inside: true },
    { restriction: 'restricted_action_non_threadable_channel', outside: true, inside: false },
  ])('cannot be posted everywhere where admins say $restriction', async (row) => {
    const { channel, asked, post, reply, whisper } = room(row.restriction);
    const sent = (posted: Promise<unknown>) => refusal(posted).then(({ error }) => error);
    const said = (allowed: boolean) => (allowed ? 'nothing was refused' : row.restriction);
    channel.restriction = row.restriction;
    expect(await sent(post())).toBe(said(row.outside));
    expect(await sent(reply())).toBe(said(row.inside));
    expect(await sent(whisper())).toBe(said(row.outside));
    expect(await sent(whisper({ thread_ts: asked.ts }))).toBe(said(row.inside));
    channel.restriction = undefined;
    expect((await post()).ok).toBe(true);
    expect((await reply()).ok).toBe(true);
  });

  test('cannot be added to a thread that is locked', async () => {
    const { channel, asked, post, reply } = room('locked');
    expect((await reply()).ok).toBe(true);
    channel.lock(asked);
    expect((await refusal(reply())).error).toBe('restricted_action_thread_locked');
    expect((await post()).ok).toBe(true);
  });

  test('cannot be posted to an archived channel, in a thread neither', async () => {
    const { channel, reply, whisper } = room('archived');
    expect((await reply()).ok).toBe(true);
    channel.archived = true;
    expect((await refusal(reply())).error).toBe('is_archived');
    expect((await refusal(whisper())).error).toBe('is_archived');
  });

  test('cannot be posted, changed or deleted in a channel that is deleted', async () => {
    const { channel, ana, id, post, whisper, remove } = room('deleted');
    const { ts } = await post();
    channel.delete();
    const change = () => call('chat.update', { channel: id, ts, text: 'b' });
    for (const attempt of [post, whisper, () => remove(ts), change])
      expect((await refusal(attempt())).error).toBe('channel_not_found');
    expect(() => ana.messages(channel)).toThrow('#deleted is deleted');
    expect(() => ana.says(channel, 'b')).toThrow('#deleted is deleted');
  });

  test('can be posted by who is not in a public channel with chat:write.public, and told only to one of its people', async () => {
    const { workspace, channel, id, post, reply, whisper } = room('outside');
    channel.remove(workspace.bot);
    for (const attempt of [post, reply, whisper])
      expect((await refusal(attempt())).error).toBe('not_in_channel');
    workspace.install({ scopes: ['chat:write', 'chat:write.public'] });
    expect((await post()).ok).toBe(true);
    expect(await reply()).toMatchObject({
      channel: id,
      message: { thread_ts: expect.any(String) },
    });
    expect((await refusal(whisper())).error).toBe('not_in_channel');
    const secret = workspace.channel('hidden', { isPrivate: true });
    expect((await refusal(post({ channel: secret.id }))).error).toBe('channel_not_found');
  });
});

describe('a message that is deleted', () => {
  test('is gone: it cannot be deleted again, changed or linked to', async () => {
    const { id, post, remove, seen } = room('twice');
    const { ts } = await post();
    expect(await remove(ts)).toMatchObject({ channel: id, ts });
    expect(seen()).toEqual(['asked']);
    for (const method of ['chat.delete', 'chat.update', 'chat.getPermalink']) {
      const again = call(method, { channel: id, ts, message_ts: ts, text: 'b' });
      expect((await refusal(again)).error).toBe('message_not_found');
    }
  });

  test('takes no reply: that goes to the channel, which its answer shows and a complaint', async () => {
    const { post, reply, remove, seen } = room('unthreaded');
    const { ts } = await post();
    await remove(ts);
    const before = slack.complaints.length;
    expect((await reply(ts)).message).not.toHaveProperty('thread_ts');
    expect(seen()).toEqual(['asked', 'a']);
    expect(slack.complaints.slice(before)).toEqual([expect.stringContaining('no message')]);
  });

  test('leaves its replies below a tombstone, and that takes further ones', async () => {
    const { ana, channel, post, reply, remove } = room('stone');
    const { ts } = await post();
    const thread = { ts: String(ts) };
    ana.says(channel, 'kept', { thread });
    await remove(ts);
    const [, stone] = ana.messages(channel);
    expect(stone).toMatchObject({ text: 'This message was deleted.', buttons: [], replies: 1 });
    expect((await refusal(remove(ts))).error).toBe('message_not_found');
    const more = (await reply(ts)).message as Json;
    expect(more.thread_ts).toBe(ts);
    expect(ana.messages(channel, { thread }).map(({ text }) => text)).toEqual([
      'This message was deleted.',
      'kept',
      'a',
    ]);
  });

  test('is wholly gone with the last of its replies', async () => {
    const { post, reply, remove, seen } = room('last');
    const { ts } = await post();
    const answer = await reply(ts);
    await remove(ts);
    expect(seen()).toEqual(['asked', 'This message was deleted.']);
    await remove(answer.ts);
    expect(seen()).toEqual(['asked']);
  });

  test('is deleted only by its author', async () => {
    const { asked, remove } = room('author');
    expect((await refusal(remove(asked.ts))).error).toBe('cant_delete_message');
  });
});

describe('the link to a message', () => {
  test('leads to it, and into its thread', async () => {
    const { id, asked, reply } = room('linked');
    const { ts } = await reply();
    const link = async (message_ts: unknown) =>
      String((await call('chat.getPermalink', { channel: id, message_ts })).permalink);
    expect(await link(asked.ts)).toMatch(`/archives/${id}/p${asked.ts.replace('.', '')}`);
    expect(await link(ts)).toMatch(`?thread_ts=${asked.ts}&cid=${id}`);
  });
});
