import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Long files first: one that begins last is waited for by idle workers. */
const LONG = ['/test/resilience/', '/test/quota/', '/test/e2e/'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const folder = LONG.findIndex((part) => moduleId.includes(part));
      return folder === -1 ? LONG.length : folder;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

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
    sequence: { sequencer: LongFirst },
  },
});
