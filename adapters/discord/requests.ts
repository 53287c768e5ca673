import type { RESTOptions } from 'discord.js';
import { Agent, type Dispatcher } from 'undici';

type MakeRequest = RESTOptions['makeRequest'];

/** A connection, an answer and its body take no longer than a call may. In milliseconds. */
const longestCall = 4_000;

/** Connections to Discord are kept for a while, for the next click is seldom far. */
const agent = new Agent({
  keepAliveTimeout: 10_000,
  headersTimeout: longestCall,
  bodyTimeout: longestCall,
  connect: { timeout: longestCall },
});

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
  // discord.js does not read these; unread, each would keep its connection.
  if (status === 429 || status >= 500) await answer.dump();
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
