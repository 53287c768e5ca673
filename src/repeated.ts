/**
 * Does something again and again, one at a time, until it is stopped.
 *
 * @param work never rejects
 * @param between time from one begin to the next, in milliseconds
 * @returns `stop` waits for the work that is under way
 */
export function repeated(work: () => Promise<void>, between: number): { stop(): Promise<void> } {
  let working: Promise<void> | null = null;
  const timer = setInterval(() => {
    working ??= work().finally(() => {
      working = null;
    });
  }, between);
  return {
    async stop() {
      clearInterval(timer);
      await working;
    },
  };
}
