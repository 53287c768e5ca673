import { DefaultUserAgent, type REST, type RESTOptions } from 'discord.js';
import { sent } from '../../src/sent.ts';

type MakeRequest = RESTOptions['makeRequest'];

/**
 * Sends the requests of discord.js. Its own way to do so takes twice the time, and shares its connections with every
 * other version of undici in the process, of which one does not know the forms of the other.
 */
export const makeRequest: MakeRequest = async (url, { method, headers, body, signal }) => {
  const form = body instanceof FormData ? await formOf(body) : null;
  const answer = await sent({
    url,
    method: method ?? 'GET',
    headers: { ...(headers as Record<string, string>), ...form?.headers },
    body: form?.body ?? ((body ?? null) as string | Buffer | null),
    signal: signal ?? null,
  });
  const { status, statusText } = answer;
  return new Response(status === 204 ? null : answer.body, {
    status,
    statusText,
    headers: answer.headers,
  });
};

/**
 * Answers an interaction with something that has no files. Discord counts these answers towards no limit and wants no
 * token, so that little of what discord.js does for a request is of use here.
 *
 * @param callback where, as discord.js's `Routes` has it
 * @returns whether it was taken; if not, discord.js may ask once more, and knows what the refusal means
 */
export async function answered(
  { options: { api, version } }: REST,
  callback: string,
  answer: object,
): Promise<boolean> {
  const { status } = await sent({
    url: `${api}/v${version}${callback}`,
    headers: { 'content-type': 'application/json', 'user-agent': DefaultUserAgent },
    body: JSON.stringify(answer),
  });
  return status < 300;
}

/** The bytes that a form with files comes to. */
async function formOf(form: FormData) {
  const written = new Response(form);
  const body = Buffer.from(await written.arrayBuffer());
  return { body, headers: { 'content-type': written.headers.get('content-type') ?? '' } };
}
