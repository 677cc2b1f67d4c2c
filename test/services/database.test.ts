import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { silentLog } from '../support/log.ts';
import { createDatabase } from './services.ts';

async function open(databaseUrl: string) {
  const database = await openDatabase({ databaseUrl, dataDir: null, log: silentLog });
  onTestFinished(() => database.close());
  return database;
}

it('makes the tables once, however many processes start at the same time', async () => {
  const url = await createDatabase();
  const script = fileURLToPath(new URL('./open-database.ts', import.meta.url));
  const children = Array.from({ length: 4 }, () => fork(script, [url], { stdio: 'inherit' }));
  const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0]));
  expect(codes).toEqual([0, 0, 0, 0]);
  const { pool } = await open(url);
  const { rows } = await pool.query(
    'SELECT migration_name, count(*)::int AS times FROM _prisma_migrations GROUP BY 1',
  );
  expect(rows.every(({ times }) => times === 1)).toBe(true);
  expect(rows.length).toBeGreaterThan(0);
});

it('has the same tables as the embedded database, and the same answers', async () => {
  const { prisma, kind, owner } = await open(await createDatabase());
  expect({ kind, owner }).toEqual({ kind: 'server', owner: true });
  const { id } = await prisma.apiToken.create({ data: { name: 'n', hash: 'h', role: 'ADMIN' } });
  expect(await prisma.apiToken.findUnique({ where: { id } })).toMatchObject({ name: 'n', connectionIds: [] });
});

it('reads times in UTC from a server that lives in another time zone', async () => {
  const url = await createDatabase();
  const client = new pg.Client(url);
  await client.connect();
  await client.query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET TimeZone TO %L', current_database(), 'Asia/Kolkata'); END $$`,
  );
  await client.end();
  const { prisma } = await open(url);
  const at = new Date('2026-07-01T12:34:56.789Z');
  const { id } = await prisma.apiToken.create({
    data: { name: 'n', hash: 'h', role: 'ADMIN', lastUsedAt: at },
  });
  const filter = { where: { id, lastUsedAt: { gte: at, lte: at } } };
  expect(await prisma.apiToken.findFirst(filter)).toMatchObject({ lastUsedAt: at });
});

it('refuses a database that a newer version has written', async () => {
  const url = await createDatabase();
  const { pool } = await open(url);
  await pool.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '99990101000000_later', now())`,
  );
  await expect(open(url)).rejects.toMatchObject({
    code: 'DATABASE_NEWER',
    message: expect.stringContaining('99990101000000_later'),
  });
});

it('says in one sentence that a server cannot be used, without the password', async () => {
  const wrong = new URL(await createDatabase());
  wrong.password = 'hunter2';
  wrong.username = 'nobody-of-this-name';
  const unreachable = 'postgresql://user:hunter2@127.0.0.1:1/nothing';
  for (const databaseUrl of [wrong.href, unreachable]) {
    const failure = await openDatabase({ databaseUrl, dataDir: null, log: silentLog }).catch(
      (error) => error,
    );
    expect(failure).toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    expect(failure.message).toMatch(/^PostgreSQL at .* cannot be used: .+\. Check DATABASE_URL/);
    expect(failure.message).not.toContain('hunter2');
  }
});
