/** Mapping sets in a folder, as the commands see them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { lineOf } from '../../mapping/lines.ts';
import {
  FILES,
  type FileViolation,
  type LoadResult,
  loadMappingSet,
  type MappingSet,
} from '../../mapping/load.ts';
import { LOCK_FILE, type Lock, parseLock } from '../../mapping/lock/lock.ts';
import { type LockedSet, lockedSet } from '../../mapping/lock/locked.ts';

/** Something the person at the terminal can put right; its message is all they are shown. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code = 'COMMAND_REFUSED';
}

export interface DirectoryOption {
  readonly dir: string;
}

export const defaultDirectory = (): string => process.env.MAPPINGS_DIR || 'mappings';

/** A path as people type it: from where they are, or whole when it lies elsewhere. */
export function shown(path: string): string {
  const short = relative('.', path);
  return short.startsWith('..') ? resolve(path) : short || '.';
}

/** Mapping sets below a folder: the folders that hold one of a set's files. */
export function setsIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && FILES.some((file) => existsSync(join(directory, entry.name, file))),
    )
    .map((entry) => entry.name)
    .sort();
}

/** The sets a command was asked for. @throws CommandError when there is none */
export function chosenSets(directory: string, names: readonly string[]): readonly string[] {
  const sets = names.length > 0 ? names : setsIn(directory);
  if (sets.length > 0) return sets;
  throw new CommandError(
    `${shown(directory)} holds no mapping set, which is a folder with an items.ts: name the right folder with --dir.`,
  );
}

/** A violation as a line of output: file and line, place, code, and the sentence with its remedy. */
export function violationLines(folder: string, violation: FileViolation): string {
  const file = join(folder, violation.file);
  const place = `${shown(file)}:${lineOf(file, violation.path)}`;
  return `  ${place}  ${violation.path.join('.')}  ${violation.code}\n    ${violation.message}`;
}

/** @throws CommandError with every violation, since nothing can be said of a set that does not compile */
export async function compiledSet(directory: string, name: string): Promise<MappingSet> {
  const folder = join(directory, name);
  const loaded: LoadResult = await loadMappingSet(resolve(folder));
  if (loaded.ok) return loaded.set;
  const lines = loaded.violations.map((violation) => violationLines(folder, violation));
  throw new CommandError(`${name} does not compile:\n${lines.join('\n')}`);
}

/** Every set of the folder in the lock's form. @throws CommandError when one does not compile */
export async function lockedSets(directory: string): Promise<Readonly<Record<string, LockedSet>>> {
  const sets: [string, LockedSet][] = [];
  for (const name of setsIn(directory)) sets.push([name, lockedSet(await compiledSet(directory, name))]);
  return Object.fromEntries(sets);
}

export const lockPath = (directory: string): string => join(directory, LOCK_FILE);

/** The lock as it lies in the folder; null when there is none. @throws CommandError when it cannot be read as one */
export function lockOnDisk(directory: string): Lock | null {
  const path = lockPath(directory);
  if (!existsSync(path)) return null;
  const lock = parseLock(readFileSync(path, 'utf8'));
  if (lock !== null) return lock;
  throw new CommandError(`${shown(path)} is not a lock of this version: run npm run mappings -- lock`);
}
