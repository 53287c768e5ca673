import { refuse } from '../refusal.ts';
import { hasBot, isThread } from '../world/messages.ts';
import { may, type Permission } from '../world/permissions.ts';
import type { Channel, Message } from '../world/types.ts';
import type { Call } from './types.ts';

/** The channel of the path, if the bot may see it. */
export function channelOf({ world, params }: Call): Channel {
  const channel = world.channels.get(params.channel ?? '');
  if (!channel) return refuse('unknownChannel');
  if (!hasBot(world, channel) || !may(world.bot, channel, 'ViewChannel')) refuse('missingAccess');
  return channel;
}

/** The message of the path; what only one person sees does not exist for the bot. */
export function messageOf(call: Call): Message {
  const channel = channelOf(call);
  const message = channel.messages.get(call.params.message ?? '');
  if (!message || message.ephemeralFor) return refuse('unknownMessage');
  return message;
}

export function need({ world }: Call, channel: Channel, permission: Permission): void {
  if (!may(world.bot, channel, permission)) refuse('missingPermissions');
}

/** What the bot needs to say something here. */
export function needToSpeak(call: Call, channel: Channel): void {
  need(call, channel, isThread(channel) ? 'SendMessagesInThreads' : 'SendMessages');
  const { thread } = channel;
  if (!thread?.locked || may(call.world.bot, channel, 'ManageThreads')) return;
  // A word would wake an archived thread, and one that is locked is not to be woken.
  refuse(thread.archived ? 'threadArchived' : 'threadLocked');
}

/** In an archived thread nothing changes: it has to be woken first. */
export function needAwake(channel: Channel): void {
  if (channel.thread?.archived) refuse('threadArchived');
}
