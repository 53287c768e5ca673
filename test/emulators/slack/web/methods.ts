import { idOf } from '../world/ids.ts';
import type { Method } from './call.ts';
import { deleteMessage, permalink, postEphemeral, postMessage, update } from './chat.ts';
import { conversationInfo, join, open, userGroupMembers, userInfo } from './conversations.ts';
import { history, replies } from './history.ts';
import { access, revoke } from './oauth.ts';
import { openView, publishView, pushView, updateView } from './views.ts';

const reading = ['channels:history', 'groups:history', 'im:history', 'mpim:history'] as const;

/** Every method that the emulator knows: token, scopes, required arguments (each method's own page). */
export const methods: Readonly<Record<string, Method>> = {
  'api.test': { token: 'none', run: () => ({}) },
  'auth.test': {
    token: 'bot',
    run: ({ workspace, slack }) => ({
      url: `${slack.url}/`,
      team: workspace.name,
      user: 'app',
      team_id: workspace.id,
      user_id: workspace.botUserId,
      bot_id: workspace.botId,
      is_enterprise_install: false,
    }),
  },
  'auth.revoke': { token: 'bot', run: revoke },
  'apps.connections.open': {
    token: 'app',
    run: ({ slack }) => ({ url: slack.url.replace('http', 'ws') + slack.sockets.issuePath() }),
  },
  'oauth.v2.access': { token: 'none', required: ['code'], formOnly: true, run: access },
  'chat.postMessage': {
    token: 'bot',
    scopes: ['chat:write'],
    required: ['channel'],
    run: postMessage,
  },
  'chat.postEphemeral': {
    token: 'bot',
    scopes: ['chat:write'],
    required: ['channel', 'user'],
    run: postEphemeral,
  },
  'chat.update': { token: 'bot', scopes: ['chat:write'], required: ['channel', 'ts'], run: update },
  'chat.delete': {
    token: 'bot',
    scopes: ['chat:write'],
    required: ['channel', 'ts'],
    run: deleteMessage,
  },
  'chat.getPermalink': {
    token: 'bot',
    required: ['channel', 'message_ts'],
    formOnly: true,
    run: permalink,
  },
  'conversations.open': { token: 'bot', scopes: ['im:write'], run: open },
  'conversations.info': {
    token: 'bot',
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    required: ['channel'],
    formOnly: true,
    run: conversationInfo,
  },
  'conversations.join': {
    token: 'bot',
    scopes: ['channels:join'],
    required: ['channel'],
    run: join,
  },
  'conversations.history': {
    token: 'bot',
    scopes: reading,
    required: ['channel'],
    run: history,
  },
  'conversations.replies': {
    token: 'bot',
    scopes: reading,
    required: ['channel', 'ts'],
    formOnly: true,
    run: replies,
  },
  'users.info': {
    token: 'bot',
    scopes: ['users:read'],
    required: ['user'],
    formOnly: true,
    run: userInfo,
  },
  'usergroups.users.list': {
    token: 'bot',
    scopes: ['usergroups:read'],
    required: ['usergroup'],
    formOnly: true,
    run: userGroupMembers,
  },
  'files.getUploadURLExternal': {
    token: 'bot',
    scopes: ['files:write'],
    required: ['filename', 'length'],
    formOnly: true,
    run: (call) => call.slack.uploads.announce(call),
  },
  'files.completeUploadExternal': {
    token: 'bot',
    scopes: ['files:write'],
    required: ['files'],
    run: (call) => call.slack.uploads.complete(call),
  },
  'views.open': { token: 'bot', required: ['trigger_id', 'view'], run: openView },
  'views.push': { token: 'bot', required: ['trigger_id', 'view'], run: pushView },
  'views.update': { token: 'bot', required: ['view'], run: updateView },
  'views.publish': { token: 'bot', required: ['user_id', 'view'], run: publishView },
};

/** A request id, such as Slack puts into its headers. */
export const requestId = (): string => idOf('R');
