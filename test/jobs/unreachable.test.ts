import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openEventBus } from '../../src/jobs/event-bus/index.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { openSharedTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

/** A port that was free a moment ago: nobody listens there. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => new Error('nothing failed'),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'SERVER_UNREACHABLE' });
  return error instanceof Error ? error.message : '';
}

describe('a server that the environment names and nobody runs', () => {
  test('is named with its variable, and no password: Redis', async () => {
    const port = await freePort();
    const redisUrl = `redis://me:secret@127.0.0.1:${port}`;
    const message = await messageOf(openEventBus({ redisUrl, database: 'private', log: silentLog }));
    expect(message).toMatch(new RegExp(`^Redis at 127\\.0\\.0\\.1:${port} cannot be used: .*ECONNREFUSED`));
    expect(message).toContain('Check REDIS_URL (redis://host:6379)');
    expect(message).not.toContain('secret');
  });

  test('is named with its variable, and no password: MongoDB', async () => {
    const port = await freePort();
    const { database, end } = await openSharedTestDatabase();
    const { pool, kind } = database;
    const created = createScheduler({
      pool,
      kind,
      mongodbUrl: `mongodb://me:secret@127.0.0.1:${port}/jobs?serverSelectionTimeoutMS=200`,
      name: 'test',
      execute: async () => {},
      watch: async () => {},
      expire: async () => {},
      onError: () => {},
    });
    const message = await messageOf(created);
    expect(message).toMatch(new RegExp(`^MongoDB at 127\\.0\\.0\\.1:${port} cannot be used: .*ECONNREFUSED`));
    expect(message).toContain('Check MONGODB_URL (mongodb://host:27017/database)');
    expect(message).not.toContain('secret');
    await end();
  });
});
