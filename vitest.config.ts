import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * Tests of what keeps nothing between two calls and starts no process. Reading all modules anew for each of these files
 * takes longer than they do, so they share a few processes. The real discord.js is left out: it and Slack's library each
 * bring an undici, and in one process the first that is loaded counts for both (adapters/discord/requests.ts).
 */
const light = [
  'test/{conversation,decision,email,interview,picture,policy,programs,render,sharing}/*.test.ts',
  'test/emulators/!(discord-client*).test.ts',
];

/** What takes long and would show nothing else on another version of Node: .ci/newest-node does without. */
const long = [
  'test/journeys/{docker,kill-*,soak,web-accessible}.test.ts',
  'test/adapters/{discord,slack}-screens.test.ts',
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
    // Vitest begins with them in the order of their names: the longest first, so that none runs on alone at the end.
    projects: [
      { test: { name: 'long', include: long, ...patience } },
      {
        test: {
          name: 'own process',
          include: ['test/**/*.test.ts'],
          exclude: [...long, ...light],
          ...patience,
        },
      },
      { test: { name: 'shared process', include: light, isolate: false, ...patience } },
    ],
  },
});
