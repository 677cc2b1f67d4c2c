/** Opens the one database of the product: a PostgreSQL server, or an embedded one behind the same protocol. */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { DatabaseError } from './database-error.ts';
import { type EmbeddedAccess, openEmbedded } from './embedded/open.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { applyMigrations, requireMigrated } from './migrations.ts';

/** Connections per process. The embedded server runs one query at a time: more would only wait in line. */
const EMBEDDED_POOL_SIZE = 6;
const SERVER_POOL_SIZE = 10;
const CONNECT_MS_MAX = 10_000;
/** How long an interactive transaction may wait for its connection, and last. The embedded server runs one at a time. */
const TRANSACTION_WAIT_MS_MAX = 10_000;
const TRANSACTION_MS_MAX = 20_000;

/** What this module needs of a logger. */
export interface DatabaseLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface DatabaseOptions {
  /** `postgresql://…`; empty: embedded, under `dataDir`. */
  readonly databaseUrl: string;
  /** Folder of the embedded database; null keeps it in memory, for tests. */
  readonly dataDir: string | null;
  readonly log: DatabaseLog;
  /** Called at most once, when the embedded database this process depends on is gone; the process should end. */
  readonly onLost?: (error: DatabaseError) => void;
  /** `refuse`: fail with DATABASE_IN_USE instead of sharing the embedded database of a running process. */
  readonly whenInUse?: 'attach' | 'refuse';
}

export interface Database {
  readonly prisma: PrismaClient;
  /** The pool under `prisma`, for SQL of one's own. Sessions are in UTC. */
  readonly pool: pg.Pool;
  /** Reaches the same database from another pool, client or process. Holds a password: never log it. */
  readonly url: string;
  readonly kind: 'embedded' | 'server';
  /** False when the embedded database runs in another process. */
  readonly owner: boolean;
  close(): Promise<void>;
}

/**
 * Opens the database and brings it up to date.
 * @throws DatabaseError with a sentence for whoever started the program
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl !== '') return openServer(options.databaseUrl, options.log);
  const access = await openEmbedded({
    dataDir: options.dataDir,
    whenInUse: options.whenInUse ?? 'attach',
    ...(options.onLost && { onLost: options.onLost }),
  });
  try {
    if (access.owner) report(await applyMigrations(access.url), options.log);
    else await requireMigrated(access.url);
  } catch (error) {
    await access.close();
    throw error;
  }
  options.log.info({ kind: 'embedded', owner: access.owner }, 'database open');
  return connect(access, 'embedded', options.log);
}

async function openServer(url: string, log: DatabaseLog): Promise<Database> {
  await checkServer(url);
  report(await applyMigrations(url), log);
  log.info({ kind: 'server' }, 'database open');
  return connect({ url, owner: true, close: async () => {} }, 'server', log);
}

/** One try, so that a wrong address or password is said in a sentence and not by the first query. */
async function checkServer(url: string): Promise<void> {
  let address = 'DATABASE_URL';
  try {
    const { host, pathname } = new URL(url);
    address = `${host}${pathname}`;
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS_MAX });
    client.on('error', () => {});
    await client.connect();
    await client.end();
  } catch (error) {
    const reason =
      error instanceof Error
        ? error.message || ('code' in error ? String(error.code) : error.name)
        : String(error);
    throw new DatabaseError(
      'DATABASE_UNREACHABLE',
      `PostgreSQL at ${address} cannot be used: ${reason}. Check DATABASE_URL (postgresql://user:password@host:port/database) and that the server runs.`,
      { cause: error },
    );
  }
}

function report(applied: readonly string[], log: DatabaseLog): void {
  if (applied.length > 0) log.info({ migrations: applied }, 'database brought up to date');
}

function connect(access: EmbeddedAccess, kind: Database['kind'], log: DatabaseLog): Database {
  const pool = new pg.Pool({
    connectionString: access.url,
    max: kind === 'embedded' ? EMBEDDED_POOL_SIZE : SERVER_POOL_SIZE,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    // Prisma's adapter reads the clock time of a timestamptz and takes it for UTC.
    onConnect: async (client) => {
      await client.query(`SET TIME ZONE 'UTC'`);
    },
  });
  pool.on('error', (error) => log.warn({ reason: error.message }, 'an idle database connection was lost'));
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    // The full format quotes the arguments of the call, and they may be customer data.
    errorFormat: 'minimal',
    transactionOptions: { maxWait: TRANSACTION_WAIT_MS_MAX, timeout: TRANSACTION_MS_MAX },
  });
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await prisma.$disconnect();
    await pool.end();
    await access.close();
  };
  return {
    prisma,
    pool,
    url: access.url,
    kind,
    owner: access.owner,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
