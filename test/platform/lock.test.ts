import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type LockAttempt, takeLock } from '../../src/store/embedded/lock.ts';
import { ownIdentity } from '../../src/store/embedded/process-identity.ts';
import { temporaryFolder } from '../support/folder.ts';

function held(attempt: LockAttempt) {
  if (attempt.kind !== 'held') throw new Error('the lock is taken');
  return attempt.lock;
}

/** Writes the lock of a process that is not this one. */
function foreignLock(
  directory: string,
  number: number,
  holder: { pid: number; host: string; startedAt: string | null },
) {
  const path = join(directory, `lock.${number}`);
  writeFileSync(path, JSON.stringify({ ...holder, port: 1, password: 'x', released: false }));
  return path;
}

it('is held by one, who tells the others how to connect', () => {
  const directory = temporaryFolder();
  const lock = held(takeLock(directory));
  expect(takeLock(directory)).toMatchObject({ kind: 'taken', by: { pid: process.pid, port: null } });
  lock.publish({ port: 5433, password: 'secret' });
  expect(takeLock(directory)).toMatchObject({ kind: 'taken', by: { port: 5433, password: 'secret' } });
  lock.release();
  held(takeLock(directory)).release();
});

it('is readable for its owner only, and forgets the password when released', () => {
  const directory = temporaryFolder();
  const lock = held(takeLock(directory));
  lock.publish({ port: 5433, password: 'secret' });
  expect(readdirSync(directory)).toEqual(['lock.1']);
  expect(statSync(join(directory, 'lock.1')).mode & 0o777).toBe(0o600);
  lock.release();
  expect(readFileSync(join(directory, 'lock.1'), 'utf8')).not.toContain('secret');
});

it('passes on from a process that is dead', () => {
  const directory = temporaryFolder();
  foreignLock(directory, 7, { ...ownIdentity(), pid: 2 ** 22 + 1 });
  held(takeLock(directory)).release();
  expect(readdirSync(directory)).toEqual(['lock.8']);
});

it('passes from a dead process to exactly one of many that ask at the same time', async () => {
  const directory = temporaryFolder();
  foreignLock(directory, 1, { ...ownIdentity(), pid: 2 ** 22 + 1 });
  const script = fileURLToPath(new URL('./ask-for-lock.ts', import.meta.url));
  const askers = Array.from({ length: 6 }, () => fork(script, [directory]));
  // All are up before any asks.
  await Promise.all(askers.map((asker) => once(asker, 'message')));
  const answers = Promise.all(askers.map(async (asker) => (await once(asker, 'message'))[0]));
  for (const asker of askers) asker.send('ask');
  const kinds = await answers;
  for (const asker of askers) asker.kill('SIGKILL');
  expect(kinds.toSorted()).toEqual(['held', 'taken', 'taken', 'taken', 'taken', 'taken']);
});

it('passes on when the number of the dead process belongs to another now', () => {
  const directory = temporaryFolder();
  foreignLock(directory, 1, { ...ownIdentity(), startedAt: 'another boot:1' });
  held(takeLock(directory)).release();
});

it('stays with a process on another host for as long as it gives signs of life', () => {
  const directory = temporaryFolder();
  const path = foreignLock(directory, 1, { pid: 1, host: 'another-container', startedAt: null });
  expect(takeLock(directory)).toMatchObject({ kind: 'taken', by: { host: 'another-container' } });
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  held(takeLock(directory)).release();
});

it('passes over a file that is no lock', () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, 'lock.3'), '{ half');
  held(takeLock(directory)).release();
  expect(readdirSync(directory)).toEqual(['lock.4']);
});
