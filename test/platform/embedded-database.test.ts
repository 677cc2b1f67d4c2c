import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Database, type DatabaseOptions, openDatabase } from '../../src/store/database.ts';
import type { DatabaseError } from '../../src/store/database-error.ts';
import { PrismaClient } from '../../src/store/generated/prisma/client.ts';
import { vacuumEmbedded } from '../../src/store/vacuum.ts';
import { fillDataDir, openTestDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/folder.ts';
import { silentLog } from '../support/log.ts';

async function open(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const database = await openDatabase({ databaseUrl: '', dataDir: null, log: silentLog, ...options });
  onTestFinished(() => database.close());
  return database;
}

function token(name: string) {
  return { name, hash: `hash of ${name}`, role: 'VIEWER' as const };
}

/** A process that writes rows until it is killed; `acknowledged` grows as it says so. */
async function startWriter(dataDir: string) {
  const script = fileURLToPath(new URL('./keep-writing.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const acknowledged: number[] = [];
  const lines = createInterface({ input: child.stdout });
  const reached = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      acknowledged.push(Number(line));
      if (acknowledged.length === 20) resolve();
    });
  });
  await reached;
  return {
    acknowledged,
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

describe('embedded database', () => {
  it('keeps the answers of many connections apart, with transactions, errors and rows of any size between them', async () => {
    const { url } = await openTestDatabase();
    const pools = Array.from({ length: 4 }, () => new pg.Pool({ connectionString: url, max: 3 }));
    onTestFinished(async () => void (await Promise.all(pools.map((pool) => pool.end()))));
    await pools[0]?.query('CREATE TABLE parallel (number int PRIMARY KEY, content text)');
    const wrong: unknown[] = [];
    const worker = async (pool: pg.Pool, lane: number) => {
      for (let round = 0; round < 40; round += 1) {
        const number = lane * 1000 + round;
        if (round % 10 === 3) {
          const client = await pool.connect();
          await client.query('BEGIN');
          await client.query('INSERT INTO parallel VALUES ($1, $2)', [number, 'x'.repeat(100_000)]);
          if (round % 20 === 3) await client.query('SELECT 1 / 0').catch(() => {});
          await client.query(round % 20 === 3 ? 'ROLLBACK' : 'COMMIT');
          client.release(round % 30 === 3);
        } else if (round % 10 === 7) {
          await expect(pool.query('SELECT $1::int / 0', [number])).rejects.toThrow('division by zero');
        } else {
          const text = 'y'.repeat((round % 10) * 20_000);
          const { rows } = await pool.query('SELECT $1::int AS number, $2::text AS text', [number, text]);
          if (rows[0]?.number !== number || rows[0]?.text !== text) wrong.push(rows[0]);
        }
      }
    };
    await Promise.all(
      pools.flatMap((pool, index) => [0, 1, 2].map((lane) => worker(pool, index * 3 + lane))),
    );
    expect(wrong).toEqual([]);
    const counted = await pools[0]?.query('SELECT count(*)::int AS count FROM parallel');
    expect(counted?.rows).toEqual([{ count: 12 * 2 }]);
  });

  it('serves four Prisma clients at once, interactive transactions included', async () => {
    const { prisma, url } = await openTestDatabase();
    const clients = Array.from({ length: 4 }, () => new PrismaClient({ adapter: new PrismaPg(url) }));
    onTestFinished(async () => void (await Promise.all(clients.map((client) => client.$disconnect()))));
    await Promise.all(
      clients.flatMap((client, index) =>
        Array.from({ length: 10 }, (_, round) =>
          client
            .$transaction(
              async (tx) => {
                const { id } = await tx.apiToken.create({ data: token(`${index} ${round}`) });
                await tx.apiToken.update({ where: { id }, data: { lastUsedAt: new Date(0) } });
                if (round === 9) throw new Error('given up');
              },
              { maxWait: 30_000, timeout: 30_000 },
            )
            .catch((error) => expect(error.message).toBe('given up')),
        ),
      ),
    );
    expect(await prisma.apiToken.count({ where: { lastUsedAt: new Date(0) } })).toBe(36);
  });

  it('rolls back what a connection leaves open, and goes on', async () => {
    const { url, pool, prisma } = await openTestDatabase();
    const client = new pg.Client(url);
    client.on('error', () => {});
    await client.connect();
    await client.query('BEGIN');
    await client.query('CREATE TABLE unfinished (a int)');
    const waiting = prisma.apiToken.count();
    client.connection.stream.destroy();
    expect(await waiting).toBe(0);
    const { rows } = await pool.query(`SELECT to_regclass('unfinished') AS found`);
    expect(rows).toEqual([{ found: null }]);
  });

  it('brings notifications to the connections that listen, and to no other', async () => {
    const { url, pool } = await openTestDatabase();
    const [listener, other] = [new pg.Client(url), new pg.Client(url)];
    for (const client of [listener, other]) {
      await client.connect();
      onTestFinished(() => client.end());
    }
    const heard: (string | undefined)[] = [];
    other.on('notification', () => heard.push('by the wrong one'));
    const arrived = new Promise<void>((resolve) =>
      listener.on('notification', ({ channel, payload }) => {
        heard.push(`${channel}: ${payload}`);
        resolve();
      }),
    );
    await listener.query('LISTEN news');
    await other.query('LISTEN weather');
    await other.query('UNLISTEN *');
    await pool.query(`SELECT pg_notify('news', $1)`, ['good']);
    await arrived;
    await other.query('SELECT 1');
    expect(heard).toEqual(['news: good']);
  });

  it('refuses a wrong password', async () => {
    const { url } = await openTestDatabase();
    const client = new pg.Client(url.replace(/:[^:@]+@/, ':wrong@'));
    await expect(client.connect()).rejects.toThrow('the password of the embedded database is wrong');
  });

  it('reads times as they were written, whatever the time zone of the process', async () => {
    const { prisma, pool } = await openTestDatabase();
    const at = new Date('2026-07-01T12:34:56.789Z');
    const { id } = await prisma.apiToken.create({ data: { ...token('time'), lastUsedAt: at } });
    expect((await prisma.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt).toEqual(at);
    expect((await pool.query('SHOW TimeZone')).rows).toEqual([{ TimeZone: 'UTC' }]);
  });
});

describe('DATA_DIR', () => {
  it('keeps every acknowledged row over kill -9, and the next process takes over the lock of the killed one', async () => {
    const dataDir = temporaryFolder();
    await fillDataDir(dataDir);
    const writer = await startWriter(dataDir);
    await writer.kill();
    const { prisma, owner } = await open({ dataDir });
    expect(owner).toBe(true);
    const names = new Set((await prisma.apiToken.findMany()).map(({ name }) => name));
    expect(writer.acknowledged.filter((number) => !names.has(`row ${number}`))).toEqual([]);
  });

  it('is shared with a second process, which hears when the first has gone', async () => {
    const dataDir = temporaryFolder();
    await fillDataDir(dataDir);
    const writer = await startWriter(dataDir);
    let lost: (error: DatabaseError) => void = () => {};
    const gone = new Promise<DatabaseError>((resolve) => {
      lost = resolve;
    });
    const { prisma, owner } = await open({ dataDir, onLost: (error) => lost(error) });
    expect(owner).toBe(false);
    expect(await prisma.apiToken.count()).toBeGreaterThanOrEqual(20);
    await writer.kill();
    expect(await gone).toMatchObject({ code: 'DATABASE_LOST' });
  });

  it('is refused to a second process that needs it for itself, in one sentence', async () => {
    const dataDir = temporaryFolder();
    await fillDataDir(dataDir);
    await open({ dataDir });
    await expect(open({ dataDir, whenInUse: 'refuse' })).rejects.toMatchObject({
      code: 'DATABASE_IN_USE',
      message: expect.stringMatching(
        /^DATA_DIR .* is in use by process \d+: stop it, or name another DATA_DIR/,
      ),
    });
  });

  it('opens again after an orderly end', async () => {
    const dataDir = temporaryFolder();
    await fillDataDir(dataDir);
    const first = await open({ dataDir });
    await first.prisma.apiToken.create({ data: token('kept') });
    await first.close();
    const second = await open({ dataDir });
    expect(second.owner).toBe(true);
    expect(await second.prisma.apiToken.count()).toBe(1);
  });

  it('says in a sentence that its database is damaged, and leaves the lock free', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, 'database', 'cluster'), { recursive: true });
    writeFileSync(join(dataDir, 'database', 'cluster', 'PG_VERSION'), '9.6\n');
    const failure = { code: 'DATABASE_CORRUPT', message: expect.stringContaining('cannot be opened') };
    await expect(open({ dataDir })).rejects.toMatchObject(failure);
    await expect(open({ dataDir })).rejects.toMatchObject(failure);
  });

  it('uses the space of deleted rows again', async () => {
    const database = await open();
    const size = async (): Promise<number> => {
      const { rows } = await database.pool.query<{ bytes: string }>(
        `SELECT pg_total_relation_size('"StagedRecord"') AS bytes`,
      );
      return Number(rows[0]?.bytes);
    };
    const stageAndForget = async (): Promise<void> => {
      await database.pool.query(
        `INSERT INTO "StagedRecord" ("runId", kind, side, module, "recordId", active, "createdAt", "modifiedAt", considered, hashes)
         SELECT gen_random_uuid(), 'items', 'FSM', 'm', i::text, true, now(), now(), true, '{}' FROM generate_series(1, 3000) i`,
      );
      await database.pool.query('DELETE FROM "StagedRecord"');
    };
    await stageAndForget();
    const once = await size();
    expect(await vacuumEmbedded(database)).toBeGreaterThan(10);
    for (let round = 0; round < 4; round += 1) {
      await stageAndForget();
      await vacuumEmbedded(database);
    }
    expect(await size()).toBeLessThan(once * 1.5);
  });
});
