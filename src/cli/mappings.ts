/** `npm run mappings -- check`: the tools for mapping sets. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import { type FileViolation, loadMappingSet, TAX_EDITIONS, type TaxEdition } from '../mapping/index.ts';

/** Mapping sets below a folder: the folders that hold an `items.ts`. */
function setsIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(directory, entry.name, 'items.ts')))
    .map((entry) => entry.name)
    .sort();
}

/** Line of the rule a violation is about, 1-based; the first line where it is about the whole table. */
function lineOf(file: string, { path }: FileViolation): number {
  const key = path[1];
  if (key === undefined || !existsSync(file)) return 1;
  const lines = readFileSync(file, 'utf8').split('\n');
  const index = lines.findIndex((line) => {
    const written = line.trimStart().replace(/^['"]/, '');
    return written.startsWith(key) && /^['"]?\s*[:(]/.test(written.slice(key.length));
  });
  return index < 0 ? 1 : index + 1;
}

/** Compiles a set for no edition and for every one, and gives each violation once. */
async function violationsOf(directory: string): Promise<readonly FileViolation[]> {
  const found = new Map<string, FileViolation>();
  for (const edition of [null, ...TAX_EDITIONS] satisfies readonly (TaxEdition | null)[]) {
    const result = await loadMappingSet(directory, { edition });
    if (result.ok) continue;
    for (const violation of result.violations)
      found.set(violation.path.join('.') + violation.message, violation);
  }
  return [...found.values()];
}

async function check(names: readonly string[], options: { readonly dir: string }): Promise<void> {
  const directory = resolve(options.dir);
  const sets = names.length > 0 ? names : setsIn(directory);
  if (sets.length === 0) {
    console.error(
      `${relative('.', directory) || '.'} holds no mapping set: a set is a folder with an items.ts.`,
    );
    process.exitCode = 1;
    return;
  }
  for (const name of sets) {
    const folder = join(directory, name);
    const violations = await violationsOf(folder);
    if (violations.length === 0) {
      console.log(`${pc.green('✓')} ${name}`);
      continue;
    }
    process.exitCode = 1;
    console.error(`${pc.red('✗')} ${name}`);
    for (const violation of violations) {
      const file = join(folder, violation.file);
      const place = `${relative('.', file)}:${lineOf(file, violation)}`;
      console.error(
        `  ${place}  ${violation.path.join('.')}  ${pc.dim(violation.code)}\n    ${violation.message}`,
      );
    }
  }
}

const program = new Command('mappings').description('Tools for mapping sets.');
program
  .command('check')
  .description(
    'Compiles mapping sets and says everything that is wrong with them; exit code 1 if anything is.',
  )
  .argument('[sets...]', 'names of sets; left out: all')
  .option('--dir <folder>', 'folder that holds the sets', process.env.MAPPINGS_DIR || 'mappings')
  .action(check);

await program.parseAsync();
