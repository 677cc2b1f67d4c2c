/**
 * `npm run rules`: each rule of docs/rules.md with the tests that name it in their title, as `[S7]`. `--strict` fails
 * when a rule has none; `--check` fails only when a test names a rule that does not exist.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import pc from 'picocolors';

const ROOT = join(import.meta.dirname, '../..');

export interface Rule {
  readonly id: string;
  readonly text: string;
}

export interface NamedTest {
  readonly file: string;
  readonly title: string;
}

/** The rules of a rules file: each begins with its id in bold, and several may share a line. */
export function rulesIn(markdown: string): readonly Rule[] {
  return [...markdown.matchAll(/\*\*([A-Z]\d+)\*\*\s+(.*?)(?=\s*\*\*[A-Z]\d+\*\*|\n|$)/g)].map((match) => ({
    id: match[1] ?? '',
    text: match[2] ?? '',
  }));
}

/** Ids and titles of a test file: string literals with `[ID]` in them. */
export function namedIn(source: string): readonly { readonly id: string; readonly title: string }[] {
  const literals = source.matchAll(/(['"`])((?:\\.|(?!\1)[^\\\n])*)\1/g);
  return [...literals].flatMap((literal) => {
    const title = literal[2] ?? '';
    return [...title.matchAll(/\[([A-Z]\d+)\]/g)].map((match) => ({ id: match[1] ?? '', title }));
  });
}

function testFiles(): readonly string[] {
  return readdirSync(join(ROOT, 'test'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /\.test\.ts$|[/\\]contract[/\\]/.test(path))
    .sort();
}

function testsById(): ReadonlyMap<string, readonly NamedTest[]> {
  const found = new Map<string, NamedTest[]>();
  for (const path of testFiles()) {
    for (const { id, title } of namedIn(readFileSync(path, 'utf8'))) {
      found.set(id, [...(found.get(id) ?? []), { file: relative(ROOT, path), title }]);
    }
  }
  return found;
}

function main(flags: readonly string[]): void {
  const rules = rulesIn(readFileSync(join(ROOT, 'docs/rules.md'), 'utf8'));
  const tests = testsById();
  const known = new Set(rules.map(({ id }) => id));
  const unknown = [...tests].filter(([id]) => !known.has(id));
  for (const [id, named] of unknown)
    console.error(pc.red(`${id} is no rule, but named in ${named[0]?.file}`));
  if (unknown.length > 0) process.exitCode = 1;
  if (flags.includes('--check')) return;
  for (const { id, text } of rules) {
    const named = tests.get(id) ?? [];
    console.log(`${named.length > 0 ? pc.green('✓') : pc.yellow('·')} ${pc.bold(id)} ${text}`);
    for (const { file, title } of named) console.log(pc.dim(`    ${file}: ${title}`));
  }
  const unproven = rules.filter(({ id }) => !tests.has(id)).map(({ id }) => id);
  console.log(`\n${rules.length - unproven.length} of ${rules.length} rules are named by tests.`);
  if (unproven.length === 0) return;
  console.log(`Not yet: ${unproven.join(' ')}`);
  if (flags.includes('--strict')) process.exitCode = 1;
}

if (import.meta.main) main(process.argv.slice(2));
