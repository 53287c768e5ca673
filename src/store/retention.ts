import type { Store } from './port.ts';

const day = 86_400_000;

/** What a removal did, or why it failed. */
export type Swept =
  | { readonly conversations: number; readonly events: number }
  | { readonly error: unknown };

/**
 * Removes what is older than it may be, now and then once a day, until it is stopped.
 *
 * @param retentionDays conversations are removed this many days after their last use
 * @param tell hears of each removal
 * @returns `stop` waits for a removal that is under way
 */
export function keepRetention(
  store: Store,
  retentionDays: number,
  tell: (swept: Swept) => void,
): { stop(): Promise<void> } {
  const sweep = async () => {
    const now = Date.now();
    try {
      const swept = await store.sweep({
        conversationsBefore: new Date(now - retentionDays * day),
        // Platforms redeliver for some minutes at most.
        eventsBefore: new Date(now - day),
      });
      tell(swept);
    } catch (error) {
      tell({ error });
    }
  };
  let running = sweep();
  const timer = setInterval(() => {
    running = sweep();
  }, day);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
