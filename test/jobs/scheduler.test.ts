import { createScheduler } from '../../src/jobs/scheduler.ts';
import { schedulerSuite } from '../contract/scheduler.ts';
import { openSharedTestDatabase } from '../support/database.ts';

schedulerSuite('embedded PostgreSQL', async () => {
  const { database, end } = await openSharedTestDatabase();
  const { pool, kind } = database;
  return { create: (options) => createScheduler({ ...options, pool, kind, mongodbUrl: '' }), close: end };
});
