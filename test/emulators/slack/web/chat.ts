import { limits } from '../blocks/limits.ts';
import type { Refusal } from '../blocks/message.ts';
import { messageBody } from '../people/payloads.ts';
import type { Channel, Message } from '../world/channel.ts';
import type { Json } from '../world/json.ts';
import { editAsApp, postAsApp, threadOf } from '../world/post.ts';
import type { Workspace } from '../world/workspace.ts';
import type { Call } from './call.ts';
import { Refused, refuse } from './refusal.ts';

/** A channel that the app can see by this id; other private channels do not exist for it. */
export function channelFor(workspace: Workspace, id: unknown): Channel {
  const channel = workspace.channels.find((one) => one.id === id && !one.deleted);
  const hidden = channel && channel.kind !== 'public' && !channel.members.has(workspace.botUserId);
  if (channel === undefined || hidden) throw new Refused('channel_not_found');
  return channel;
}

const sent = (posted: Message | Refusal): Message => {
  if ('error' in posted) throw refuse(posted.error, posted.wrong);
  return posted;
};

/** Where a message goes: a channel the app may write in, or the direct conversation with a user id. */
function destination(workspace: Workspace, id: unknown): Channel {
  const person = workspace.people.find((one) => one.id === id);
  if (person) return workspace.directMessage(person.id);
  const channel = channelFor(workspace, id);
  if (!channel.members.has(workspace.botUserId) && !workspace.scopes.has('chat:write.public'))
    throw new Refused('not_in_channel');
  return channel;
}

/** The thread that a message goes to, where the channel lets the app post. */
function thread({ slack, args }: Call, channel: Channel): string | undefined {
  // An archived channel is told before a thread is looked for.
  if (channel.archived) throw new Refused('is_archived');
  const threadTs = threadOf(slack, channel, args.thread_ts);
  const refused = channel.refusal(threadTs);
  if (refused !== undefined) throw new Refused(refused);
  return threadTs;
}

export function postMessage(call: Call): Json {
  const { slack, workspace, args } = call;
  const channel = destination(workspace, args.channel);
  const threadTs = thread(call, channel);
  const message = sent(postAsApp(workspace, channel, args, { threadTs }));
  slack.lastPost.set(channel.id, slack.clock.now());
  const warning = message.text === '' ? 'missing_text_in_message' : undefined;
  return {
    channel: channel.id,
    ts: message.ts,
    message: messageBody({ workspace }, message, message.metadata),
    ...(warning ? { warning, response_metadata: { warnings: [warning] } } : {}),
  };
}

/** Page chat.postEphemeral: the app and the user must both be in the channel. */
export function postEphemeral(call: Call): Json {
  const { workspace, args } = call;
  const channel = channelFor(workspace, args.channel);
  if (!channel.members.has(workspace.botUserId)) throw new Refused('not_in_channel');
  if (channel.archived) throw new Refused('is_archived');
  const person = workspace.people.find(({ id }) => id === args.user);
  if (person === undefined || !channel.members.has(person.id))
    throw new Refused('user_not_in_channel');
  const threadTs = thread(call, channel);
  const shown = !args.thread_ts || (threadTs !== undefined && channel.hasActiveThread(threadTs));
  const message = sent(
    postAsApp(workspace, channel, args, { threadTs, ephemeralTo: person.id, shown }),
  );
  return { message_ts: message.ts };
}

/** A message of the app's own; ephemeral ones cannot be found again (page "Modifying messages"). */
function own({ workspace, args }: Call, notOurs: string): { channel: Channel; message: Message } {
  const channel = channelFor(workspace, args.channel);
  const message = channel.message(String(args.ts));
  if (message === undefined || message.tombstone) throw new Refused('message_not_found');
  if (message.author !== workspace.botUserId) throw new Refused(notOurs);
  return { channel, message };
}

export function update(call: Call): Json {
  const { workspace, args } = call;
  const { channel, message } = own(call, 'cant_update_message');
  if (channel.archived) throw new Refused('is_inactive');
  // "If you don't include this field, the message's previous blocks will be retained."
  const given = args.blocks === undefined ? { ...args, blocks: message.blocks } : args;
  const edit = { longest: limits.textOfEdit, keepsMetadata: true };
  sent(editAsApp(workspace, message, given, edit));
  const body = messageBody({ workspace }, message, message.metadata);
  return { channel: channel.id, ts: message.ts, text: message.text, message: body };
}

export function deleteMessage(call: Call): Json {
  const { channel, message } = own(call, 'cant_delete_message');
  channel.discard(message);
  call.slack.changes.touch();
  return { channel: channel.id, ts: message.ts };
}

export function permalink({ workspace, args, slack }: Call): Json {
  const channel = channelFor(workspace, args.channel);
  const message = channel.message(String(args.message_ts));
  if (message === undefined || message.tombstone) throw new Refused('message_not_found');
  const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
  const link = `${slack.url}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
  return { channel: channel.id, permalink: link };
}
