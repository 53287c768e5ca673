import { Faults } from '../form/faults.ts';
import { model, number, text, truth } from '../form/fields.ts';
import * as limits from '../limits/message.ts';
import { refuse } from '../refusal.ts';
import { intent, type Json } from '../vocabulary.ts';
import { channelPayload } from '../world/payload.ts';
import type { Channel } from '../world/types.ts';
import type { World } from '../world/world.ts';
import { channelOf, need, needToSpeak } from './access.ts';
import type { Call, Route } from './types.ts';

/** Tells of a channel or thread that has changed or is gone. */
function announce(world: World, channel: Channel, what: 'UPDATE' | 'DELETE'): void {
  const kind = channel.thread ? 'THREAD' : 'CHANNEL';
  const payload = () => channelPayload(channel);
  const { guild } = channel;
  world.publish({ name: `${kind}_${what}`, payload, guild, intent: intent.guilds });
}

function change(call: Call): Json {
  const channel = channelOf(call);
  const { thread } = channel;
  // The bot's own thread is its own to rename and archive.
  const own = thread?.owner === call.world.bot;
  if (!channel.guild) refuse('notOnDirectMessage');
  if (!own) need(call, channel, thread ? 'ManageThreads' : 'ManageChannels');
  const faults = new Faults();
  model({
    name: text({ min: 1, max: limits.thread.name }),
    archived: truth,
    locked: truth,
    auto_archive_duration: number({ choices: limits.thread.archiveAfter }),
  })(call.body ?? {}, [], faults);
  faults.throwIfAny();
  const given = call.body as { name?: string; archived?: boolean; locked?: boolean };
  if (given.locked !== undefined) need(call, channel, 'ManageThreads');
  const wakes = given.archived === false;
  if (thread?.archived && !wakes && given.name !== undefined) refuse('threadArchived');
  if (given.name !== undefined) channel.name = given.name;
  if (thread && given.archived !== undefined) thread.archived = given.archived;
  if (thread && given.locked !== undefined) thread.locked = given.locked;
  announce(call.world, channel, 'UPDATE');
  return channelPayload(channel);
}

function remove(call: Call): Json {
  const channel = channelOf(call);
  if (!channel.guild) return channelPayload(channel);
  need(call, channel, channel.thread ? 'ManageThreads' : 'ManageChannels');
  call.world.channels.delete(channel.id);
  channel.guild.channels.delete(channel.id);
  announce(call.world, channel, 'DELETE');
  return channelPayload(channel);
}

function typing(call: Call): undefined {
  needToSpeak(call, channelOf(call));
}

const path = '/channels/:channel';

export const channelRoutes: readonly Route[] = [
  {
    name: 'getChannel',
    method: 'GET',
    path,
    handle: (call) => channelPayload(channelOf(call)),
  },
  { name: 'editChannel', method: 'PATCH', path, handle: change },
  { name: 'deleteChannel', method: 'DELETE', path, handle: remove },
  { name: 'typing', method: 'POST', path: `${path}/typing`, handle: typing },
];
