import type { Slack } from '../slack.ts';
import type { Json } from '../world/json.ts';
import type { Workspace } from '../world/workspace.ts';
import { methods } from './methods.ts';
import { Refused } from './refusal.ts';

/** What a method gets: who calls, and with what. */
export interface Call {
  slack: Slack;
  workspace: Workspace;
  args: Json;
}

export type TokenKind = 'bot' | 'app' | 'none';

export interface Method {
  token: TokenKind;
  /** Any one of them; the first is what `missing_scope` names. */
  scopes?: readonly string[];
  required?: readonly string[];
  /** Methods that only read take forms alone (page "Using the Web API"). */
  formOnly?: true;
  run: (call: Call) => Json | undefined;
}

export interface Request {
  method: string;
  args: Json;
  token: string | undefined;
  isJson: boolean;
}

/** Checks who asks and for what, carries it out, and puts the refusal or the answer in Slack's form. */
export function answer(slack: Slack, { method: name, args, token, isJson }: Request): Json {
  try {
    const method = methods[name];
    if (method === undefined) throw new Refused('unknown_method', { req_method: name });
    const given = isJson && method.formOnly ? {} : args;
    const workspace = authorize(slack, method, token);
    const missing = (method.required ?? []).filter(
      (one) => given[one] === undefined || given[one] === '',
    );
    if (missing.length > 0)
      throw new Refused('invalid_arguments', {
        response_metadata: {
          messages: missing.map((one) => `[ERROR] missing required field: ${one}`),
        },
      });
    return { ok: true, ...method.run({ slack, workspace, args: given }) };
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    return { ok: false, error: refused.code, ...refused.more };
  }
}

function authorize(
  slack: Slack,
  { token: kind, scopes }: Method,
  token: string | undefined,
): Workspace {
  const first = slack.workspaces[0] ?? slack.workspace();
  if (kind === 'none') return first;
  if (token === undefined || token === '') throw new Refused('not_authed');
  if (token === slack.appToken) {
    if (kind !== 'app') throw new Refused('not_allowed_token_type');
    return first;
  }
  const known = slack.tokens.get(token);
  if (known === undefined) throw new Refused('invalid_auth');
  if (known.state !== 'active') throw new Refused(known.state);
  if (kind === 'app') throw new Refused('not_allowed_token_type');
  const has = known.workspace.scopes;
  if (scopes && !scopes.some((scope) => has.has(scope)))
    throw new Refused('missing_scope', { needed: scopes[0], provided: [...has].join(',') });
  return known.workspace;
}
