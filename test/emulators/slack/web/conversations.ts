import type { Channel } from '../world/channel.ts';
import { isTrue, type Json } from '../world/json.ts';
import type { Workspace } from '../world/workspace.ts';
import type { Call } from './call.ts';
import { channelFor } from './chat.ts';
import { Refused } from './refusal.ts';

const scopeOf = { public: 'channels:read', private: 'groups:read', im: 'im:read' } as const;

function channelBody(workspace: Workspace, channel: Channel): Json {
  const isMember = channel.members.has(workspace.botUserId);
  const common = { id: channel.id, is_archived: channel.archived, context_team_id: workspace.id };
  if (channel.kind === 'im') {
    const user = [...channel.members].find((id) => id !== workspace.botUserId);
    return { ...common, is_im: true, user, is_open: true };
  }
  return {
    ...common,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_private: channel.kind === 'private',
    is_im: false,
    is_member: isMember,
  };
}

/** Opens the direct conversation with one person. */
export function open({ workspace, args }: Call): Json {
  if (args.channel !== undefined)
    return { channel: channelBody(workspace, channelFor(workspace, args.channel)) };
  const ids = typeof args.users === 'string' ? args.users.split(',') : [];
  if (ids.length === 0) throw new Refused('users_list_not_supplied');
  if (ids.length > 1)
    throw new Refused('missing_scope', {
      needed: 'mpim:write',
      provided: [...workspace.scopes].join(','),
    });
  const person = workspace.people.find(({ id }) => id === ids[0]);
  if (person === undefined) throw new Refused('user_not_found');
  const channel = workspace.directMessage(person.id);
  return { channel: isTrue(args.return_im) ? channelBody(workspace, channel) : { id: channel.id } };
}

/** Each kind of conversation has a read scope of its own. */
export function conversationInfo({ workspace, args }: Call): Json {
  const channel = channelFor(workspace, args.channel);
  const needed = scopeOf[channel.kind];
  if (!workspace.scopes.has(needed))
    throw new Refused('missing_scope', { needed, provided: [...workspace.scopes].join(',') });
  return { channel: channelBody(workspace, channel) };
}

export function join({ workspace, args, slack }: Call): Json {
  const channel = channelFor(workspace, args.channel);
  if (channel.kind !== 'public') throw new Refused('method_not_supported_for_channel_type');
  if (channel.archived) throw new Refused('is_archived');
  const was = channel.members.has(workspace.botUserId);
  channel.add(workspace.bot);
  slack.changes.touch();
  const warning = was
    ? { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }
    : {};
  return { channel: channelBody(workspace, channel), ...warning };
}

export function userInfo({ workspace, args }: Call): Json {
  const person = workspace.people.find(({ id }) => id === args.user);
  if (person === undefined) throw new Refused('user_not_found');
  return {
    user: {
      id: person.id,
      team_id: workspace.id,
      name: person.handle,
      real_name: person.name,
      deleted: false,
      is_bot: false,
      is_admin: false,
      is_owner: false,
      tz: 'America/New_York',
      tz_offset: -18_000,
      profile: { real_name: person.name, display_name: person.name, team: workspace.id },
    },
  };
}

export function userGroupMembers({ workspace, args }: Call): Json {
  const group = workspace.userGroups.find(({ id }) => id === args.usergroup);
  if (group === undefined) throw new Refused('no_such_subteam');
  return { users: [...group.members] };
}
