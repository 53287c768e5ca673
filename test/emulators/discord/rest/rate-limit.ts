import type { Clock } from '../clock.ts';
import { globalLimit, rateLimits } from '../limits/time.ts';
import { rateLimited } from '../refusal.ts';
import type { Route } from './types.ts';

interface Window {
  used: number;
  endsAt: number;
}

/** Counts requests, by route and the parameters that share a bucket, and all together. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #enforced: boolean;
  readonly #windows = new Map<string, Window>();

  constructor(clock: Clock, enforced: boolean) {
    this.#clock = clock;
    this.#enforced = enforced;
  }

  /** Counts this request. Gives the headers that tell the bucket's state, or refuses with 429. */
  count(route: Route, params: Readonly<Record<string, string>>): Record<string, string> {
    if (!this.#enforced) return {};
    if (!route.open) {
      const all = this.#take('global', globalLimit);
      if (all.used > globalLimit.limit) throw rateLimited(this.#left(all), true);
    }
    const rule = rateLimits[route.name];
    if (!rule) return {};
    const key = [route.name, ...rule.by.map((name) => params[name])].join(':');
    const window = this.#take(key, rule);
    const left = this.#left(window);
    const headers = {
      'X-RateLimit-Limit': String(rule.limit),
      'X-RateLimit-Remaining': String(Math.max(0, rule.limit - window.used)),
      'X-RateLimit-Reset': (window.endsAt / 1000).toFixed(3),
      'X-RateLimit-Reset-After': left.toFixed(3),
      'X-RateLimit-Bucket': Buffer.from(route.name).toString('hex').slice(0, 32),
    };
    if (window.used <= rule.limit) return headers;
    const refusal = rateLimited(left, false);
    Object.assign(refusal.headers, headers);
    throw refusal;
  }

  #take(key: string, rule: { per: number }): Window {
    const now = this.#clock.now();
    let window = this.#windows.get(key);
    if (!window || window.endsAt <= now) window = { used: 0, endsAt: now + rule.per };
    window.used += 1;
    this.#windows.set(key, window);
    return window;
  }

  #left(window: Window): number {
    return (window.endsAt - this.#clock.now()) / 1000;
  }
}
