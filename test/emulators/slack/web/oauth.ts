import type { Slack } from '../slack.ts';
import { secret } from '../world/ids.ts';
import type { Json } from '../world/json.ts';
import type { Workspace } from '../world/workspace.ts';
import type { Call } from './call.ts';
import { Refused } from './refusal.ts';

/** Page "Installing with OAuth": a code is good for ten minutes and for one exchange. */
const lifetime = 10 * 60_000;

interface Code {
  workspace: Workspace;
  scopes: string[];
  redirectUri: string | null;
  until: number;
  used: boolean;
}

/** What the page at /oauth/v2/authorize does: a redirect, or the sentence that it shows. */
export type Page = { location: string } | { problem: string };

export class Codes {
  readonly known = new Map<string, Code>();

  /** As if an admin of the workspace had pressed Allow (or Cancel). */
  authorize(slack: Slack, query: URLSearchParams): Page {
    const scopes = (query.get('scope') ?? '').split(',').filter(Boolean);
    const redirectUri = query.get('redirect_uri');
    const target = redirectUri ?? slack.redirectUrls[0];
    if (query.get('client_id') !== slack.clientId) return { problem: 'invalid_client_id' };
    if (scopes.length === 0 && !query.get('user_scope')) return { problem: 'no_scopes' };
    const strange = scopes.find((scope) => !/^[a-z_]+(:[a-z_.]+)*$/.test(scope));
    if (strange !== undefined) return { problem: `invalid_scope: ${strange}` };
    if (target === undefined || !slack.redirectUrls.some((known) => target.startsWith(known)))
      return { problem: `bad_redirect_uri: ${target}` };
    if (!query.get('state')) slack.complaints.push('an installation was begun without a state');
    const workspace =
      slack.workspaces.find(({ id }) => id === query.get('team')) ??
      slack.workspaces.at(-1) ??
      slack.workspace();
    const location = new URL(target);
    if (query.get('deny')) location.searchParams.set('error', 'access_denied');
    else {
      const code = secret(16);
      const until = slack.clock.now() + lifetime;
      this.known.set(code, { workspace, scopes, redirectUri, until, used: false });
      location.searchParams.set('code', code);
    }
    location.searchParams.set('state', query.get('state') ?? '');
    return { location: location.href };
  }
}

/** oauth.v2.access. The client's id and secret come in the form or as HTTP Basic. */
export function access({ slack, args }: Call): Json {
  if (args.client_id !== slack.clientId) throw new Refused('invalid_client_id');
  if (args.client_secret !== slack.clientSecret) throw new Refused('bad_client_secret');
  const code = slack.codes.known.get(String(args.code));
  if (code === undefined || slack.clock.now() > code.until) throw new Refused('invalid_code');
  if (code.used) throw new Refused('code_already_used');
  if ((args.redirect_uri ?? null) !== code.redirectUri) throw new Refused('bad_redirect_uri');
  code.used = true;
  const { workspace, scopes } = code;
  // A further installation adds scopes; it never takes any away.
  const all = workspace.installed ? [...new Set([...workspace.scopes, ...scopes])] : scopes;
  workspace.install({ scopes: all });
  return {
    app_id: slack.appId,
    authed_user: { id: workspace.person('The admin').id },
    scope: all.join(','),
    token_type: 'bot',
    access_token: workspace.botToken,
    bot_user_id: workspace.botUserId,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function revoke({ slack, workspace, args }: Call): Json {
  if (args.test === true || args.test === '1' || args.test === 'true') return { revoked: false };
  void slack.revoke(workspace);
  return { revoked: true };
}
