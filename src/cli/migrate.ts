/** `npm run migrate -- diff <name> | reset-initial | check | status`: the migrations in prisma/migrations. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { scriptToDatamodel } from '../store/migration-diff.ts';
import { MIGRATIONS_DIR, readMigrations } from '../store/schema-engine.ts';

const INITIAL = '00000000000000_initial';
const LOCKFILE = '# Read by the schema engine.\nprovider = "postgresql"\n';

/**
 * What the schema cannot say. With statistics of this column the planner takes a connection that has just begun to sync
 * for one without links, and reads all of them for each record of its first sync. And a link is written anew with each
 * change of its records, but for its ids: with some room on its page, no index hears of that.
 */
const BEYOND_SCHEMA = `
-- Statistics that would mislead the planner
ALTER TABLE "RecordLink" ALTER COLUMN "connectionId" SET STATISTICS 0;

-- Room for rows that change
ALTER TABLE "RecordLink" SET (fillfactor = 80);
`;

function write(folder: string, script: string): void {
  mkdirSync(join(MIGRATIONS_DIR, folder), { recursive: true });
  writeFileSync(join(MIGRATIONS_DIR, folder, 'migration.sql'), script);
  writeFileSync(join(MIGRATIONS_DIR, 'migration_lock.toml'), LOCKFILE);
  console.log(`wrote prisma/migrations/${folder}/migration.sql`);
}

/** Prisma's folder names: UTC time to the second, then the name. */
function folderName(name: string, now: Date): string {
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  return `${stamp}_${name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
}

const program = new Command('migrate').description('Database migrations, made from prisma/schema.prisma');

program
  .command('diff <name>')
  .description('write a new migration with what the schema has and the migrations lack')
  .action(async (name: string) => {
    const script = await scriptToDatamodel('migrations');
    if (script === '') console.log('The migrations already make the schema; nothing written.');
    else write(folderName(name, new Date()), script);
  });

program
  .command('reset-initial')
  .description('before the first release only: replace all migrations by one that makes the present schema')
  .action(async () => {
    const script = await scriptToDatamodel('empty');
    rmSync(MIGRATIONS_DIR, { recursive: true, force: true });
    write(INITIAL, script + BEYOND_SCHEMA);
  });

program
  .command('check')
  .description('fail when the migrations do not make the schema')
  .action(async () => {
    const script = await scriptToDatamodel('migrations');
    if (script === '') return;
    console.error('prisma/schema.prisma has changes that no migration makes:\n');
    console.error(script);
    console.error(
      'Run: npm run migrate -- diff <name> (before the first release: npm run migrate -- reset-initial)',
    );
    process.exitCode = 1;
  });

program
  .command('status')
  .description('list the migrations')
  .action(() => {
    for (const { path } of readMigrations().migrationDirectories) console.log(path);
  });

await program.parseAsync();
