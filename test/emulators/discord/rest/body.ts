import type { IncomingMessage } from 'node:http';
import type { Upload } from '../form/attachments.ts';
import { Refusal, refuse } from '../refusal.ts';

/** Bytes of one whole request. */
const LARGEST = 120 * 1024 * 1024;

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST) refuse('tooLarge');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('invalidJson');
  }
}

/** The JSON of a request, and the files that came with it. */
export async function readBody(
  request: IncomingMessage,
): Promise<{ body: unknown; uploads: Upload[] }> {
  const data = await read(request);
  const type = request.headers['content-type'] ?? '';
  if (data.length === 0) return { body: undefined, uploads: [] };
  if (type.startsWith('application/json')) return { body: json(String(data)), uploads: [] };
  if (!type.startsWith('multipart/form-data')) {
    const message = `Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`;
    const error = { _errors: [{ code: 'CONTENT_TYPE_INVALID', message }] };
    throw new Refusal(400, { message: 'Invalid Form Body', code: 50035, ...error });
  }
  const form = await new Response(new Uint8Array(data), { headers: { 'content-type': type } })
    .formData()
    .catch(() => refuse('general'));
  const uploads: Upload[] = [];
  let body: unknown = {};
  for (const [key, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(key)?.[1];
    if (key === 'payload_json' && typeof value === 'string') body = json(value);
    else if (index !== undefined && typeof value !== 'string') {
      const bytes = Buffer.from(await value.arrayBuffer());
      const contentType = value.type || 'application/octet-stream';
      uploads.push({ index: Number(index), filename: value.name, contentType, data: bytes });
    }
  }
  return { body, uploads };
}
