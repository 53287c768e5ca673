import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { signInPage } from '../people/files.ts';
import type { Slack } from '../slack.ts';
import type { Fault } from '../world/faults.ts';
import type { Json } from '../world/json.ts';
import { answer } from './call.ts';
import { argumentsOf, readAll } from './request.ts';

/** The HTTP side of Slack: Web API, response URLs, the OAuth page, WebSocket upgrades. */
export class SlackServer {
  readonly #slack: Slack;
  readonly #server: Server;
  readonly #hanging = new Set<ServerResponse>();

  constructor(slack: Slack) {
    this.#slack = slack;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        slack.complaints.push(
          `the emulator itself failed: ${error instanceof Error ? error.stack : error}`,
        );
        response.writeHead(500).end();
      });
    });
    this.#server.on('upgrade', (request, socket, head) =>
      slack.sockets.upgrade(request, socket, head),
    );
  }

  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  }

  /** Ends what hangs; whoever waits for it gets a broken connection. */
  release(): void {
    for (const response of this.#hanging) response.socket?.resetAndDestroy();
    this.#hanging.clear();
  }

  close(): Promise<void> {
    this.release();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.#slack.url);
    const [, first = '', second = ''] = url.pathname.split('/');
    const body = await readAll(request);
    if (first === 'api') this.#api(second, request, body, url, response);
    else if (first === 'commands' || first === 'actions')
      this.#responseUrl(url.pathname, request, body, response);
    else if (first === 'upload') {
      const type = request.headers['content-type'] ?? '';
      response.writeHead(await this.#slack.uploads.receive(url.pathname, type, body)).end();
    } else if (first === 'files-pri') this.#download(url, request, response);
    else if (url.pathname === '/oauth/v2/authorize') this.#authorize(url, response);
    else response.writeHead(404).end();
  }

  #api(method: string, request: IncomingMessage, body: string, url: URL, response: ServerResponse) {
    const { args, token, isJson } = argumentsOf(request, body, url);
    const known = this.#slack.tokens.get(token ?? '');
    // Page "Using the Web API", on scopes: each answer lists what its token has.
    if (known) response.setHeader('x-oauth-scopes', [...known.workspace.scopes].join(','));
    response.setHeader('date', new Date(this.#slack.clock.now()).toUTCString());
    this.#call(method, args, response, () => ({
      status: 200,
      body: answer(this.#slack, { method, args, token, isJson }),
    }));
  }

  /** A file for who may have it, and the page to sign in for everybody else. */
  #download(url: URL, request: IncomingMessage, response: ServerResponse) {
    const { token } = argumentsOf(request, '', url);
    const file = this.#slack.files.download(url.pathname, token);
    const method = 'url_private_download';
    const fault = this.#slack.faults.take(method);
    const error = fault ? nameOf(fault) : file ? undefined : 'sign_in_page';
    const call = { method, body: { path: url.pathname }, ok: error === undefined };
    this.#slack.record({ ...call, ...(error === undefined ? {} : { error }) });
    if (fault === 'lost') response.socket?.resetAndDestroy();
    else if (fault !== undefined) this.#fail(fault, response);
    else {
      response.writeHead(200, { 'content-type': file?.type ?? 'text/html; charset=utf-8' });
      response.end(file?.body ?? signInPage);
    }
  }

  #responseUrl(path: string, request: IncomingMessage, body: string, response: ServerResponse) {
    const { args } = argumentsOf(request, body, new URL(this.#slack.url));
    this.#call('response_url', args, response, () => this.#slack.responseUrls.use(path, args));
  }

  /** Records a call, and lets it fail where a test has planned so. */
  #call(
    method: string,
    args: Json,
    response: ServerResponse,
    run: () => { status: number; body: Json },
  ): void {
    const fault = this.#slack.faults.take(method) ?? this.#tooFast(method, args);
    if (fault !== undefined && fault !== 'lost') {
      this.#slack.record({ method, body: args, ok: false, error: nameOf(fault) });
      this.#fail(fault, response);
      return;
    }
    const { status, body } = run();
    const error = body.ok === true ? {} : { error: String(body.error) };
    this.#slack.record({ method, body: args, ok: body.ok === true, ...error });
    if (fault === 'lost') response.socket?.resetAndDestroy();
    else send(response, status, body);
  }

  #authorize(url: URL, response: ServerResponse): void {
    const page = this.#slack.codes.authorize(this.#slack, url.searchParams);
    if ('location' in page) response.writeHead(302, { location: page.location }).end();
    else response.writeHead(200, { 'content-type': 'text/plain' }).end(page.problem);
  }

  #fail(fault: Exclude<Fault, 'lost'>, response: ServerResponse): void {
    if (fault === 'reset') response.socket?.resetAndDestroy();
    else if (fault === 'hang') this.#hanging.add(response);
    else if ('error' in fault) send(response, 200, { ok: false, error: fault.error });
    else if (fault.status === 429)
      send(
        response,
        429,
        { ok: false, error: 'ratelimited' },
        { 'retry-after': String(fault.retryAfter ?? 1) },
      );
    else response.writeHead(fault.status).end();
  }

  /** "chat.postMessage … no more than one message per second per channel" (page Rate limits). */
  #tooFast(method: string, { channel }: Json): Fault | undefined {
    const { rateLimits, lastPost, clock } = this.#slack;
    if (!rateLimits || method !== 'chat.postMessage') return undefined;
    const last = lastPost.get(String(channel)) ?? Number.NEGATIVE_INFINITY;
    return clock.now() - last < 1_000 ? { status: 429, retryAfter: 1 } : undefined;
  }
}

const nameOf = (fault: Fault): string =>
  typeof fault === 'string' ? fault : 'error' in fault ? fault.error : String(fault.status);

function send(
  response: ServerResponse,
  status: number,
  body: Json,
  headers: Record<string, string> = {},
): void {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(body));
}
