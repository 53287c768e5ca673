import { channelType, flag, intent, type Json } from '../vocabulary.ts';
import { channelPayload } from './payload.ts';
import { may } from './permissions.ts';
import type { Channel, Message, User } from './types.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;

function publish(world: World, name: string, channel: Channel, payload: () => Json): void {
  world.changes.changed();
  const { guild } = channel;
  // Of a thread that the bot may not see it is told nothing.
  if (channel.thread && !may(world.bot, channel, 'ViewChannel')) return;
  world.publish({ name, payload, guild, intent: intent.guilds });
}

/** Tells of a channel or thread that has changed. */
export function announce(world: World, channel: Channel): void {
  const kind = channel.thread ? 'THREAD' : 'CHANNEL';
  publish(world, `${kind}_UPDATE`, channel, () => channelPayload(channel));
}

export interface NewThread {
  parent: Channel;
  name: string;
  owner: User;
  /** The message it starts from, if it starts from one; they have the same id. */
  message?: Message;
  /** Minutes. */
  archiveAfter?: number;
  type?: number;
}

export function startThread(world: World, given: NewThread): Channel {
  const { parent, name, owner, message } = given;
  const { archiveAfter = 4320, type = channelType.publicThread } = given;
  const channel = world.newChannel(type, name, message?.id);
  channel.parent = parent;
  if (parent.guild) channel.guild = parent.guild;
  const members = new Set([owner.id]);
  const awakeSince = world.clock.now();
  channel.thread = { archived: false, locked: false, archiveAfter, awakeSince, owner, members };
  if (message) {
    message.thread = channel;
    message.flags |= flag.hasThread;
  }
  publish(world, 'THREAD_CREATE', channel, () => ({
    ...channelPayload(channel),
    newly_created: true,
  }));
  archiveWhenIdle(world, channel);
  return channel;
}

/** Lets somebody into a thread; the bot is told of it, since it may not have known it before. */
export function addToThread(world: World, channel: Channel, user: User): void {
  const { thread } = channel;
  if (!thread || thread.members.has(user.id)) return;
  thread.members.add(user.id);
  if (user === world.bot) publish(world, 'THREAD_CREATE', channel, () => channelPayload(channel));
}

/** A thread archives itself once nobody has said anything for long enough. */
function archiveWhenIdle(world: World, channel: Channel): void {
  const { thread } = channel;
  if (!thread) return;
  const left = (): number => {
    const last = [...channel.messages.values()].at(-1)?.createdAt ?? 0;
    return Math.max(thread.awakeSince, last) + thread.archiveAfter * MINUTE - world.clock.now();
  };
  world.clock.after(left(), () => {
    if (thread.archived || !world.channels.has(channel.id)) return;
    if (left() > 0) archiveWhenIdle(world, channel);
    else changeThread(world, channel, { archived: true });
  });
}

/** Archives a thread, locks it, or undoes that. */
export function changeThread(
  world: World,
  channel: Channel,
  change: { archived?: boolean; locked?: boolean },
): void {
  const { thread } = channel;
  if (!thread) throw new Error(`#${channel.name} is not a thread`);
  const wakes = thread.archived && change.archived === false;
  Object.assign(thread, change);
  announce(world, channel);
  if (!wakes) return;
  thread.awakeSince = world.clock.now();
  archiveWhenIdle(world, channel);
}

/** Removes a channel with its threads, or a thread, and all that was said there. */
export function removeChannel(world: World, channel: Channel): void {
  const { guild, parent } = channel;
  const threads = [...world.channels.values()].filter((one) => one.parent === channel);
  // What is said of it, and whether the bot may see it, is as it was.
  const payload = channel.thread
    ? { id: channel.id, guild_id: guild?.id, parent_id: parent?.id, type: channel.type }
    : channelPayload(channel);
  delete parent?.messages.get(channel.id)?.thread;
  for (const gone of [channel, ...threads]) {
    for (const { attachments } of gone.messages.values()) world.files.remove(attachments);
    gone.messages.clear();
    world.channels.delete(gone.id);
    guild?.channels.delete(gone.id);
  }
  publish(world, channel.thread ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel, () => payload);
}
