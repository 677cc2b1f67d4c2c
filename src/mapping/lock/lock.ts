/** `mappings/mappings.lock.json`: the meaning of every set, sorted and stable, so that a pull request shows what changes. */
import { z } from 'zod';
import { SYNC_TYPES } from '../plan.ts';
import type { LockedSet } from './locked.ts';

export const LOCK_FILE = 'mappings.lock.json';
const LOCK_VERSION = 1;

/** Somebody's consent to a resync: to this change and no other. */
export interface Accepted {
  /** Fingerprint of the set before; null: it was not locked before. */
  readonly from: string | null;
  readonly to: string;
  readonly resync: 'affected' | 'full';
}

export interface Lock {
  readonly version: typeof LOCK_VERSION;
  readonly accepted?: Readonly<Record<string, Accepted>>;
  readonly sets: Readonly<Record<string, LockedSet>>;
}

const lockedRule = z.object({
  direction: z.enum(['both', 'toBooks', 'toFsm']),
  from: z.string(),
  into: z.string(),
  via: z.string().optional(),
  carriedByPair: z.literal(true).optional(),
  identity: z.literal(true).optional(),
  onCreate: z.literal(true).optional(),
  notPersonal: z.string().optional(),
  fingerprint: z.string(),
});
const lockedTable = z.object({
  pair: z.string(),
  fsmModule: z.string(),
  booksModule: z.string(),
  conflict: z.string(),
  rules: z.record(z.string(), lockedRule),
  fingerprint: z.string(),
});
const lockedSet = z.object({
  syncType: z.enum([...SYNC_TYPES, 'any']),
  planVersion: z.int(),
  tables: z.record(z.string(), lockedTable),
  fingerprint: z.string(),
});
const accepted = z.object({
  from: z.string().nullable(),
  to: z.string(),
  resync: z.enum(['affected', 'full']),
});
const lock = z.object({
  version: z.literal(LOCK_VERSION),
  accepted: z.record(z.string(), accepted).optional(),
  sets: z.record(z.string(), lockedSet),
});

/** @returns null when the text is no lock of this version */
export function parseLock(text: string): Lock | null {
  try {
    const parsed = lock.safeParse(JSON.parse(text));
    // zod writes an optional member as one that may be undefined; the lock's JSON knows no undefined.
    return parsed.success ? (parsed.data as Lock) : null;
  } catch {
    return null;
  }
}

function sorted<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The lock of these sets. Consents that were given to exactly the present meaning are kept, others are dropped: they
 * spoke of something else.
 */
export function makeLock(
  sets: Readonly<Record<string, LockedSet>>,
  consents: Readonly<Record<string, Accepted>> = {},
): Lock {
  const kept = Object.entries(consents).filter(([name, { to }]) => sets[name]?.fingerprint === to);
  return {
    version: LOCK_VERSION,
    ...(kept.length === 0 ? {} : { accepted: sorted(Object.fromEntries(kept)) }),
    sets: sorted(sets),
  };
}

/** The file's text: the same for the same meaning, whoever writes it. */
export function lockText(content: Lock): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
