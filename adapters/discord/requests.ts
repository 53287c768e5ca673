import { DefaultRestOptions, type RESTOptions } from 'discord.js';

/**
 * Sends a request as discord.js does, but a form with files as the bytes that it comes to. All versions of undici in one
 * process share the connections of the first that was loaded, and the one that Slack's library brings does not know the
 * forms of the one that discord.js brings.
 */
export const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  if (!(init.body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  const form = new Response(init.body);
  const body = Buffer.from(await form.arrayBuffer());
  const type = form.headers.get('content-type') ?? '';
  const headers = { ...(init.headers as Record<string, string>), 'content-type': type };
  return DefaultRestOptions.makeRequest(url, { ...init, body, headers });
};
