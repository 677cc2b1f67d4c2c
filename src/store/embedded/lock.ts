/**
 * Who has the embedded database of a DATA_DIR open, and how to reach it.
 *
 * Each holder writes a file `lock.<n>`, n one higher than the highest there; the highest alone counts. Linking a
 * complete file to a new name is atomic and fails when the name is taken, so of several processes that find the same
 * dead holder exactly one succeeds it, and no reader ever sees half a file. A number is never used twice: a released
 * lock stays, marked as released.
 */

import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, ownIdentity } from './process-identity.ts';

/** A holder on another host (a container, say) cannot be asked: it shows that it lives by touching its file. */
const HEARTBEAT_MS = 5_000;
const HEARTBEAT_LOST_MS = 30_000;
const ATTEMPTS_MAX = 20;

const lockSchema = z.object({
  pid: z.int(),
  host: z.string(),
  startedAt: z.string().nullable(),
  /** Loopback port and password of the running database; null until it listens. */
  port: z.int().nullable(),
  password: z.string().nullable(),
  released: z.boolean(),
});
type LockFile = z.infer<typeof lockSchema>;

export interface HeldLock {
  /** Tells other processes how to connect. */
  publish(access: { port: number; password: string }): void;
  release(): void;
}

export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** Null until the database listens. */
  readonly port: number | null;
  readonly password: string | null;
}

export type LockAttempt =
  | { readonly kind: 'held'; readonly lock: HeldLock }
  | { readonly kind: 'taken'; readonly by: LockHolder };

/** Takes the lock of `directory` (made if missing), or says who has it. */
export function takeLock(directory: string): LockAttempt {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const present = readHighest(directory);
    if (present && present.file !== null && holds(directory, present.number, present.file)) {
      const { pid, host, port, password } = present.file;
      return { kind: 'taken', by: { pid, host, port, password } };
    }
    const number = (present?.number ?? 0) + 1;
    if (create(directory, number)) return { kind: 'held', lock: new OwnLock(directory, number) };
  }
  throw new Error(`the lock in ${directory} keeps changing hands`);
}

function pathOf(directory: string, number: number): string {
  return join(directory, `lock.${number}`);
}

function numbersIn(directory: string): number[] {
  return readdirSync(directory)
    .map((name) => /^lock\.(\d+)$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

function readHighest(directory: string): { number: number; file: LockFile | null } | null {
  const number = numbersIn(directory).at(-1);
  if (number === undefined) return null;
  return { number, file: read(pathOf(directory, number)) };
}

/** Null for a file that is gone or was never written by us. */
function read(path: string): LockFile | null {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function holds(directory: string, number: number, file: LockFile): boolean {
  if (file.released) return false;
  if (file.host === ownIdentity().host) return isAlive(file);
  const touchedAtMs = statSync(pathOf(directory, number), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - touchedAtMs < HEARTBEAT_LOST_MS;
}

function create(directory: string, number: number): boolean {
  const draft = writeDraft(directory, { ...ownIdentity(), port: null, password: null, released: false });
  try {
    linkSync(draft, pathOf(directory, number));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  // One that slept since it looked may come with a number long passed: the highest alone counts.
  const numbers = numbersIn(directory);
  if (numbers.at(-1) !== number) {
    rmSync(pathOf(directory, number), { force: true });
    return false;
  }
  for (const older of numbers.slice(0, -1)) rmSync(pathOf(directory, older), { force: true });
  return true;
}

function writeDraft(directory: string, file: LockFile): string {
  const draft = join(directory, `draft.${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(file), { mode: 0o600 });
  return draft;
}

class OwnLock implements HeldLock {
  readonly #directory: string;
  readonly #number: number;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(directory: string, number: number) {
    this.#directory = directory;
    this.#number = number;
    this.#heartbeat = setInterval(() => this.#touch(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  publish(access: { port: number; password: string }): void {
    this.#replace({ ...ownIdentity(), ...access, released: false });
  }

  release(): void {
    clearInterval(this.#heartbeat);
    this.#replace({ ...ownIdentity(), port: null, password: null, released: true });
  }

  #replace(file: LockFile): void {
    renameSync(writeDraft(this.#directory, file), pathOf(this.#directory, this.#number));
  }

  #touch(): void {
    const now = new Date();
    try {
      utimesSync(pathOf(this.#directory, this.#number), now, now);
    } catch {
      // DATA_DIR was deleted under us; the database itself will say so.
    }
  }
}
