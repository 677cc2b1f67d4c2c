/** Brings a database to the tables this version expects, at every start. */
import { createHash } from 'node:crypto';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { DatabaseError } from './database-error.ts';
import { EVERYTHING, readMigrations, withSchemaEngine } from './schema-engine.ts';

/** Any number that nobody else uses for a session lock in the same database. */
const ADVISORY_LOCK = 4_217_306_551;

export interface MigrationStatus {
  /** In prisma/migrations, not in the database. */
  readonly pending: readonly string[];
  /** In the database, unknown to this version. */
  readonly unknown: readonly string[];
  /** Applied from a text that is not the present one. */
  readonly edited: readonly string[];
  /** Begun and never finished. */
  readonly failed: readonly string[];
}

interface AppliedRow {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** Compares the migrations of this version with what the database says was applied. */
export async function migrationStatus(
  client: pg.ClientBase,
  migrations: MigrationList,
): Promise<MigrationStatus> {
  const applied = new Map((await readApplied(client)).map((row) => [row.migration_name, row]));
  const known = new Map(migrations.migrationDirectories.map((folder) => [folder.path, checksumOf(folder)]));
  return {
    pending: [...known.keys()].filter((name) => !applied.has(name)),
    unknown: [...applied.keys()].filter((name) => !known.has(name)),
    edited: [...applied.values()]
      .filter((row) => known.has(row.migration_name) && known.get(row.migration_name) !== row.checksum)
      .map((row) => row.migration_name),
    failed: [...applied.values()].filter((row) => !row.finished).map((row) => row.migration_name),
  };
}

async function readApplied(client: pg.ClientBase): Promise<AppliedRow[]> {
  const table = await client.query<{ found: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found`,
  );
  if (!table.rows[0]?.found) return [];
  const { rows } = await client.query<AppliedRow>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

function checksumOf(folder: MigrationList['migrationDirectories'][number]): string | null {
  const { content } = folder.migrationFile;
  return content.tag === 'ok' ? createHash('sha256').update(content.value).digest('hex') : null;
}

/**
 * Applies what is pending. Of several processes that start at once on a server, one applies and the others wait.
 * @returns names of the migrations applied now
 * @throws DatabaseError when the database belongs to another version or a migration failed
 */
export async function applyMigrations(url: string): Promise<readonly string[]> {
  const migrations = readMigrations();
  const client = new pg.Client(url);
  // A connection lost while it waits fails the next query, which says so.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await settleUnfinishedFirst(client);
    const status = await migrationStatus(client, migrations);
    refuseForeign(status);
    if (status.pending.length === 0) return [];
    const { appliedMigrationNames } = await withSchemaEngine({ url }, (engine) =>
      engine.applyMigrations({ migrationsList: migrations, filters: EVERYTHING }),
    );
    return appliedMigrationNames;
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError('MIGRATION_FAILED', `The database could not be migrated: ${reason}`, {
      cause: error,
    });
  } finally {
    // The embedded database is one session for all connections, which would keep the lock.
    await client.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCK]).catch(() => {});
    await client.end().catch(() => {});
  }
}

/**
 * A process killed during its very first start leaves a note that the first migration was begun. Its script is one
 * transaction, so its tables are all there or none, and nobody has written to them yet. Under the lock: whoever wrote
 * the note has gone.
 */
async function settleUnfinishedFirst(client: pg.ClientBase): Promise<void> {
  const [first, ...others] = await readApplied(client);
  if (first === undefined || first.finished || others.length > 0) return;
  const { rows } = await client.query<{ made: boolean }>(
    `SELECT to_regclass('"Connection"') IS NOT NULL AS made`,
  );
  const statement = rows[0]?.made
    ? 'UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE migration_name = $1'
    : 'DELETE FROM _prisma_migrations WHERE migration_name = $1';
  await client.query(statement, [first.migration_name]);
}

/**
 * For a process that uses another process's embedded database: both must be of one version.
 * @throws DatabaseError
 */
export async function requireMigrated(url: string): Promise<void> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  try {
    const status = await migrationStatus(client, readMigrations());
    refuseForeign(status);
    if (status.pending.length === 0) return;
    throw new DatabaseError(
      'DATABASE_IN_USE',
      'An older version of fieldledger has this DATA_DIR open: stop it, then start this version, which brings the database up to date.',
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function refuseForeign(status: MigrationStatus): void {
  const [failed] = status.failed;
  if (failed !== undefined) {
    throw new DatabaseError(
      'MIGRATION_FAILED',
      `Migration ${failed} was begun in this database and did not finish. Restore the backup made before it, or repair the tables and delete its row from _prisma_migrations.`,
    );
  }
  const [unknown] = status.unknown;
  if (unknown !== undefined) {
    throw new DatabaseError(
      'DATABASE_NEWER',
      `This database has migration ${unknown}, which this version does not know: it was written by a newer version. Start that version, or restore a backup.`,
    );
  }
  const [edited] = status.edited;
  if (edited !== undefined) {
    throw new DatabaseError(
      'MIGRATION_EDITED',
      `Migration ${edited} is not the one this database was made with. A database made by a development version cannot be taken over: use an empty one (or another DATA_DIR).`,
    );
  }
}
