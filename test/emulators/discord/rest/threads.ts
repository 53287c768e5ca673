import { Faults } from '../form/faults.ts';
import { model, number, text } from '../form/fields.ts';
import * as limits from '../limits/message.ts';
import { refuse } from '../refusal.ts';
import { channelType, flag, type Json } from '../vocabulary.ts';
import { type NewThread, startThread } from '../world/channels.ts';
import { isThread } from '../world/messages.ts';
import { channelPayload } from '../world/payload.ts';
import { may } from '../world/permissions.ts';
import type { Channel } from '../world/types.ts';
import { channelOf, messageOf, need, needAwake } from './access.ts';
import { type Call, Reply, type Route } from './types.ts';

const name = text({ min: 1, max: limits.thread.name });
const archiveAfter = number({ choices: limits.thread.archiveAfter });

type ThreadForm = Pick<NewThread, 'name' | 'archiveAfter'>;

function check(body: unknown, standalone: boolean): ThreadForm {
  const faults = new Faults();
  model({
    name: { required: name },
    auto_archive_duration: archiveAfter,
    ...(standalone ? { type: number({ choices: [10, 11, 12] }) } : {}),
  })(body ?? {}, [], faults);
  faults.throwIfAny();
  const given = body as { name: string; auto_archive_duration?: number | null };
  const after = given.auto_archive_duration;
  return { name: given.name, ...(after ? { archiveAfter: Number(after) } : {}) };
}

function fromMessage(call: Call): Reply {
  const { world } = call;
  const message = messageOf(call);
  const channel = message.channel;
  if (!channel.guild || isThread(channel)) refuse('wrongChannelType');
  need(call, channel, 'CreatePublicThreads');
  const form = check(call.body, false);
  // Once is once, even when the thread is gone.
  if (message.flags & flag.hasThread) refuse('threadExists');
  const thread = startThread(world, { parent: channel, owner: world.bot, message, ...form });
  return new Reply(201, channelPayload(thread));
}

function standalone(call: Call): Reply {
  const { world } = call;
  const channel = channelOf(call);
  if (!channel.guild || isThread(channel)) refuse('wrongChannelType');
  const type = Number((call.body as Json | undefined)?.type ?? channelType.privateThread);
  const form = check(call.body, true);
  const open = type !== channelType.privateThread;
  need(call, channel, open ? 'CreatePublicThreads' : 'CreatePrivateThreads');
  if (type === channelType.announcementThread) refuse('wrongChannelType');
  const thread = startThread(world, { parent: channel, owner: world.bot, type, ...form });
  return new Reply(201, channelPayload(thread));
}

const list = (threads: Channel[]): Json => ({
  threads: threads.map(channelPayload),
  members: [],
  has_more: false,
});

function archived(call: Call): Json {
  const channel = channelOf(call);
  need(call, channel, 'ReadMessageHistory');
  const all = [...call.world.channels.values()];
  return list(all.filter((one) => one.parent === channel && one.thread?.archived));
}

function active(call: Call): Json {
  const { world, params } = call;
  const guild = world.guilds.get(params.guild ?? '');
  if (!guild) return refuse('unknownGuild');
  if (!guild.hasBot) refuse('missingAccess');
  const all = [...world.channels.values()];
  const here = all.filter((one) => one.guild === guild && one.thread?.archived === false);
  return list(here.filter((one) => may(world.bot, one, 'ViewChannel')));
}

function member(change: (channel: Channel, id: string) => void) {
  return (call: Call): undefined => {
    const channel = channelOf(call);
    if (!channel.thread) refuse('wrongChannelType');
    needAwake(channel);
    const id = call.params.user ?? '@me';
    change(channel, id === '@me' ? call.world.bot.id : id);
  };
}

const join = member((channel, id) => channel.thread?.members.add(id));
const leave = member((channel, id) => channel.thread?.members.delete(id));
const from = '/channels/:channel/messages/:message/threads';
const members = '/channels/:channel/thread-members';

export const threadRoutes: readonly Route[] = [
  { name: 'startThreadFromMessage', method: 'POST', path: from, handle: fromMessage },
  {
    name: 'startThread',
    method: 'POST',
    path: '/channels/:channel/threads',
    handle: standalone,
  },
  {
    name: 'archivedThreads',
    method: 'GET',
    path: '/channels/:channel/threads/archived/public',
    handle: archived,
  },
  { name: 'activeThreads', method: 'GET', path: '/guilds/:guild/threads/active', handle: active },
  { name: 'joinThread', method: 'PUT', path: `${members}/@me`, handle: join },
  { name: 'leaveThread', method: 'DELETE', path: `${members}/@me`, handle: leave },
  { name: 'addThreadMember', method: 'PUT', path: `${members}/:user`, handle: join },
  { name: 'removeThreadMember', method: 'DELETE', path: `${members}/:user`, handle: leave },
];
