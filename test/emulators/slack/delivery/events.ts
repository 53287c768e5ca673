import type { Slack } from '../slack.ts';
import { idOf } from '../world/ids.ts';
import type { Json } from '../world/json.ts';
import type { Workspace } from '../world/workspace.ts';
import type { Outgoing } from './outgoing.ts';

/** The scope without which Slack does not send an event (each event's own page). */
const scopeOf: Readonly<Record<string, string>> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
};

/** Page "Events API", "Retries": nearly at once, after a minute, after five. */
const retryAfter = [0, 60_000, 300_000];

/** After an app is gone from a workspace, only these still come. */
const farewells = ['tokens_revoked', 'app_uninstalled'];

/**
 * Sends an event, if the app is subscribed to it and may have it, and again up to three times
 * while it is not acknowledged. Resolves after the first attempt.
 */
export async function sendEvent(
  slack: Slack,
  workspace: Workspace,
  subscription: string,
  event: Json,
): Promise<void> {
  const scope = scopeOf[subscription];
  if (!slack.events.includes(subscription)) return;
  if (scope !== undefined && !workspace.scopes.has(scope)) return;
  if (!workspace.installed && !farewells.includes(subscription)) return;
  const authorization = {
    enterprise_id: null,
    team_id: workspace.id,
    user_id: workspace.botUserId,
    is_bot: true,
    is_enterprise_install: false,
  };
  const payload: Json = {
    token: slack.verificationToken,
    team_id: workspace.id,
    api_app_id: slack.appId,
    event,
    type: 'event_callback',
    event_id: idOf('Ev'),
    event_time: slack.clock.seconds(),
    authorizations: [authorization],
    is_ext_shared_channel: false,
    context_team_id: workspace.id,
    context_enterprise_id: null,
  };
  await attempt(slack, { kind: 'events_api', payload, answers: false }, 0, '');
}

async function attempt(
  slack: Slack,
  outgoing: Outgoing,
  number: number,
  reason: string,
): Promise<void> {
  const retry = number === 0 ? undefined : { number, reason };
  const acknowledgement = await slack.deliver(outgoing, retry);
  if (acknowledgement.ok || acknowledgement.noRetry) return;
  const wait = retryAfter[number];
  if (wait === undefined) return;
  const again = () => void attempt(slack, outgoing, number + 1, acknowledgement.reason);
  slack.clock.after(wait, again);
  slack.redeliveries.push({ number: number + 1, after: wait, reason: acknowledgement.reason });
  slack.changes.touch();
}
