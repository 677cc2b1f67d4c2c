/** Prisma's own schema engine as WebAssembly: the migrations without a native binary and without its command line. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine, SchemasContainer } from '@prisma/schema-engine-wasm';
import pg from 'pg';

export const PRISMA_DIR = fileURLToPath(new URL('../../prisma', import.meta.url));
export const MIGRATIONS_DIR = join(PRISMA_DIR, 'migrations');

/** No table or enum of ours is managed by somebody else. */
export const EVERYTHING = { externalTables: [], externalEnums: [] };

/** The datamodel of prisma/schema.prisma. */
export function readDatamodel(): SchemasContainer {
  const path = join(PRISMA_DIR, 'schema.prisma');
  return { files: [{ path, content: readFileSync(path, 'utf8') }] };
}

/** The migration folders, oldest first. A folder without its SQL is passed on as such and fails with its name. */
export function readMigrations(directory: string = MIGRATIONS_DIR): MigrationList {
  const lockfile = join(directory, 'migration_lock.toml');
  const folders = existsSync(directory)
    ? readdirSync(directory, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
  return {
    baseDir: directory,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: folders.map((path) => ({
      path,
      migrationFile: { path: 'migration.sql', content: readScript(join(directory, path, 'migration.sql')) },
    })),
  };
}

function readScript(path: string): { tag: 'ok'; value: string } | { tag: 'error'; value: string } {
  return existsSync(path)
    ? { tag: 'ok', value: readFileSync(path, 'utf8') }
    : { tag: 'error', value: `${path} is missing` };
}

/** Columns of PostgreSQL's internal type "char" that the engine asks for to describe a database. */
const INTERNAL_CHARACTERS = new Set(['constraint_type', 'confdeltype', 'confupdtype']);

/**
 * The adapter cannot read the internal type "char". Such a column is fetched as text and handed on as the single
 * character it is.
 */
function readingInternalCharacters(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const sql = query.sql
      .replace('constr.contype AS constraint_type', 'constr.contype::text AS constraint_type')
      .replace(/\bcon\.(confdeltype|confupdtype)\b/g, 'con.$1::text AS $1');
    if (sql === query.sql) return queryRaw(query);
    const answer = await queryRaw({ ...query, sql });
    const columnTypes = answer.columnNames.map((name, index) =>
      INTERNAL_CHARACTERS.has(name)
        ? ColumnTypeEnum.Character
        : (answer.columnTypes[index] ?? ColumnTypeEnum.Text),
    );
    return { ...answer, columnTypes };
  };
  return adapter;
}

let loaded: Promise<typeof SchemaEngine> | null = null;

/**
 * Loads the engine when it is first needed: a start with nothing to migrate should not pay for it. Its own entry
 * imports the module as WebAssembly/ESM, for which Node prints a warning.
 */
function loadEngine(): Promise<typeof SchemaEngine> {
  loaded ??= (async () => {
    const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
    const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
    const bytes = readFileSync(join(entry, '..', 'schema_engine_bg.wasm'));
    // The bindings are a namespace of functions, as WebAssembly's imports are, but typed without an index.
    const functions = { ...bindings } as unknown as Record<string, WebAssembly.ImportValue>;
    for (const name of Object.keys(functions)) {
      // The engine leaves the ten-second limit of its own lock running when it is done: no reason to stay alive.
      if (name.startsWith('__wbg_setTimeout_')) {
        functions[name] = (work: () => void, ms: number) => setTimeout(work, ms).unref();
      }
    }
    const imports = { './schema_engine_bg.js': functions };
    const { instance } = await WebAssembly.instantiate(bytes, imports);
    bindings.__wbg_set_wasm(instance.exports);
    const start = instance.exports.__wbindgen_start;
    if (typeof start === 'function') start();
    return bindings.SchemaEngine;
  })();
  return loaded;
}

/**
 * The adapter cuts a script at its semicolons and commits each piece: a process killed meanwhile would leave a part of
 * the tables. Sent whole, PostgreSQL runs it as one transaction.
 */
function runningScriptsWhole(adapter: SqlDriverAdapter, pool: pg.Pool): SqlDriverAdapter {
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  return adapter;
}

/**
 * Runs `work` with an engine on the database at `url`. Comparing migrations needs an empty database beside it, at
 * `shadowUrl`.
 */
export async function withSchemaEngine<T>(
  urls: { readonly url: string; readonly shadowUrl?: string },
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const Engine = await loadEngine();
  const pools = [urls.url, urls.shadowUrl].map((url) =>
    url === undefined ? null : new pg.Pool({ connectionString: url }),
  );
  for (const pool of pools) pool?.on('error', () => {});
  const [main, shadow] = pools.map((pool) => pool && { pool, adapters: new PrismaPg(pool) });
  if (!main) throw new Error('the schema engine needs a database');
  const connect = async ({ pool, adapters }: NonNullable<typeof main>): Promise<SqlDriverAdapter> =>
    runningScriptsWhole(readingInternalCharacters(await adapters.connect()), pool);
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: main.adapters.adapterName,
    connect: () => connect(main),
    connectToShadowDb: async () => {
      if (!shadow) throw new Error('this operation needs a shadow database');
      return connect(shadow);
    },
  };
  const engine = await Engine.new(
    { datamodels: readDatamodel().files.map((file) => [file.path, file.content]) },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await Promise.all(pools.map((pool) => pool?.end()));
  }
}
