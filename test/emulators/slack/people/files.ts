import type { Slack } from '../slack.ts';
import { idOf } from '../world/ids.ts';
import type { Json } from '../world/json.ts';
import type { Person } from './person.ts';

/** A file as somebody picks it from their disk. */
export interface PickedFile {
  readonly file: string;
  readonly content: string | Buffer;
}

/** Page File object: its `filetype`, what that is called, its MIME type, and whether it is shown as text. */
const kinds: Readonly<Record<string, readonly [string, string, string, boolean]>> = {
  csv: ['csv', 'CSV', 'text/csv', true],
  txt: ['text', 'Plain Text', 'text/plain', true],
  md: ['markdown', 'Markdown (raw)', 'text/plain', true],
  json: ['json', 'JSON', 'application/json', true],
  pdf: ['pdf', 'PDF', 'application/pdf', false],
  png: ['png', 'PNG', 'image/png', false],
  jpg: ['jpg', 'JPEG', 'image/jpeg', false],
  xlsx: [
    'xlsx',
    'Excel Spreadsheet',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    false,
  ],
};
const unknownKind = ['binary', 'Binary', 'application/octet-stream', false] as const;

export const extensionOf = (name: string): string =>
  /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
const kindOf = (name: string) => kinds[extensionOf(name)] ?? unknownKind;

interface StoredFile {
  readonly person: Person;
  readonly name: string;
  readonly content: Buffer;
}

/** What people have uploaded, by the part of its addresses that names workspace and file. */
export class Files {
  readonly #stored = new Map<string, StoredFile>();
  readonly #slack: Slack;

  constructor(slack: Slack) {
    this.#slack = slack;
  }

  /** Page File object. Texts become snippets, everything else is hosted; nobody else sees it yet. */
  add(person: Person, { file: name, content: given }: PickedFile): Json {
    const id = idOf('F');
    const content = Buffer.from(given);
    const [filetype, pretty_type, mimetype, isText] = kindOf(name);
    const place = `${person.workspace.id}-${id}`;
    const called = encodeURIComponent(name.toLowerCase().replaceAll(' ', '_'));
    this.#stored.set(place, { person, name, content });
    const now = this.#slack.clock.seconds();
    return {
      id,
      created: now,
      timestamp: now,
      name,
      title: name,
      mimetype,
      filetype,
      pretty_type,
      user: person.id,
      user_team: person.workspace.id,
      username: '',
      editable: isText,
      size: content.length,
      mode: isText ? 'snippet' : 'hosted',
      is_external: false,
      external_type: '',
      is_public: false,
      public_url_shared: false,
      display_as_bot: false,
      url_private: `${this.#slack.url}/files-pri/${place}/${called}`,
      url_private_download: `${this.#slack.url}/files-pri/${place}/download/${called}`,
      permalink: `${this.#slack.url}/files/${person.id}/${id}/${called}`,
      permalink_public: `${this.#slack.url}/${place}-public`,
      channels: [],
      groups: [],
      ims: [],
      shares: {},
      comments_count: 0,
      has_rich_preview: false,
      file_access: 'visible',
    };
  }

  /**
   * Page File object, "Authentication": a bearer token of the workspace, with the scope files:read.
   * Whoever has none is shown the page to sign in, with the status 200.
   */
  download(path: string, token: string | undefined): { type: string; body: Buffer } | undefined {
    const stored = this.#stored.get(path.split('/')[2] ?? '');
    const known = this.#slack.tokens.get(token ?? '');
    const { workspace } = stored?.person ?? {};
    if (!stored || known?.state !== 'active' || known.workspace !== workspace) return undefined;
    if (!known.workspace.scopes.has('files:read')) return undefined;
    return { type: kindOf(stored.name)[2], body: stored.content };
  }
}

export const signInPage = '<!DOCTYPE html><html lang="en-US"><title>Sign in | Slack</title></html>';
