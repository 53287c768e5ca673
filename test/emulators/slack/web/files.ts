import { idOf, secret } from '../world/ids.ts';
import { isJson, type Json, parse } from '../world/json.ts';
import type { Call } from './call.ts';
import { channelFor } from './chat.ts';
import { Refused } from './refusal.ts';

/** A file on its way: announced, then uploaded, then shared (page "Working with files"). */
interface Upload {
  readonly name: string;
  readonly length: number;
  content: string | null;
}

export class Uploads {
  readonly #uploads = new Map<string, Upload>();
  readonly #paths = new Map<string, string>();

  /** Page files.getUploadURLExternal: a file has a name and its length in bytes. */
  announce({ slack, args }: Call): Json {
    const length = Number(args.length);
    if (!Number.isInteger(length) || length <= 0) throw new Refused('invalid_arguments');
    const id = idOf('F');
    const path = `/upload/${secret(16)}`;
    this.#uploads.set(id, { name: String(args.filename), length, content: null });
    this.#paths.set(path, id);
    return { file_id: id, upload_url: `${slack.url}${path}` };
  }

  /** What arrives at an upload URL: 200 where it has the length that was announced. */
  async receive(path: string, contentType: string, body: string): Promise<number> {
    const upload = this.#uploads.get(this.#paths.get(path) ?? '');
    if (!upload) return 404;
    const content = contentType.startsWith('multipart/') ? await part(contentType, body) : body;
    if (Buffer.byteLength(content) !== upload.length) return 400;
    upload.content = content;
    this.#paths.delete(path);
    return 200;
  }

  /** Page files.completeUploadExternal: the files appear as a message of the app in a conversation it is in. */
  complete({ slack, workspace, args }: Call): Json {
    const given = parse(String(args.files));
    const ids = Array.isArray(given) ? given.filter(isJson).map(({ id }) => String(id)) : [];
    if (ids.length === 0) throw new Refused('invalid_arguments');
    const files = ids.map((id) => {
      const upload = this.#uploads.get(id);
      if (!upload || upload.content === null) throw new Refused('file_not_found');
      return { id, name: upload.name, content: upload.content };
    });
    if (args.channel_id !== undefined) {
      const channel = channelFor(workspace, args.channel_id);
      if (!channel.members.has(workspace.botUserId)) throw new Refused('not_in_channel');
      channel.messages.push({
        ts: slack.clock.ts(),
        channel,
        author: workspace.botUserId,
        text: String(args.initial_comment ?? ''),
        blocks: [],
        files: files.map(({ name, content }) => ({ name, content })),
        shown: true,
      });
      slack.changes.touch();
    }
    for (const { id } of files) this.#uploads.delete(id);
    return { files: files.map(({ id, name }) => ({ id, title: name })) };
  }
}

/** The one file of a multipart body. */
async function part(contentType: string, body: string): Promise<string> {
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  for (const value of form.values()) {
    // Not by `text()`, which takes a byte order mark away.
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer()).toString();
  }
  return '';
}
