/**
 * `npm run generate`: the database client, from prisma/schema.prisma. With `--check` nothing is written, and it fails when
 * the files in the repository are not what the schema gives.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const GENERATED = 'src/store/generated';

/**
 * Prisma's command line insists on a native schema engine, which it would download, and never calls it to generate: any
 * program that exists will do. The migrations use the engine's WebAssembly build.
 */
function generate(schema: string): void {
  const cli = join(ROOT, 'node_modules/prisma/build/index.js');
  execFileSync(process.execPath, [cli, 'generate', '--schema', schema], {
    cwd: ROOT,
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')] as const;
    }),
  );
}

/** Files of the repository that are not what the schema in the repository gives. */
function staleClientFiles(): readonly string[] {
  const scratch = mkdtempSync(join(tmpdir(), 'fieldledger-generate-'));
  try {
    cpSync(join(ROOT, 'prisma/schema.prisma'), join(scratch, 'prisma/schema.prisma'));
    generate(join(scratch, 'prisma/schema.prisma'));
    const [wanted, present] = [filesIn(join(scratch, GENERATED)), filesIn(join(ROOT, GENERATED))];
    const names = [...new Set([...wanted.keys(), ...present.keys()])].sort();
    return names
      .filter((name) => wanted.get(name) !== present.get(name))
      .map((name) => `${GENERATED}/${name}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (process.argv.includes('--check')) {
  const stale = [...staleClientFiles()];
  if (stale.length > 0) {
    console.error(`not what their source gives:\n${stale.map((path) => `  ${path}`).join('\n')}`);
    process.exitCode = 1;
  }
} else {
  generate(join(ROOT, 'prisma/schema.prisma'));
  console.log(`wrote ${GENERATED}`);
}
