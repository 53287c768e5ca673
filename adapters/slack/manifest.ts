import type { Words } from '../../src/oneshot.ts';
import { commandName, paths, shortcutId } from './names.ts';

/** Everything that the bot may do in a workspace; docs/slack/README.md says what each is for. */
export const scopes = [
  'commands',
  'chat:write',
  'app_mentions:read',
  'files:write',
  'files:read',
  'channels:history',
  'groups:history',
  'usergroups:read',
] as const;

/** What the bot hears of by itself. */
const events = ['app_home_opened', 'app_mention', 'app_uninstalled', 'tokens_revoked'] as const;

/**
 * The manifest that an admin pastes at api.slack.com to make the app.
 *
 * @param address where Slack sends events, such as `https://step2.example.edu`; null for Socket Mode
 */
export function manifestOf(words: Words, address: string | null): object {
  const said = (part: string) => words.text('slack/manifest', {}, part);
  const at = (path: string) => (address === null ? {} : { url: new URL(path, address).href });
  const requests = address === null ? {} : { request_url: new URL(paths.events, address).href };
  return {
    display_information: {
      name: said('name'),
      description: said('description'),
      long_description: said('long-description'),
      background_color: '#0b3d5c',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        // Where the bot writes to somebody whom it cannot reach in a channel.
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: true,
      },
      bot_user: { display_name: said('name'), always_online: true },
      shortcuts: [
        {
          name: said('shortcut'),
          type: 'message',
          callback_id: shortcutId,
          description: said('shortcut-description'),
        },
      ],
      slash_commands: [
        {
          command: commandName,
          ...at(paths.events),
          description: said('command-description'),
          usage_hint: said('command-usage'),
          should_escape: false,
        },
      ],
    },
    oauth_config: {
      ...(address === null ? {} : { redirect_urls: [new URL(paths.redirect, address).href] }),
      scopes: { bot: [...scopes] },
    },
    settings: {
      event_subscriptions: { ...requests, bot_events: [...events] },
      interactivity: { is_enabled: true, ...requests },
      org_deploy_enabled: false,
      socket_mode_enabled: address === null,
      token_rotation_enabled: false,
    },
  };
}
