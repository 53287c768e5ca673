import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Gateway } from '../gateway/gateway.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { World } from '../world/world.ts';
import { readBody } from './body.ts';
import { asRefusal, Failures } from './failures.ts';
import type { RateLimiter } from './rate-limit.ts';
import { findRoute } from './router.ts';
import { Reply, type RestRequest } from './types.ts';

/** The REST side: takes requests, keeps them for tests, answers as Discord does. */
export class Rest {
  readonly requests: RestRequest[] = [];
  readonly failures = new Failures();
  readonly server: Server;
  readonly #world: World;
  readonly #limiter: RateLimiter;
  gateway: Gateway | undefined;

  constructor(world: World, limiter: RateLimiter) {
    this.#world = world;
    this.#limiter = limiter;
    this.server = createServer((request, response) => {
      this.#answer(request, response).catch(() => request.socket.destroy());
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', 'http://localhost');
    if (this.#world.files.serves(address)) return this.#file(address, response);
    const record: RestRequest = {
      route: '',
      method: request.method ?? 'GET',
      path: address.pathname.replace(/^\/api\/v\d+/, ''),
      query: Object.fromEntries(address.searchParams),
      authorized: request.headers.authorization !== undefined,
      body: undefined,
      files: [],
      status: 0,
      response: undefined,
    };
    this.requests.push(record);
    const headers: Record<string, string> = {
      Date: new Date(this.#world.clock.now()).toUTCString(),
    };
    const reply = await this.#handle(request, address, record, headers).catch((error) => {
      if (!(error instanceof Refusal)) throw error;
      Object.assign(headers, error.headers);
      return new Reply(error.status, error.body);
    });
    if (reply === 'hang') return;
    if (reply === 'reset' || reply === 'closed') {
      this.#world.changes.changed();
      if (reply === 'reset') request.socket.resetAndDestroy();
      else request.socket.destroy();
      return;
    }
    record.status = reply.status;
    record.response = reply.body;
    this.#world.changes.changed();
    const body = reply.body === undefined ? '' : JSON.stringify(reply.body);
    if (body) headers['Content-Type'] = 'application/json';
    response.writeHead(reply.status, headers).end(body);
  }

  async #handle(
    request: IncomingMessage,
    address: URL,
    record: RestRequest,
    headers: Record<string, string>,
  ): Promise<Reply | 'hang' | 'reset' | 'closed'> {
    const { body, uploads } = await readBody(request);
    record.body = body;
    record.files = uploads;
    const agent = request.headers['user-agent'] ?? '';
    if (!/^DiscordBot \(.+\)/.test(agent)) refuse('blocked');
    const version = /^\/api\/v(\d+)(\/.*)$/.exec(address.pathname);
    if (!version) return refuse('notFound');
    if (version[1] !== '10') refuse('invalidVersion');
    const { route, params } = findRoute(record.method, version[2] ?? '/');
    record.route = route.name;
    this.#world.changes.changed();
    const failure = this.failures.next(route.name);
    if (typeof failure === 'object') throw asRefusal(failure);
    if (failure !== undefined && failure !== 'lost') return failure;
    const authorized = request.headers.authorization === `Bot ${this.#world.token}`;
    if (!route.open && !authorized) refuse('unauthorized');
    Object.assign(headers, this.#limiter.count(route, params));
    if (!this.gateway) return refuse('notFound');
    const call = { world: this.#world, gateway: this.gateway, params, body, uploads };
    const answer = route.handle({ ...call, query: address.searchParams });
    if (failure === 'lost') return 'reset';
    if (answer instanceof Reply) return answer;
    return new Reply(answer === undefined ? 204 : 200, answer);
  }

  /** Attachments, as Discord's own file server gives them: to anybody who has the address. */
  #file(address: URL, response: ServerResponse): void {
    const file = this.#world.files.open(address);
    if (!file) response.writeHead(404).end('This content is no longer available.');
    else
      response
        .writeHead(200, { 'Content-Type': file.contentType || 'application/octet-stream' })
        .end(file.data);
  }
}
