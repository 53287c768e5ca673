import {
  type APIApplication,
  type APIApplicationCommand,
  type APIGatewayBotInfo,
  ApplicationFlags,
  ApplicationFlagsBitField,
  ApplicationIntegrationType,
  DiscordAPIError,
  PermissionsBitField,
  REST,
  type RESTAPIPartialCurrentUserGuild,
  RESTEvents,
  Routes,
} from 'discord.js';
import { languages, loadWords } from '../../src/bot.ts';
import type { DiscordConfig } from '../../src/config.ts';
import { commandsIn } from '../discord/commands.ts';
import { toPost } from '../discord/permissions.ts';
import { lookAtClock } from './clock.ts';
import { covers } from './covers.ts';
import { type Finding, longestCall, type Practice } from './finding.ts';

/** Intents that tell more than the bot wants to hear, by the names of Discord's own page. */
const privileged: Readonly<Record<string, number>> = {
  Presence: ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited,
  'Server Members':
    ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited,
  'Message Content':
    ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
};

/** Fewer than this are soon used up by restarts; Discord gives a thousand a day. */
const fewStarts = 20;

/** Whether Discord takes the token, and the application is set up as the bot needs it. */
export async function lookAtDiscord(room: Practice): Promise<Finding[]> {
  const { discord } = room.config;
  if (!discord) return [];
  const { refusal } = room;
  const rest = new REST({ api: discord.apiUrl, timeout: longestCall, retries: 1 });
  rest.setToken(discord.token);
  let date: string | null = null;
  rest.on(RESTEvents.Response, (_request, { headers }) => {
    date = headers.get('date');
  });
  try {
    const application = (await rest.get(Routes.currentApplication())) as APIApplication;
    return [
      room.ok('discord-token', { name: application.name }),
      ...lookAtApplication(room, application),
      ...(await lookAtGateway(room, discord, rest)),
      await lookAtCommands(room, discord, rest, application.id),
      ...(await lookAtServers(room, rest)),
      ...lookAtClock(room, 'Discord', date),
    ];
  } catch (error) {
    const reason = reasonOf(error);
    return reason === '401'
      ? [refusal('discord-token', { reason })]
      : [refusal('discord-away', { reason, address: discord.apiUrl })];
  } finally {
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
  }
}

function lookAtApplication({ ok, warning, fault }: Practice, application: APIApplication) {
  const { flags = 0, interactions_endpoint_url, integration_types_config } = application;
  const granted = new ApplicationFlagsBitField(flags).bitfield;
  const more = Object.keys(privileged).filter((name) => granted & (privileged[name] ?? 0));
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  const ways = integration_types_config ?? {};
  const inServer = ways[GuildInstall]?.oauth2_install_params;
  const lacking = inServer ? missing(inServer.permissions) : '';
  return [
    interactions_endpoint_url ? fault('discord-endpoint') : ok('discord-gateway'),
    more.length > 0
      ? warning('discord-intents-more', { intents: more.join(', ') })
      : ok('discord-intents'),
    GuildInstall in ways && UserInstall in ways
      ? ok('discord-install')
      : warning('discord-install-one'),
    ...(lacking ? [warning('discord-install-permissions', { permissions: lacking })] : []),
  ];
}

async function lookAtGateway({ ok, warning }: Practice, config: DiscordConfig, rest: REST) {
  const { shards, session_start_limit } = (await rest.get(
    Routes.gatewayBot(),
  )) as APIGatewayBotInfo;
  const { remaining } = session_start_limit;
  const params = { remaining, advised: shards, set: config.shards };
  return [
    remaining < fewStarts ? warning('discord-starts', params) : ok('discord-starts-left', params),
    ...(typeof config.shards === 'number' && config.shards < shards
      ? [warning('discord-shards', params)]
      : []),
  ];
}

async function lookAtCommands(
  { ok, warning, refusal }: Practice,
  { guildId }: DiscordConfig,
  rest: REST,
  id: string,
): Promise<Finding> {
  const wanted = commandsIn(new Map(languages().map((name) => [name, loadWords(name)])));
  const route =
    guildId === null
      ? Routes.applicationCommands(id)
      : Routes.applicationGuildCommands(id, guildId);
  try {
    const query = new URLSearchParams({ with_localizations: 'true' });
    const found = (await rest.get(route, { query })) as APIApplicationCommand[];
    const same =
      found.length === wanted.length &&
      wanted.every((command) => found.some((one) => covers(one, command)));
    return same ? ok('discord-commands') : warning('discord-commands-old');
  } catch (error) {
    const reason = reasonOf(error);
    if (reason !== '403' && reason !== '404') throw error;
    return refusal('discord-commands', { reason });
  }
}

/** What the bot may do in each server; single channels can still forbid it. */
async function lookAtServers({ ok, warning }: Practice, rest: REST): Promise<Finding[]> {
  const servers = (await rest.get(Routes.userGuilds())) as RESTAPIPartialCurrentUserGuild[];
  const lacking = servers
    .map(({ name, permissions }) => ({ name, permissions: missing(permissions) }))
    .filter(({ permissions }) => permissions !== '');
  if (lacking.length === 0) return [ok('discord-servers', { count: servers.length })];
  return lacking.map((server) => warning('discord-server', server));
}

function missing(permissions: string): string {
  return new PermissionsBitField(BigInt(permissions)).missing([...toPost]).join(', ');
}

function reasonOf(error: unknown): string {
  if (error instanceof DiscordAPIError) return String(error.status);
  if (error instanceof Error && 'status' in error) return String(error.status);
  if (error instanceof Error && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
}
