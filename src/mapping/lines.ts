/** Where in a mapping file a rule stands, for messages that name the place. */
import { existsSync, readFileSync } from 'node:fs';

function startsEntry(line: string, name: string): boolean {
  const written = line.trimStart().replace(/^['"]/, '');
  return written.startsWith(name) && /^['"]?\s*[:(,]/.test(written.slice(name.length));
}

/** Line of the rule at a path, 1-based; that of its table, or the first, where it is about more than one rule. */
export function lineOf(file: string, path: readonly string[]): number {
  if (!existsSync(file)) return 1;
  const lines = readFileSync(file, 'utf8').split('\n');
  const [table = '', key] = path;
  const start = lines.findIndex((line) => startsEntry(line, table));
  const from = Math.max(0, start);
  if (key === undefined) return from + 1;
  // A table on one line holds its rules on the same line.
  const written = new RegExp(`(?:^|[{,\\s'"])${key.replace(/[^\w]/g, '\\$&')}['"]?\\s*[:(]`);
  const index = lines.findIndex((line, at) => at >= from && written.test(line));
  return index < 0 ? from + 1 : index + 1;
}
