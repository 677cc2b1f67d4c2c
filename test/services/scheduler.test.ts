/** The alarm clock on servers: PostgreSQL, and a server that speaks MongoDB's protocol where there is one. */
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { openDatabase } from '../../src/store/database.ts';
import { schedulerSuite } from '../contract/scheduler.ts';
import { silentLog } from '../support/log.ts';
import { createDatabase, createSharedDatabase } from './services.ts';

const mongodb = process.env.TEST_MONGODB_URL ?? '';

schedulerSuite('PostgreSQL', async () => {
  const { url, drop } = await createSharedDatabase();
  const database = await openDatabase({ databaseUrl: url, dataDir: null, log: silentLog });
  const { pool, kind } = database;
  return {
    create: (options) => createScheduler({ ...options, pool, kind, mongodbUrl: '' }),
    close: async () => {
      await database.close();
      await drop();
    },
  };
});

describe('a new database', () => {
  it('lets many processes that start at the same moment open their alarm clocks', async () => {
    const database = await openDatabase({
      databaseUrl: await createDatabase(),
      dataDir: null,
      log: silentLog,
    });
    onTestFinished(() => database.close());
    const { pool, kind } = database;
    const nothing = async (): Promise<void> => undefined;
    const open = () =>
      createScheduler({
        ...{ pool, kind, mongodbUrl: '', name: randomUUID(), onError: () => undefined },
        ...{ execute: nothing, watch: nothing, expire: nothing },
      });
    // Ten times, as the clocks' tables are also brought up to date where they exist.
    for (let round = 0; round < 10; round += 1) {
      const schedulers = await Promise.all([open(), open(), open()]);
      await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
    }
    const { rows } = await pool.query(`SELECT to_regclass('agenda_jobs') IS NOT NULL AS made`);
    expect(rows).toEqual([{ made: true }]);
  });
});

if (mongodb === '') {
  describe('scheduler: MongoDB', () => {
    it.skip('needs TEST_MONGODB_URL: .ci/run starts a server where Go is installed', () => undefined);
  });
} else {
  schedulerSuite('MongoDB', async () => {
    const url = new URL(mongodb);
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    url.pathname = `/${name}`;
    const { url: postgres, drop } = await createSharedDatabase();
    const { pool, kind, close } = await openDatabase({
      databaseUrl: postgres,
      dataDir: null,
      log: silentLog,
    });
    return {
      create: (options) => createScheduler({ ...options, pool, kind, mongodbUrl: url.href }),
      close: async () => {
        const client = await new MongoClient(url.href).connect();
        await client.db(name).dropDatabase();
        await client.close();
        await close();
        await drop();
      },
    };
  });
}
