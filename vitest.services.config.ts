import { defineConfig } from 'vitest/config';

/** Tests against real servers and a real browser: see .ci/run. */
export default defineConfig({
  // As in vitest.config.ts: one build of graphql, the one its plugins use.
  ssr: { resolve: { conditions: ['node', 'module-sync'] } },
  test: {
    include: ['test/services/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Each file makes databases of its own; starting them one by one keeps the servers small.
    maxWorkers: 1,
  },
});
