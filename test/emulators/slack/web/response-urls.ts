import type { Slack } from '../slack.ts';
import type { Channel, Message } from '../world/channel.ts';
import { idOf, secret } from '../world/ids.ts';
import type { Json } from '../world/json.ts';
import { asksTo, editAsApp, isForAll, postAsApp, threadOf } from '../world/post.ts';
import type { Workspace } from '../world/workspace.ts';

/** Page "Handling user interaction", "Message responses": five times within thirty minutes. */
const lifetime = 30 * 60_000;
const mostUses = 5;

/** Where a `response_url` came from, and so what can be done with it. */
export interface Origin {
  workspace: Workspace;
  channel: Channel;
  personId: string;
  /** The message whose button was clicked; commands and shortcuts have none of the app's own. */
  clicked?: Message;
}

export interface UrlAnswer {
  status: number;
  body: Json;
}

type Issued = Origin & { until: number; uses: number };

export class ResponseUrls {
  readonly #issued = new Map<string, Issued>();
  readonly #slack: Slack;

  constructor(slack: Slack) {
    this.#slack = slack;
  }

  issue(origin: Origin): string {
    const kind = origin.clicked ? 'actions' : 'commands';
    const path = `/${kind}/${origin.workspace.id}/${idOf('').slice(1)}/${secret(12)}`;
    this.#issued.set(path, { ...origin, until: this.#slack.clock.now() + lifetime, uses: 0 });
    return `${this.#slack.url}${path}`;
  }

  use(path: string, given: unknown): UrlAnswer {
    const url = this.#issued.get(path);
    const refuse = (status: number, error: string, messages?: string[]): UrlAnswer => ({
      status,
      body: { ok: false, error, ...(messages?.length ? { response_metadata: { messages } } : {}) },
    });
    if (url === undefined) return refuse(404, 'no_service');
    if (this.#slack.clock.now() > url.until) return refuse(404, 'expired_url');
    if (url.uses >= mostUses) return refuse(404, 'used_url');
    if (typeof given !== 'object' || given === null) return refuse(400, 'invalid_payload');
    if (url.channel.deleted) return refuse(404, 'channel_not_found');
    const done = this.#respond(url, given as Json);
    if (done && 'error' in done)
      return refuse(
        400,
        done.error,
        done.wrong.map(({ pointer, message }) => `${message} [json-pointer:${pointer}]`),
      );
    url.uses += 1;
    this.#slack.changes.touch();
    return { status: 200, body: { ok: true } };
  }

  #respond({ workspace, channel, personId, clicked }: Issued, given: Json) {
    if (clicked && asksTo(given, 'delete_original')) {
      channel.discard(clicked);
      return undefined;
    }
    // An ephemeral message stays ephemeral, a public one public; what a reload swept away stays away.
    if (clicked && asksTo(given, 'replace_original')) return editAsApp(workspace, clicked, given);
    if (clicked && given.replace_original === undefined && given.delete_original === undefined)
      this.#slack.complaints.push(
        'a click was answered at its response_url without saying replace_original: pages differ on what is the default',
      );
    if (isForAll(given)) {
      const threadTs = threadOf(this.#slack, channel, given.thread_ts);
      return postAsApp(workspace, channel, given, { threadTs });
    }
    // replace_original on a command's address does nothing, and thread_ts on its ephemeral answer neither.
    const place = { ephemeralTo: personId };
    if (!clicked || !given.thread_ts) return postAsApp(workspace, channel, given, place);
    // Of a click's ephemeral answer no page says where it goes: into the thread only if one is named.
    const threadTs = threadOf(this.#slack, channel, given.thread_ts);
    const shown = threadTs !== undefined && channel.hasActiveThread(threadTs);
    return postAsApp(workspace, channel, given, { ...place, threadTs, shown });
  }
}
