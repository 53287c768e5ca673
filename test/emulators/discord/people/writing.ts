import { channelType, flag } from '../vocabulary.ts';
import { startThread as start } from '../world/channels.ts';
import { isThread, post, remove as take } from '../world/messages.ts';
import { may } from '../world/permissions.ts';
import type { Channel, Message, User } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { type GivenFile, uploaded } from './option-value.ts';
import type { Seen } from './seen.ts';
import type { View } from './view.ts';

export interface Writing {
  files?: readonly GivenFile[];
  replyTo?: Seen;
}

/** Whether the client lets somebody type here at all. */
export function mayWrite(user: User, channel: Channel): boolean {
  const shut = channel.thread?.locked && !may(user, channel, 'ManageThreads');
  const permission = isThread(channel) ? 'SendMessagesInThreads' : 'SendMessages';
  return may(user, channel, 'ViewChannel') && may(user, channel, permission) && !shut;
}

function say(
  world: World,
  user: User,
  view: View,
  channel: Channel,
  text: string,
  more: Writing,
): Message {
  const there = world.channels.has(channel.id);
  if (!there || !mayWrite(user, channel)) throw new Error(`${user.name} may not write here`);
  const hanging = (more.files ?? []).map((file, index) => {
    const upload = { index, ...uploaded(file) };
    return { filename: upload.filename, upload };
  });
  const replyTo = more.replyTo ? view.message(more.replyTo) : undefined;
  const form = { content: text, flags: 0, hanging };
  return post(world, channel, user, form, replyTo ? { replyTo } : {});
}

interface Start {
  parent: Channel;
  message: Message | undefined;
  name: string;
  private?: boolean;
}

function startThread(world: World, owner: User, given: Start): Channel {
  const { parent, message, name } = given;
  const open = given.private !== true;
  const permission = open ? 'CreatePublicThreads' : 'CreatePrivateThreads';
  const fits = world.channels.has(parent.id) && parent.guild && !isThread(parent);
  if (!fits || !may(owner, parent, permission)) {
    throw new Error(`${owner.name} may not start a thread here`);
  }
  if (message && message.flags & flag.hasThread) throw new Error('there is a thread already');
  const type = open ? channelType.publicThread : channelType.privateThread;
  return start(world, { parent, name, owner, type, ...(message ? { message } : {}) });
}

function remove(world: World, user: User, message: Message): void {
  const own = message.author === user;
  if (!own && !may(user, message.channel, 'ManageMessages')) {
    throw new Error(`${user.name} may not delete this message`);
  }
  take(world, message);
}

export const writing = { say, startThread, remove };
