/** So many addresses are remembered; beyond that the one that was quiet longest is forgotten. */
const mostAddresses = 10_000;

/** How many requests each address may send. */
export interface RateLimit {
  /**
   * Counts one request.
   *
   * @param now milliseconds on any clock that only goes forward
   * @returns 0 where it may go ahead, else the whole seconds after which the next one may
   */
  secondsToWait(address: string, now: number): number;
}

/**
 * A leaky bucket for each address: a burst of `perMinute` requests at once, and as many again each minute. One number an
 * address is kept, in bounded memory.
 */
export function createRateLimit(perMinute: number, remembered = mostAddresses): RateLimit {
  const each = 60_000 / perMinute;
  /** When the address's bucket will be empty again; the map's order is that of the last request. */
  const emptyAt = new Map<string, number>();

  return {
    secondsToWait(address, now) {
      const network = networkOf(address);
      const until = Math.max(emptyAt.get(network) ?? now, now) + each;
      // Parts of a millisecond are what adding fractions leaves over.
      const tooEarly = Math.floor(until - now - 60_000);
      if (tooEarly > 0) return Math.ceil(tooEarly / 1000);
      emptyAt.delete(network);
      emptyAt.set(network, until);
      if (emptyAt.size > remembered) {
        const [quietest] = emptyAt.keys();
        if (quietest !== undefined) emptyAt.delete(quietest);
      }
      return 0;
    },
  };
}

/** One household has a whole /64 of IPv6, so its first four groups count as one address. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  if (tail !== undefined) {
    const last = tail.split(':').filter(Boolean);
    while (groups.length + last.length < 8) groups.push('0');
    groups.push(...last);
  }
  return groups.slice(0, 4).join(':');
}
