import { Faults } from '../form/faults.ts';
import { model, number, text, truth } from '../form/fields.ts';
import * as limits from '../limits/message.ts';
import { refuse } from '../refusal.ts';
import type { Json } from '../vocabulary.ts';
import { announce, changeThread, removeChannel } from '../world/channels.ts';
import { channelPayload } from '../world/payload.ts';
import { channelOf, need, needAwake, needToSpeak } from './access.ts';
import type { Call, Route } from './types.ts';

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
  const { name, archived, locked } = given;
  if (archived !== false) needAwake(channel);
  else if (thread?.locked) need(call, channel, 'ManageThreads');
  if (name !== undefined) channel.name = name;
  if (!thread) announce(call.world, channel);
  else {
    changeThread(call.world, channel, {
      ...(archived === undefined ? {} : { archived }),
      ...(locked === undefined ? {} : { locked }),
    });
  }
  return channelPayload(channel);
}

function remove(call: Call): Json {
  const channel = channelOf(call);
  if (!channel.guild) return channelPayload(channel);
  need(call, channel, channel.thread ? 'ManageThreads' : 'ManageChannels');
  const gone = channelPayload(channel);
  removeChannel(call.world, channel);
  return gone;
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
