import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As Node itself resolves packages: otherwise tests get graphql's development build beside the one the plugins use.
  ssr: { resolve: { conditions: ['node', 'module-sync'] } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/services/**', 'node_modules/**'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Embedded PostgreSQL and the sandbox are CPU-bound: more workers than cores only makes them wait for each other.
    maxWorkers: 2,
  },
});
