import type { IncomingMessage } from 'node:http';
import { asJson, type Json, parse } from '../world/json.ts';

export async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Arguments and token of a call (page "Using the Web API"): a form, a query or JSON; a bearer token, or one in the form. */
export function argumentsOf(
  request: IncomingMessage,
  body: string,
  url: URL,
): { args: Json; token: string | undefined; isJson: boolean } {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const [scheme = '', credentials] = (request.headers.authorization ?? '').split(' ');
  const bearer = scheme.toLowerCase() === 'bearer' ? credentials : undefined;
  if (type === 'application/json') {
    const args = asJson(parse(body));
    return { args, token: bearer, isJson: true };
  }
  const { token, ...form } = Object.fromEntries(new URLSearchParams(body));
  const { token: _never, ...query } = Object.fromEntries(url.searchParams);
  const args: Json = { ...query, ...form, ...basic(scheme, credentials) };
  return { args, token: bearer ?? token, isJson: false };
}

/** oauth.v2.access takes the client's id and secret as HTTP Basic too. */
function basic(scheme: string, credentials: string | undefined): Json {
  if (scheme.toLowerCase() !== 'basic' || credentials === undefined) return {};
  const [client_id, client_secret] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  return { client_id, client_secret };
}
