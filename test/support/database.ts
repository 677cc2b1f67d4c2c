import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { readMigrations } from '../../src/store/schema-engine.ts';
import { silentLog } from './log.ts';

/**
 * An empty, migrated embedded database of the caller's own, closed and deleted when the test ends. To share one among
 * the tests of a file, use `openSharedTestDatabase` in `beforeAll`.
 */
export async function openTestDatabase(): Promise<Database> {
  const { database, end } = await openSharedTestDatabase();
  onTestFinished(end);
  return database;
}

/** Like `openTestDatabase`; the caller calls `end`. */
export async function openSharedTestDatabase(): Promise<{ database: Database; end: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldledger-test-'));
  await fillDataDir(dataDir);
  const database = await openDatabase({ databaseUrl: '', dataDir, log: silentLog });
  return {
    database,
    end: async () => {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Puts an empty, migrated embedded database into a DATA_DIR. */
export async function fillDataDir(dataDir: string): Promise<void> {
  cpSync(await template(), dataDir, { recursive: true });
}

/** A migrated database to copy: a new one takes five times as long. Made once per version of PGlite and migrations. */
async function template(): Promise<string> {
  const pglite = readFileSync(
    join(createRequire(import.meta.url).resolve('@electric-sql/pglite'), '..', '..', 'package.json'),
    'utf8',
  );
  const key = createHash('sha256')
    .update(pglite)
    .update(JSON.stringify(readMigrations()))
    .digest('hex')
    .slice(0, 16);
  const path = join(tmpdir(), `fieldledger-template-${key}`);
  if (existsSync(path)) return path;
  const draft = mkdtempSync(join(tmpdir(), 'fieldledger-draft-'));
  const database = await openDatabase({ databaseUrl: '', dataDir: draft, log: silentLog });
  await database.close();
  try {
    renameSync(draft, path);
  } catch {
    // Another worker was faster; a folder that is there and not empty is not replaced.
    rmSync(draft, { recursive: true, force: true });
  }
  return path;
}
