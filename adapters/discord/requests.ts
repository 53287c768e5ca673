import type { RESTOptions } from 'discord.js';
import { Agent, type Dispatcher } from 'undici';

type MakeRequest = RESTOptions['makeRequest'];

/** Connections to Discord are kept, for the next click is seldom far; new ones take no longer than a call may. */
const agent = new Agent({ keepAliveTimeout: 30_000, connect: { timeout: 4_000 } });

/**
 * Sends the requests of discord.js. Its own way to do so takes twice the time, and shares its connections with every
 * other version of undici in the process, of which one does not know the forms of the other.
 */
export const makeRequest: MakeRequest = async (url, { method, headers, body, signal }) => {
  const { origin, pathname, search } = new URL(url);
  const sent = body instanceof FormData ? await formOf(body) : { body, headers: {} };
  const response = await agent.request({
    origin,
    path: pathname + search,
    method: method as Dispatcher.HttpMethod,
    headers: { ...(headers as Record<string, string>), ...sent.headers },
    body: (sent.body ?? null) as string | Buffer | null,
    signal: signal ?? null,
  });
  const { statusCode: status, body: answer } = response;
  return {
    status,
    statusText: response.statusText,
    ok: status >= 200 && status < 300,
    headers: new Headers(response.headers as Record<string, string>),
    body: answer,
    get bodyUsed() {
      return answer.bodyUsed;
    },
    arrayBuffer: () => answer.arrayBuffer(),
    json: () => answer.json(),
    text: () => answer.text(),
  };
};

/** The bytes that a form with files comes to. */
async function formOf(form: FormData) {
  const written = new Response(form);
  const body = Buffer.from(await written.arrayBuffer());
  return { body, headers: { 'content-type': written.headers.get('content-type') ?? '' } };
}
