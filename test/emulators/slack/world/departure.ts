import { sendEvent } from '../delivery/events.ts';
import type { Json } from './json.ts';
import type { Workspace } from './workspace.ts';

/** A bot token, and the error that it gets once it is no longer good. */
export interface Token {
  workspace: Workspace;
  state: 'active' | 'token_revoked' | 'account_inactive';
}

export function revoke(workspace: Workspace): Promise<void> {
  end(workspace, 'token_revoked');
  return tell(workspace, 'tokens_revoked', { tokens: revokedTokens(workspace) });
}

/** Slack tells of the app's removal and of its tokens' end, in no promised order. */
export async function uninstall(workspace: Workspace): Promise<void> {
  end(workspace, 'account_inactive');
  await tell(workspace, 'app_uninstalled', {});
  await tell(workspace, 'tokens_revoked', { tokens: revokedTokens(workspace) });
}

function end(workspace: Workspace, state: Token['state']): void {
  workspace.installed = false;
  workspace.slack.tokens.set(workspace.botToken, { workspace, state });
}

const revokedTokens = ({ botUserId }: Workspace): Json => ({ oauth: [], bot: [botUserId] });

function tell(workspace: Workspace, type: string, more: Json): Promise<void> {
  const { slack } = workspace;
  return sendEvent(slack, workspace, type, { type, ...more, event_ts: slack.clock.ts() });
}
