/** `mappings lock`: writes what every set means now. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Accepted, type Lock, lockText, makeLock, parseLock } from '../../mapping/lock/lock.ts';
import { chosenSets, type DirectoryOption, lockedSets, lockPath, shown } from './sets.ts';
import { print } from './terminal.ts';

/** Consents of the lock that lies there; a lock that cannot be read holds none, and is replaced. */
function consents(path: string): Readonly<Record<string, Accepted>> {
  return (existsSync(path) ? parseLock(readFileSync(path, 'utf8'))?.accepted : undefined) ?? {};
}

/** Writes the lock of the folder's sets, with further consents. @throws CommandError when a set does not compile */
export async function writeLock(
  directory: string,
  further: Readonly<Record<string, Accepted>> = {},
): Promise<Lock> {
  const path = lockPath(directory);
  const lock = makeLock(await lockedSets(directory), { ...consents(path), ...further });
  writeFileSync(path, lockText(lock));
  return lock;
}

export async function lock(options: DirectoryOption): Promise<void> {
  const directory = resolve(options.dir);
  chosenSets(directory, []);
  const { sets } = await writeLock(directory);
  print(`wrote ${shown(lockPath(directory))}: ${Object.keys(sets).join(', ')}`);
}
