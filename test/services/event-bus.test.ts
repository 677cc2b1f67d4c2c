import pg from 'pg';
import { afterAll } from 'vitest';
import { createPostgresEventBus, createRedisEventBus } from '../../src/jobs/event-bus/index.ts';
import { describeEventBus } from '../contract/event-bus.ts';
import { silentLog } from '../support/log.ts';
import { redisUrl, serverUrl } from './services.ts';

const pool = new pg.Pool({ connectionString: serverUrl });
afterAll(() => pool.end());

describeEventBus('event bus over PostgreSQL', async () => {
  const open = () => createPostgresEventBus({ url: serverUrl, pool, log: silentLog });
  return { here: await open(), there: await open() };
});

describeEventBus('event bus over Redis', async () => {
  const open = () => createRedisEventBus({ url: redisUrl, log: silentLog });
  return { here: await open(), there: await open() };
});
