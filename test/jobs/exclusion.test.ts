/** In one process, on the embedded database. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { openSharedTestDatabase } from '../support/database.ts';
import { exclusionSuite } from './exclusion.suite.ts';

describe('mutual exclusion', () => {
  let database: Database;
  let end: () => Promise<void>;
  beforeAll(async () => {
    ({ database, end } = await openSharedTestDatabase());
  });
  afterAll(() => end());
  exclusionSuite(() => [database.prisma, database.prisma]);
});
