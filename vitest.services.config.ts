import { defineConfig } from 'vitest/config';

/** Tests against real servers: see .ci/run. */
export default defineConfig({
  test: {
    include: ['test/services/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file makes databases of its own; starting them one by one keeps the servers small.
    maxWorkers: 1,
  },
});
