import { z } from 'zod';
import type { SlackConfig } from '../../src/config.ts';
import { scopes } from '../slack/manifest.ts';
import { lookAtClock } from './clock.ts';
import { type Finding, longestCall, type Practice } from './finding.ts';

/** What any method answers, as far as it matters here. */
const answered = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  team: z.string().optional(),
});

interface Answer extends z.output<typeof answered> {
  /** What the token may do; null where Slack does not say. */
  readonly granted: readonly string[] | null;
  readonly date: string | null;
}

/** Whether Slack takes what it is to be asked with. */
export async function lookAtSlack(room: Practice): Promise<Finding[]> {
  const { config, ok, warning, fault, refusal } = room;
  const { slack, publicUrl } = config;
  if (!slack) return [];
  const { connection, workspace } = slack;
  const calls: (() => Promise<Finding[]>)[] = [
    workspace.kind === 'one' ? () => botToken(workspace.botToken) : () => client(workspace),
  ];
  if (connection.kind === 'socket') calls.push(() => appToken(connection.appToken));
  const findings: Finding[] = [];
  for (const call of calls) {
    try {
      findings.push(...(await call()));
    } catch (error) {
      return [refusal('slack-away', { address: slack.apiUrl, reason: reasonOf(error) })];
    }
  }
  return [...findings, ...events()];

  async function botToken(token: string): Promise<Finding[]> {
    const variable = 'SLACK_BOT_TOKEN';
    const { error: reason, team, granted, date, ok: good } = await ask(slack, 'auth.test', token);
    const clock = lookAtClock(room, 'Slack', date);
    if (!good) return [refusal('slack-refused', { variable, reason }), ...clock];
    const missing = granted && scopes.filter((scope) => !granted.includes(scope));
    const more = granted?.filter((scope) => !(scopes as readonly string[]).includes(scope)) ?? [];
    return [
      ok('slack-bot', { team }),
      missing?.length === 0
        ? ok('slack-scopes', { count: scopes.length })
        : fault('slack-scopes-missing', { scopes: missing?.join(', ') ?? null }),
      ...(more.length > 0 ? [warning('slack-scopes-more', { scopes: more.join(', ') })] : []),
      ...clock,
    ];
  }

  async function appToken(token: string): Promise<Finding[]> {
    const variable = 'SLACK_APP_TOKEN';
    const { ok: good, error: reason } = await ask(slack, 'apps.connections.open', token);
    return [good ? ok('slack-app') : refusal('slack-refused', { variable, reason })];
  }

  /** An exchange without a code gets as far as the client's own secret. */
  async function client({ clientId, clientSecret }: Many): Promise<Finding[]> {
    const form = { client_id: clientId, client_secret: clientSecret, code: 'none' };
    const { error: reason, date } = await ask(slack, 'oauth.v2.access', null, form);
    return [
      reason === 'invalid_code' ? ok('slack-client') : fault('slack-client-refused', { reason }),
      ...lookAtClock(room, 'Slack', date),
    ];
  }

  function events(): Finding[] {
    const needsAddress = connection.kind === 'http' || workspace.kind === 'many';
    const https = publicUrl?.startsWith('https:') === true;
    return [
      ...(connection.kind === 'http'
        ? [
            /^[0-9a-f]{32}$/.test(connection.signingSecret)
              ? ok('slack-signing')
              : warning('slack-signing-odd'),
          ]
        : []),
      ...(needsAddress && !https ? [fault('slack-address')] : []),
    ];
  }
}

type Many = Extract<SlackConfig['workspace'], { kind: 'many' }>;

async function ask(
  slack: SlackConfig | null,
  method: string,
  token: string | null,
  form: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(new URL(method, slack?.apiUrl), {
    method: 'POST',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(longestCall),
  });
  if (!answer.ok) throw new Unwell(answer.status);
  const granted = answer.headers.get('x-oauth-scopes');
  return {
    ...answered.parse(await answer.json()),
    granted: granted === null ? null : granted.split(',').map((scope) => scope.trim()),
    date: answer.headers.get('date'),
  };
}

/** An answer that is none of Slack's own. */
class Unwell extends Error {
  override name = 'Unwell';
  readonly status: number;

  constructor(status: number) {
    super('Slack did not answer as itself.');
    this.status = status;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Unwell) return String(error.status);
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
