import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Journeys start the real command, so the tests need the built program.
    globalSetup: 'test/support/build.ts',
    // No test asserts a time; these only end what hangs, on the slowest of machines.
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
