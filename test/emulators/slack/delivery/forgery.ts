import type { Slack } from '../slack.ts';
import { secret } from '../world/ids.ts';
import type { Json } from '../world/json.ts';
import { type HttpAnswer, send } from './http.ts';
import { bodyOf, type Outgoing } from './outgoing.ts';

/** A request that is not as Slack would send it; the last one that Slack sent unless a payload is given. */
export interface Forgery {
  payload?: Json;
  kind?: Outgoing['kind'];
  sign?: 'not at all' | 'wrongly' | 'rightly';
  /** How far its timestamp is from now; the signature is of that timestamp. */
  secondsAway?: number;
}

export async function forge(
  slack: Slack,
  last: Outgoing | undefined,
  { payload, kind = 'slash_commands', sign = 'not at all', secondsAway = 0 }: Forgery,
): Promise<HttpAnswer> {
  if (slack.requestUrl === undefined) throw new Error('the app is not connected by HTTP');
  const outgoing = payload ? { kind, payload, answers: true } : last;
  if (outgoing === undefined)
    throw new Error('nothing has been sent to the app yet: give a payload');
  const key = { 'not at all': null, wrongly: secret(16), rightly: slack.signingSecret }[sign];
  return send(slack.requestUrl, bodyOf(outgoing), { secret: key, away: secondsAway });
}
