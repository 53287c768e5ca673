import { setTimeout } from 'node:timers/promises';

/**
 * What comes of a promise, if that is soon; null where it is not. Platforms want an answer within seconds, and what
 * takes longer must follow by itself.
 */
export async function soon<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  const late = new AbortController();
  const timer = setTimeout(milliseconds, null, { signal: late.signal }).catch(() => null);
  const come = await Promise.race([promise, timer]);
  late.abort();
  return come;
}
