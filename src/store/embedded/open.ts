/** Starts the embedded database of a DATA_DIR, or joins the process that already runs it. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { DatabaseError } from '../database-error.ts';
import { type HeldLock, type LockAttempt, type LockHolder, takeLock } from './lock.ts';
import { ownIdentity } from './process-identity.ts';
import { embeddedUrl, type RunningDatabase, startDatabase } from './start.ts';

/** How long a second process waits for the first one to finish starting or stopping. */
const JOIN_MS_MAX = 30_000;
const JOIN_POLL_MS = 100;
const CONNECT_MS_MAX = 5_000;

export interface EmbeddedAccess {
  readonly url: string;
  /** Whether the database runs in this process. */
  readonly owner: boolean;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Null: in memory, reachable only through the URL. */
  readonly dataDir: string | null;
  readonly whenInUse: 'attach' | 'refuse';
  readonly onLost?: (error: DatabaseError) => void;
}

/** @throws DatabaseError DATABASE_IN_USE, DATA_DIR_UNUSABLE or DATABASE_CORRUPT */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedAccess> {
  if (options.dataDir === null) return own(options, await startDatabase(null), null);
  // It would resolve to the working directory, which nobody means.
  if (options.dataDir === '') throw new TypeError('dataDir must name a folder');
  const directory = resolve(options.dataDir, 'database');
  const deadlineMs = Date.now() + JOIN_MS_MAX;
  for (;;) {
    const attempt = takeLockOrSay(options.dataDir, directory);
    if (attempt.kind === 'held') return start(options, directory, attempt.lock);
    const foreign = attempt.by.host !== ownIdentity().host;
    if (options.whenInUse === 'refuse' || foreign) throw inUse(options.dataDir, attempt.by);
    const joined = await joinRunning(options, attempt.by);
    if (joined) return joined;
    if (Date.now() > deadlineMs) throw inUse(options.dataDir, attempt.by);
    await new Promise((done) => setTimeout(done, JOIN_POLL_MS));
  }
}

/** What the file system says of a folder that cannot be made or written to, in words. */
const FOLDER_FAULTS: Readonly<Record<string, string>> = {
  EEXIST: 'it is not a folder',
  ENOTDIR: 'it, or a part of its path, is not a folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};

function takeLockOrSay(dataDir: string, directory: string): LockAttempt {
  try {
    return takeLock(directory);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const reason = FOLDER_FAULTS[String(error.code)] ?? String(error.code);
    throw new DatabaseError(
      'DATA_DIR_UNUSABLE',
      `DATA_DIR ${resolve(dataDir)} cannot be used: ${reason}. Name a folder that this user may write to.`,
      { cause: error },
    );
  }
}

async function start(options: EmbeddedOptions, directory: string, lock: HeldLock): Promise<EmbeddedAccess> {
  try {
    const cluster = join(directory, 'cluster');
    mkdirSync(cluster, { recursive: true, mode: 0o700 });
    const running = await startDatabase(cluster);
    lock.publish(running);
    return own(options, running, lock);
  } catch (error) {
    lock.release();
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(
      'DATABASE_CORRUPT',
      `The embedded database in ${directory} cannot be opened: ${reason}. Restore the folder from a backup, or name another DATA_DIR.`,
      { cause: error },
    );
  }
}

function own(options: EmbeddedOptions, running: RunningDatabase, lock: HeldLock | null): EmbeddedAccess {
  let closing = false;
  running.failed.catch((error) => {
    if (closing) return;
    lock?.release();
    options.onLost?.(
      new DatabaseError('DATABASE_LOST', 'The embedded database has stopped; start the program again.', {
        cause: error,
      }),
    );
  });
  return {
    url: embeddedUrl(running),
    owner: true,
    close: async () => {
      closing = true;
      await running.close();
      lock?.release();
    },
  };
}

/** Null while the other process is not reachable: it is still starting, or about to end. */
async function joinRunning(options: EmbeddedOptions, by: LockHolder): Promise<EmbeddedAccess | null> {
  if (by.port === null || by.password === null) return null;
  const url = embeddedUrl({ port: by.port, password: by.password });
  // Stays open, idle: its end is the news that the other process has gone.
  const sentinel = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS_MAX });
  let state: 'connecting' | 'joined' | 'over' = 'connecting';
  sentinel.on('error', () => {});
  sentinel.on('end', () => {
    if (state !== 'joined') return;
    state = 'over';
    options.onLost?.(
      new DatabaseError(
        'DATABASE_LOST',
        `The process that runs the embedded database (pid ${by.pid}) has ended.`,
      ),
    );
  });
  try {
    await sentinel.connect();
  } catch {
    return null;
  }
  state = 'joined';
  return {
    url,
    owner: false,
    close: async () => {
      state = 'over';
      await sentinel.end();
    },
  };
}

function inUse(dataDir: string, by: LockHolder): DatabaseError {
  const where = by.host === ownIdentity().host ? `process ${by.pid}` : `process ${by.pid} on ${by.host}`;
  return new DatabaseError(
    'DATABASE_IN_USE',
    `DATA_DIR ${resolve(dataDir)} is in use by ${where}: stop it, or name another DATA_DIR, or set DATABASE_URL to share a PostgreSQL server.`,
  );
}
