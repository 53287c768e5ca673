import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Journeys start the real command, so the tests need the built program.
    globalSetup: 'test/support/build.ts',
  },
});
