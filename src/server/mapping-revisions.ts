/** Takes up changed mapping files without a restart: what a set's files say decides under which address they are loaded. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const PARAMETER = 'revision';
const MAPPING_URL = new URL('../mapping/index.ts', import.meta.url).href;
const followed = new Set<string>();

/**
 * Node keeps a module for as long as its address stays the same. Files of the folder that are imported by one loaded
 * under a revision are loaded under it too, so that an edited transform or catalog counts as well as an edited table.
 */
export function followRevisions(directory: string): void {
  const root = `${pathToFileURL(directory).href}/`;
  if (followed.has(root)) return;
  followed.add(root);
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const inside = context.parentURL?.startsWith(root) === true;
      // A set may live outside this package, where `#mapping` would mean nothing.
      if (specifier === '#mapping' && inside) return { url: MAPPING_URL, shortCircuit: true };
      const resolved = nextResolve(specifier, context);
      const parent = context.parentURL;
      if (parent === undefined || !parent.startsWith(root) || !resolved.url.startsWith(root)) return resolved;
      const revision = new URL(parent).searchParams.get(PARAMETER);
      if (revision === null) return resolved;
      const url = new URL(resolved.url);
      url.searchParams.set(PARAMETER, revision);
      return { ...resolved, url: url.href };
    },
  });
}

/** Digest of every TypeScript file under the folder; changes exactly when one of them does. Empty when there is no such folder. */
export async function revisionOf(directory: string): Promise<string> {
  const hash = createHash('sha256');
  let found = false;
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    found = true;
    hash
      .update(`${relative(directory, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  }
  return found ? hash.digest('hex').slice(0, 16) : '';
}
