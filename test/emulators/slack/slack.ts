import { randomBytes } from 'node:crypto';
import { type Forgery, forge } from './delivery/forgery.ts';
import { challenge, deliverByHttp, type HttpAnswer } from './delivery/http.ts';
import type { Acknowledgement, Outgoing, Retry } from './delivery/outgoing.ts';
import { Sockets } from './delivery/sockets.ts';
import { Files } from './people/files.ts';
import { Uploads } from './web/files.ts';
import { Codes } from './web/oauth.ts';
import { ResponseUrls } from './web/response-urls.ts';
import { SlackServer } from './web/server.ts';
import { Changes } from './world/changes.ts';
import { Clock } from './world/clock.ts';
import { revoke, type Token, uninstall } from './world/departure.ts';
import { type Fault, Faults } from './world/faults.ts';
import { idOf, secret } from './world/ids.ts';
import type { Json } from './world/json.ts';
import { Triggers } from './world/triggers.ts';
import { Workspace } from './world/workspace.ts';

/** One call of the Web API, or one post to a response_url. */
export interface RecordedCall {
  method: string;
  body: Json;
  ok: boolean;
  error?: string;
}

export interface SlackOptions {
  /** Event subscriptions, as the app's manifest lists them. */
  events?: readonly string[];
  /** Where OAuth may lead back to; a prefix is enough, as in the app's settings. */
  redirectUrls?: readonly string[];
}

/** All of Slack for one app, on a port of its own. */
export class Slack {
  url = '';
  readonly appId = idOf('A');
  readonly appToken = `xapp-1-${secret(20)}`;
  readonly signingSecret = randomBytes(16).toString('hex');
  readonly verificationToken = secret(12);
  readonly clientId = `${Date.now()}.${randomBytes(4).readUInt32BE()}`;
  readonly clientSecret = secret(16);
  readonly events: readonly string[];
  readonly redirectUrls: readonly string[];
  readonly clock = new Clock();
  readonly changes = new Changes();
  readonly faults = new Faults();
  readonly triggers = new Triggers(this.clock);
  readonly responseUrls = new ResponseUrls(this);
  readonly codes = new Codes();
  readonly uploads = new Uploads();
  readonly files = new Files(this);
  readonly sockets = new Sockets(this.clock, this.appId, () => this.changes.touch());
  readonly tokens = new Map<string, Token>();
  readonly workspaces: Workspace[] = [];
  readonly calls: RecordedCall[] = [];
  /** What Slack lets pass but warns of, and what is rarely meant; a sound app causes none. */
  readonly complaints: string[] = [];
  /** Every redelivery of an event that is or was planned, and how long after the failure. */
  readonly redeliveries: { number: number; after: number; reason: string }[] = [];
  readonly lastPost = new Map<string, number>();
  /** Whether chat.postMessage is held to one message a second and channel. */
  rateLimits = false;
  /** Most messages on one page of history; 15 is what apps get that are sold outside the Marketplace. */
  pageSize = 1_000;
  /** How long `person.until` waits, in milliseconds. */
  patience = 60_000;
  requestUrl: string | undefined;
  readonly #server = new SlackServer(this);
  readonly #closing = new AbortController();
  #last: Outgoing | undefined;

  constructor({ events, redirectUrls }: SlackOptions) {
    this.events = events ?? ['app_mention', 'app_home_opened', 'app_uninstalled', 'tokens_revoked'];
    this.redirectUrls = redirectUrls ?? [
      'http://127.0.0.1',
      'http://localhost',
      'https://localhost',
    ];
  }

  /** Ends what is still on its way to the app when Slack is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  get apiUrl(): string {
    return `${this.url}/api/`;
  }

  get authorizeUrl(): string {
    return `${this.url}/oauth/v2/authorize`;
  }

  async listen(): Promise<this> {
    this.url = `http://127.0.0.1:${await this.#server.listen()}`;
    return this;
  }

  async close(): Promise<void> {
    this.clock.stop();
    this.#closing.abort();
    this.sockets.close();
    await this.#server.close();
  }

  /** A workspace by its name; a new one has the app installed unless told otherwise. */
  workspace(name = 'Campus', { installed = true }: { installed?: boolean } = {}): Workspace {
    const known = this.workspaces.find((one) => one.name === name);
    if (known) return known;
    const workspace = new Workspace(this, name);
    this.workspaces.push(workspace);
    return installed ? workspace.install() : workspace;
  }

  /** Sets (or with nothing, removes) the request URL, if the app there answers Slack's challenge. */
  async connect(requestUrl: string | undefined): Promise<void> {
    this.requestUrl = requestUrl;
    if (requestUrl === undefined) return;
    const problem = await challenge(requestUrl, this.signingSecret, this.verificationToken);
    if (problem === undefined) return;
    this.requestUrl = undefined;
    throw new Error(`${requestUrl} did not answer the challenge: ${problem}`);
  }

  /** Sends something to the app in whichever way it is connected. */
  deliver(outgoing: Outgoing, retry?: Retry): Promise<Acknowledgement> {
    this.#last = outgoing;
    return this.requestUrl === undefined
      ? this.sockets.deliver(outgoing, retry)
      : deliverByHttp(this, this.requestUrl, this.signingSecret, outgoing, retry);
  }

  /** The last thing that was sent, once more. What comes back with the acknowledgement is dropped. */
  async redeliver(): Promise<Acknowledgement> {
    if (this.#last === undefined) throw new Error('nothing has been sent to the app yet');
    const reason = this.requestUrl === undefined ? 'timeout' : 'http_timeout';
    return this.deliver(this.#last, { number: 1, reason });
  }

  /** A request as somebody sends it who is not Slack, or who is not on time. */
  unsignedRequest(forgery: Forgery = {}): Promise<HttpAnswer> {
    return forge(this, this.#last, forgery);
  }

  record(call: RecordedCall): void {
    this.calls.push(call);
    this.changes.touch();
  }

  /** Moves Slack's clock: response_urls, triggers, acknowledgements and redeliveries go by it. */
  advance(milliseconds: number): void {
    this.clock.advance(milliseconds);
    this.changes.touch();
  }

  /** Plans a fault for a method of the Web API, or for `response_url`. */
  fail(method: string, fault: Fault): void {
    this.faults.plan(method, fault);
  }

  /** No more faults; what still hangs breaks off. */
  heal(): void {
    this.faults.heal();
    this.#server.release();
  }

  disconnectSockets(reason: Parameters<Sockets['disconnect']>[0]): void {
    this.sockets.disconnect(reason);
  }

  /** The token is revoked: every call is refused from now on, and the app is told. */
  revoke(workspace: Workspace): Promise<void> {
    return revoke(workspace);
  }

  /** Somebody removes the app from a workspace. */
  uninstall(workspace: Workspace): Promise<void> {
    return uninstall(workspace);
  }
}

/** Starts Slack. The app is pointed at `slack.apiUrl`; tests act through the people of a workspace. */
export function startSlack(options: SlackOptions = {}): Promise<Slack> {
  return new Slack(options).listen();
}

export type { Person } from './people/person.ts';
export { readable } from './people/readable.ts';
export type { SeenMessage, SeenView } from './people/seen.ts';
export type { Channel } from './world/channel.ts';
export type { Workspace } from './world/workspace.ts';
