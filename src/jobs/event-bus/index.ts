import type { EventBus } from '../events.ts';
import { createInProcessEventBus } from './in-process.ts';
import type { BusLog } from './log.ts';
import { createPostgresEventBus, type PostgresEventBusOptions } from './postgres.ts';
import { createRedisEventBus } from './redis.ts';

export { createInProcessEventBus, createPostgresEventBus, createRedisEventBus };

/**
 * The bus for this installation: Redis where there is one, else PostgreSQL; in process only when no other process can
 * share the database.
 */
export function openEventBus(options: {
  readonly redisUrl: string;
  readonly database: 'private' | PostgresEventBusOptions;
  readonly log: BusLog;
}): Promise<EventBus> {
  if (options.redisUrl !== '') return createRedisEventBus({ url: options.redisUrl, log: options.log });
  if (options.database === 'private') return Promise.resolve(createInProcessEventBus());
  return createPostgresEventBus(options.database);
}
