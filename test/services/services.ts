/** The servers that these tests need; `.ci/run` starts them and says where they are. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { onTestFinished } from 'vitest';

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: these tests need servers, which .ci/run starts`);
}

/** A database on a PostgreSQL server, of a user who may make more. */
export const serverUrl = required('TEST_DATABASE_URL');
export const redisUrl = required('TEST_REDIS_URL');

/** URL of a new, empty database that goes away with the test. */
export async function createDatabase(): Promise<string> {
  const { url, drop } = await createSharedDatabase();
  onTestFinished(drop);
  return url;
}

/** The same for the tests of a file; the caller drops it. */
export async function createSharedDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
