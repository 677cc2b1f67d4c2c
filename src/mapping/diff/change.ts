/** What a change of a mapping set is, and what it means for the records that were synced under the old one. */

export const CHANGE_CLASSES = [
  'newField',
  'changedRule',
  'removedRule',
  'policy',
  'identityOrSyncType',
] as const;
export type ChangeClass = (typeof CHANGE_CLASSES)[number];

/** What a change asks of the next sync: nothing, its records (S5), or everything from the start. */
export type Resync = 'none' | 'affected' | 'full';

/**
 * Which linked records of the table a change can touch.
 * `every`: all of them. `filled`: those where one side said something when the two last agreed, since an empty value
 * never reaches a transform. `differing`: those whose sides were accepted as different.
 */
export type Selection = 'none' | 'every' | 'filled' | 'differing';

export interface MappingChange {
  readonly table: string;
  /** The rule's Books field; null: the change is about the whole table or set. */
  readonly key: string | null;
  /** Fingerprint of the rule before; null: there was none, or the change is about more than one rule. */
  readonly was: string | null;
  readonly class: ChangeClass;
  readonly resync: Resync;
  readonly selection: Selection;
  /** What changed and what follows, as sentences. */
  readonly why: string;
}

export interface SetChange {
  readonly changes: readonly MappingChange[];
  /** The strongest of its changes. */
  readonly resync: Resync;
  /** Fingerprints; null: there was, or is, no such set. */
  readonly from: string | null;
  readonly to: string | null;
}

const STRENGTH: Readonly<Record<Resync, number>> = { none: 0, affected: 1, full: 2 };

export function strongest(resyncs: readonly Resync[]): Resync {
  return resyncs.reduce<Resync>((most, one) => (STRENGTH[one] > STRENGTH[most] ? one : most), 'none');
}

/** Exit codes of `mappings plan`, for scripts. */
export const EXIT_CODE_OF_RESYNC: Readonly<Record<Resync, number>> = { none: 0, affected: 2, full: 3 };
