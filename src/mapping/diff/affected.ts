/** Which records a change touches, from what a link keeps of them: hashes, no values. */
import type { MappingChange } from './change.ts';

/** Per rule key, the hashes agreed last: `same`, or `fsm,books` where the sides were accepted as different. */
export type AgreedHashes = Readonly<Record<string, string>>;

/** The hash of an empty value under a rule's key. */
export type EmptyHash = (key: string) => string;

function touches(change: MappingChange, agreed: AgreedHashes, emptyHash: EmptyHash): boolean {
  if (change.selection === 'none') return false;
  if (change.key === null || change.selection === 'every') return true;
  const entry = agreed[change.key];
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
  agreed: AgreedHashes,
  emptyHash: EmptyHash,
): boolean {
  return changes.some((change) => change.table === table && touches(change, agreed, emptyHash));
}

/** The rules whose images may be others, for a run that looks at nothing else. */
export function affectedKeys(table: string, changes: readonly MappingChange[]): ReadonlySet<string> {
  return new Set(
    changes.flatMap(({ table: of, key, selection }) =>
      of === table && key !== null && selection !== 'none' ? [key] : [],
    ),
  );
}
