/**
 * What comes of a promise, if that is soon; null where it is not. Platforms want an answer within seconds, and what
 * takes longer must follow by itself.
 */
export function soon<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
