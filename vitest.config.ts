import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/**
 * Tests of what keeps nothing between two calls and starts no process. Reading all modules anew for each of these files
 * takes longer than they do, so they share a few processes. The real discord.js is left out: it and Slack's library each
 * bring an undici, and in one process the first that is loaded counts for both (adapters/discord/requests.ts).
 */
const light = [
  'test/{conversation,decision,email,interview,programs}/*.test.ts',
  'test/emulators/!(discord-client*).test.ts',
];

/** No test asserts a time; these only end what hangs, on the slowest of machines. In milliseconds. */
const patience = {
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 60_000 } },
};

export default defineConfig({
  test: {
    // Journeys start the real command, so the tests need the built program.
    globalSetup: 'test/support/build.ts',
    // Most of the time a journey waits: for a process that starts, a browser, a platform that hangs. So there are more
    // workers than cores, and one waits while the others count. (Vitest's own number is one less than there are cores.)
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: light, ...patience } },
      { test: { name: 'together', include: light, isolate: false, ...patience } },
    ],
  },
});
