import type { Upload } from '../form/attachments.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Json } from '../vocabulary.ts';
import type { World } from '../world/world.ts';

/** A request on its way to the route that is meant. */
export interface Call {
  world: World;
  gateway: Gateway;
  /** The parts of the path that the route names. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  body: unknown;
  uploads: Upload[];
}

/** An answer with a status other than 200 (or 204 where there is nothing to say). */
export class Reply {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    this.status = status;
    this.body = body;
  }
}

export interface Route {
  /** By which tests name it. */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v10`; `:name` stands for any one part. */
  path: string;
  /** Whether the token in the path is all it needs. */
  open?: boolean;
  handle: (call: Call) => Json | readonly unknown[] | Reply | undefined;
}

/** A request as it arrived, and how it was answered. */
export interface RestRequest {
  /** The route's name; empty where there is none. */
  route: string;
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  authorized: boolean;
  body: unknown;
  files: readonly Upload[];
  /** 0 until it is answered, and for good where the connection was broken. */
  status: number;
  response: unknown;
}
