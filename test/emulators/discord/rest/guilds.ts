import { refuse } from '../refusal.ts';
import { channelPayload, guildPayload, memberPayload, rolePayload } from '../world/payload.ts';
import type { Guild } from '../world/types.ts';
import type { Call, Route } from './types.ts';

/** The server of the path, if the bot is in it. */
function guildOf({ world, params }: Call): Guild {
  const guild = world.guilds.get(params.guild ?? '');
  if (!guild?.hasBot) return refuse('unknownGuild');
  return guild;
}

function memberOf(call: Call) {
  const id = call.params.user ?? call.world.bot.id;
  const member = guildOf(call).members.get(id);
  if (!member) return refuse(call.world.users.has(id) ? 'unknownMember' : 'unknownUser');
  return memberPayload(member);
}

const path = '/guilds/:guild';

export const guildRoutes: readonly Route[] = [
  { name: 'getGuild', method: 'GET', path, handle: (call) => guildPayload(guildOf(call)) },
  {
    name: 'guildChannels',
    method: 'GET',
    path: `${path}/channels`,
    handle: (call) => [...guildOf(call).channels.values()].map(channelPayload),
  },
  {
    name: 'guildRoles',
    method: 'GET',
    path: `${path}/roles`,
    handle: (call) => guildOf(call).roles.map(rolePayload),
  },
  { name: 'guildMember', method: 'GET', path: `${path}/members/:user`, handle: memberOf },
];
