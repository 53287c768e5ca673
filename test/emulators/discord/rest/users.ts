import { Faults } from '../form/faults.ts';
import { isObject, model, snowflake } from '../form/fields.ts';
import { refuse } from '../refusal.ts';
import { intent, type Json } from '../vocabulary.ts';
import { channelPayload, guildPayload, userPayload } from '../world/payload.ts';
import { permissionsOf } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import type { Call, Route } from './types.ts';

/** The flags of intents that need no approval yet (in fewer than 100 servers), by the intent's bit. */
const limitedFlags = [
  [intent.guildPresences, 1 << 13],
  [intent.guildMembers, 1 << 15],
  [intent.messageContent, 1 << 19],
] as const;

function application({ world, gateway }: Pick<Call, 'world' | 'gateway'>): Json {
  const { privileged } = gateway.settings;
  const installs = [...world.users.values()].filter((user) => user.installed);
  return {
    id: world.bot.id,
    name: world.bot.name,
    icon: null,
    description: '',
    bot: userPayload(world.bot),
    bot_public: true,
    bot_require_code_grant: false,
    owner: { ...userPayload(world.bot), id: '1', username: 'owner', bot: false },
    team: null,
    verify_key: '0'.repeat(64),
    flags: limitedFlags.reduce((all, [bit, flag]) => all | (privileged & bit ? flag : 0), 0),
    approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.hasBot).length,
    approximate_user_install_count: installs.length,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    event_webhooks_url: null,
    integration_types_config: { 0: {}, 1: {} },
    ...world.application,
  };
}

function changeApplication({ world, gateway, body }: Call): Json {
  const given = isObject(body) ? body : {};
  const text = typeof given.description === 'string' ? given.description : '';
  const faults = new Faults();
  if ([...text].length > 400) {
    faults.add(['description'], 'BASE_TYPE_MAX_LENGTH', 'Must be 400 or fewer in length.');
  }
  faults.throwIfAny();
  Object.assign(world.application, given);
  return { ...application({ world, gateway }), id: world.bot.id };
}

/** A conversation with somebody who shares a server with the bot, or has installed it. */
function directMessage({ world, body }: Call): Json {
  const faults = new Faults();
  model({ recipient_id: { required: snowflake } })(body ?? {}, [], faults);
  faults.throwIfAny();
  const user = world.users.get(String((body as Json).recipient_id));
  if (!user) return refuse('unknownUser');
  const shared = [...world.guilds.values()].some(
    (guild) => guild.hasBot && guild.members.has(user.id),
  );
  if ((!shared && !user.installed) || user === world.bot) refuse('cannotMessageUser');
  return channelPayload(world.conversation([world.bot, user]));
}

function user({ world, params }: Call): Json {
  const found = world.users.get(params.user ?? '');
  return found ? userPayload(found) : refuse('unknownUser');
}

const mine = (world: World) => [...world.guilds.values()].filter((guild) => guild.hasBot);
const app = '/applications/@me';

export const userRoutes: readonly Route[] = [
  {
    name: 'gateway',
    method: 'GET',
    path: '/gateway',
    open: true,
    handle: ({ gateway }) => ({ url: gateway.url }),
  },
  {
    name: 'gatewayBot',
    method: 'GET',
    path: '/gateway/bot',
    handle: ({ gateway }) => gateway.information,
  },
  { name: 'me', method: 'GET', path: '/users/@me', handle: ({ world }) => userPayload(world.bot) },
  {
    name: 'myGuilds',
    method: 'GET',
    path: '/users/@me/guilds',
    handle: ({ world }) =>
      mine(world).map((guild) => ({
        ...guildPayload(guild),
        owner: false,
        permissions: String(permissionsOf(world.bot, guild)),
      })),
  },
  {
    name: 'createDirectMessage',
    method: 'POST',
    path: '/users/@me/channels',
    handle: directMessage,
  },
  { name: 'getUser', method: 'GET', path: '/users/:user', handle: user },
  { name: 'application', method: 'GET', path: app, handle: application },
  { name: 'editApplication', method: 'PATCH', path: app, handle: changeApplication },
  {
    name: 'oauthApplication',
    method: 'GET',
    path: '/oauth2/applications/@me',
    handle: application,
  },
];
