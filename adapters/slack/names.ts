/** What the manifest and the listeners both name. */
export const commandName = '/step2';
export const shortcutId = 'step2-check';
/** The path of events; installing begins and ends under the other two. */
export const paths = {
  events: '/slack/events',
  install: '/slack/install',
  redirect: '/slack/oauth_redirect',
} as const;
