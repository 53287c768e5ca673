import type { Discord } from '../index.ts';
import type { Json } from '../vocabulary.ts';

export interface Answer {
  status: number;
  body: Json;
  headers: Headers;
}

export interface More {
  /** Another token than the application's; null for none. */
  token?: string | null;
  files?: readonly { name: string; data: string | Uint8Array; type?: string }[];
  headers?: Record<string, string>;
  /** Sent as it stands, instead of a body as JSON. */
  raw?: string;
  version?: string;
}

/** A request to the REST API without any library between. */
export async function rest(
  discord: Discord,
  method: string,
  path: string,
  body?: unknown,
  more: More = {},
): Promise<Answer> {
  const token = more.token === undefined ? discord.token : more.token;
  const headers: Record<string, string> = {
    'User-Agent': 'DiscordBot (https://example.org, 1.0)',
    ...(token === null ? {} : { Authorization: `Bot ${token}` }),
    ...more.headers,
  };
  let sent: string | FormData | null = more.raw ?? null;
  if (more.files) {
    const form = new FormData();
    more.files.forEach((file, index) => {
      const blob = new Blob([file.data as string], file.type ? { type: file.type } : {});
      form.append(`files[${index}]`, blob, file.name);
    });
    form.append('payload_json', JSON.stringify(body ?? {}));
    sent = form;
  } else if (body !== undefined) sent = JSON.stringify(body);
  if (typeof sent === 'string') headers['Content-Type'] ??= 'application/json';
  const address = `${discord.apiUrl}/${more.version ?? 'v10'}${path}`;
  const response = await fetch(address, { method, headers, body: sent });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? {} : JSON.parse(text),
    headers: response.headers,
  };
}

/** The codes of the faults at a path such as `components.0.label`. */
export function faultsAt(answer: Answer, path: string): string[] {
  const steps = path === '' ? [] : path.split('.');
  let place: unknown = answer.body.errors;
  for (const step of steps) place = (place as Json | undefined)?.[step];
  const errors = ((place as Json | undefined)?._errors ?? []) as { code: string }[];
  return errors.map((error) => error.code);
}
