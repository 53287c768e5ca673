import { describe, expect, test } from 'vitest';
import { modes } from './slack/bolt.ts';
import type { SeenMessage } from './slack/people/seen.ts';
import { scene } from './slack/scene.ts';
import { button, clientOf, section, wrongly } from './slack/testing.ts';
import type { Json } from './slack/world/json.ts';

const metadata = { event_type: 'shared', event_payload: { id: 'q1' } };
const content = {
  text: 'Ready?',
  metadata,
  blocks: wrongly([
    section('Ready?'),
    { type: 'actions', block_id: 'b', elements: [button('Yes', { action_id: 'yes' })] },
  ]),
};

describe.each(modes)('a click on a message for all in %s', (mode) => {
  async function shared({ inThread = false } = {}) {
    const all = await scene(mode, (app) => {
      app.action('yes', ({ ack }) => ack());
      app.shortcut('look', ({ ack }) => ack());
    });
    const { slack, workspace, ana, ben, channel, bodies } = all;
    workspace.install({ scopes: ['commands', 'chat:write', 'channels:history'] });
    const client = clientOf(slack);
    const asked = ben.says(channel, 'When?');
    const thread = inThread ? asked : undefined;
    const place = { channel: channel.id, ...(thread ? { thread_ts: thread.ts } : {}) };
    const { ts } = await client.chat.postMessage({ ...place, ...content });
    const seenBy = (person: typeof ana): SeenMessage[] =>
      person.messages(channel, thread ? { thread } : {});
    const shown = (person: typeof ana) => seenBy(person).map(({ text }) => text);
    const click = (person: typeof ana) =>
      person.click(
        seenBy(person).find((one) => one.ts === ts),
        'Yes',
      );
    /** Posts to the response_url of the last click. */
    const respond = async (body: object): Promise<unknown> => {
      const answer = await fetch(String(bodies.at(-1)?.response_url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return answer.json();
    };
    return { ...all, client, asked, ts: String(ts), thread, shown, click, respond };
  }

  test('tells of the message, of who clicked it and where', async () => {
    const { ana, ben, channel, workspace, bodies, ts, click } = await shared();
    await click(ana);
    await click(ben);
    expect(bodies.map(({ user }) => (user as Json).id)).toEqual([ana.id, ben.id]);
    expect(bodies[1]).toMatchObject({
      type: 'block_actions',
      container: { type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: false },
      channel: { id: channel.id, name: 'advising' },
      message: {
        type: 'message',
        ts,
        user: workspace.botUserId,
        bot_id: workspace.botId,
        text: 'Ready?',
        blocks: [{ type: 'section' }, { type: 'actions', block_id: 'b' }],
      },
    });
    expect(bodies[1]?.container).not.toHaveProperty('thread_ts');
    expect(bodies[1]?.message).not.toHaveProperty('metadata');
  });

  test('in a thread tells of the thread too', async () => {
    const { ana, ben, bodies, asked, ts, click } = await shared({ inThread: true });
    await click(ana);
    expect(bodies[0]).toMatchObject({
      container: { message_ts: ts, thread_ts: asked.ts, is_ephemeral: false },
      message: { ts, thread_ts: asked.ts, parent_user_id: ben.id },
    });
  });

  test('is answered for all by a replaced message, whose metadata is gone', async () => {
    const { ana, ben, channel, client, ts, click, respond, shown } = await shared();
    await click(ana);
    expect(await respond({ text: 'Done', replace_original: true })).toEqual({ ok: true });
    expect(shown(ben)).toEqual(['When?', 'Done']);
    const read = await client.conversations.history({
      channel: channel.id,
      include_all_metadata: true,
    });
    expect(read.messages?.[0]).toMatchObject({ ts, text: 'Done' });
    expect(read.messages?.[0]).not.toHaveProperty('metadata');
  });

  test('is answered for all by an edit, which keeps the metadata', async () => {
    const { ana, ben, channel, client, ts, click, shown } = await shared({ inThread: true });
    await click(ana);
    const blocks = wrongly([section('Taken by Ana')]);
    const edited = await client.chat.update({ channel: channel.id, ts, text: 'Taken', blocks });
    expect(edited.message).toMatchObject({ metadata });
    expect(shown(ben)).toEqual(['When?', 'Taken']);
    await expect(click(ben)).rejects.toThrow('there is no button "Yes"');
  });

  test('can take the message away', async () => {
    const { ana, ben, click, respond, shown } = await shared();
    await click(ana);
    expect(await respond({ delete_original: true })).toEqual({ ok: true });
    expect(shown(ben)).toEqual(['When?']);
    await expect(click(ben)).rejects.toThrow('nothing in front of them');
  });

  test('is answered for the one who clicked alone', async () => {
    const { ana, ben, click, respond, shown } = await shared();
    await click(ana);
    await respond({ text: 'for her', replace_original: false });
    expect(shown(ana)).toEqual(['When?', 'Ready?', 'for her']);
    expect(shown(ben)).toEqual(['When?', 'Ready?']);
  });

  test('in a thread is answered there only if the answer names the thread', async () => {
    const { slack, ana, ben, channel, click, respond, shown, asked } = await shared({
      inThread: true,
    });
    await click(ana);
    const answer = { replace_original: false, thread_ts: asked.ts };
    await respond({ ...answer, text: 'there' });
    expect(shown(ana)).toEqual(['When?', 'Ready?', 'there']);
    expect(shown(ben)).toEqual(['When?', 'Ready?']);
    await respond({ text: 'lost', replace_original: false });
    expect(shown(ana)).not.toContain('lost');
    expect(ana.messages(channel).map(({ text }) => text)).toContain('lost');
    expect(slack.complaints).toEqual([]);
  });

  test('has an address that is gone with its channel', async () => {
    const { ana, channel, click, respond } = await shared();
    await click(ana);
    channel.delete();
    expect(await respond({ text: 'a', replace_original: true })).toEqual({
      ok: false,
      error: 'channel_not_found',
    });
  });

  test('that bears metadata is refused where it is wrong', async () => {
    const { ana, click, respond } = await shared();
    await click(ana);
    const wrong = { text: 'a', replace_original: true, metadata: { event_type: 'a' } };
    expect(await respond(wrong)).toEqual({ ok: false, error: 'invalid_metadata_format' });
  });

  test('once it is deleted is no click, on a tombstone neither', async () => {
    const { ana, ben, channel, client, ts, click } = await shared();
    const old = ana.messages(channel).at(-1);
    ben.says(channel, 'why?', { thread: { ts } });
    await client.chat.delete({ channel: channel.id, ts });
    await expect(click(ana)).rejects.toThrow('there is no button "Yes"');
    await expect(ana.click(old, 'Yes')).rejects.toThrow('no longer has that message');
    await expect(ana.shortcut('look', { ts, channel: channel.id })).rejects.toThrow('no longer');
  });

  test.each([{ inThread: false }, { inThread: true }])(
    'and a shortcut on it tell the same message, in a thread: $inThread',
    async ({ inThread }) => {
      const { ana, ben, channel, workspace, bodies, asked, ts } = await shared({ inThread });
      await ana.shortcut('look', { ts, channel: channel.id });
      await ana.shortcut('look', asked);
      const ours = { type: 'message', user: workspace.botUserId, bot_id: workspace.botId, ts };
      expect(bodies).toMatchObject([
        { type: 'message_action', message_ts: ts, message: { ...ours, text: 'Ready?' } },
        { message_ts: asked.ts, message: { user: ben.id, ts: asked.ts, text: 'When?' } },
      ]);
      const threads = bodies.map(({ message }) => (message as Json).thread_ts);
      expect(threads).toEqual(inThread ? [asked.ts, asked.ts] : [undefined, undefined]);
    },
  );
});
