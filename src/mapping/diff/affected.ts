/** Which records a change touches, from what a link keeps of them: hashes, no values. */
import type { MappingChange } from './change.ts';

/**
 * What a link remembers as agreed under a rule as it was: `same`, or the two sides' hashes with a comma where they
 * differ; undefined when nothing was agreed under it.
 */
export type AgreedUnder = (key: string, fingerprint: string) => string | undefined;

/** The hash of an empty value under a rule's key. */
export type EmptyHash = (key: string) => string;

function touches(change: MappingChange, agreedUnder: AgreedUnder, emptyHash: EmptyHash): boolean {
  if (change.selection === 'none') return false;
  if (change.key === null || change.was === null || change.selection === 'every') return true;
  const entry = agreedUnder(change.key, change.was);
  // Never agreed (hidden, or mapped since): nothing can be ruled out.
  if (entry === undefined) return true;
  return change.selection === 'differing' ? entry.includes(',') : entry !== emptyHash(change.key);
}

/**
 * Whether the next sync must look at a linked record because of the changes to its table (S5). Never says no of a record
 * whose image under the new mapping differs from the one under the old; may say yes of others.
 */
export function isAffected(
  table: string,
  changes: readonly MappingChange[],
  agreedUnder: AgreedUnder,
  emptyHash: EmptyHash,
): boolean {
  return changes.some((change) => change.table === table && touches(change, agreedUnder, emptyHash));
}

/** The rules whose images may be others, for a run that looks at nothing else. */
export function affectedKeys(table: string, changes: readonly MappingChange[]): ReadonlySet<string> {
  return new Set(
    changes.flatMap(({ table: of, key, selection }) =>
      of === table && key !== null && selection !== 'none' ? [key] : [],
    ),
  );
}
