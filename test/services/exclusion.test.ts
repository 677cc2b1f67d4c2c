/** The same by two processes' pools on one PostgreSQL, where statements truly meet. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { exclusionSuite } from '../jobs/exclusion.suite.ts';
import { silentLog } from '../support/log.ts';
import { serverUrl } from './services.ts';

describe('mutual exclusion on PostgreSQL', () => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  let opened: readonly [Database, Database];

  async function administer(sql: string): Promise<void> {
    const client = new pg.Client(serverUrl);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }

  beforeAll(async () => {
    await administer(`CREATE DATABASE ${name}`);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    const open = () => openDatabase({ databaseUrl: url.href, dataDir: null, log: silentLog });
    opened = [await open(), await open()];
  });
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.close()));
    await administer(`DROP DATABASE ${name} WITH (FORCE)`);
  });
  exclusionSuite(() => [opened[0].prisma, opened[1].prisma]);
});
