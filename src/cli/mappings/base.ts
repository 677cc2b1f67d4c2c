/** The lock as it was at another commit. */
import { execFileSync } from 'node:child_process';
import { LOCK_FILE, type Lock, parseLock } from '../../mapping/lock/lock.ts';
import { CommandError } from './sets.ts';

function git(directory: string, args: readonly string[]): string | null {
  try {
    return execFileSync('git', ['-C', directory, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch {
    return null;
  }
}

/**
 * @param ref - a branch, tag or commit
 * @returns null when that commit has no lock in the folder
 * @throws CommandError when git knows no such commit, or its lock cannot be read
 */
export function lockAt(directory: string, ref: string): Lock | null {
  // A ref that begins with a dash would be taken for an option.
  const commit = ref.startsWith('-')
    ? null
    : git(directory, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  if (commit === null)
    throw new CommandError(`git knows no commit "${ref}" here: name a branch, a tag or a commit.`);
  const text = git(directory, ['show', `${commit.trim()}:./${LOCK_FILE}`]);
  if (text === null) return null;
  const lock = parseLock(text);
  if (lock !== null) return lock;
  throw new CommandError(`${LOCK_FILE} at ${ref} is not a lock of this version.`);
}
