/** The engine's own words: what is staged, decided and recorded. Plain data, shared with the store. */
import type { PairName, TableName } from '../mapping/plan.ts';
import type { Direction, Side } from './services.ts';

export type { CompiledTable, PairName, SyncTypeName, TableName } from '../mapping/plan.ts';
export type { Direction, Side } from './services.ts';

/**
 * Per rule key, the keyed hash of a record's value: `own`, or `own.image` where a transform makes the other side's form
 * differ. A missing key means the value is unknown (P3).
 */
export type FieldHashes = Readonly<Record<string, string>>;

/**
 * Per rule (key and fingerprint), the hashes agreed last: `same`, or `fsm,books` where a transform makes them differ, or
 * `fsm,books,!` where the sides were accepted as different. Keys with `$` say what was known of the records' activity.
 */
export type Base = Readonly<Record<string, string>>;

/** Pseudo rule: whether the Books record was active when the sides last agreed (D3). */
export const ACTIVE_KEY = '$active';
/** Pseudo rule, only set while the FSM record is inactive: it was skipped, and its return is to be noticed (D4). */
export const FSM_ACTIVE_KEY = '$fsm';
/** Keys of the rules of which a side told nothing when the two last agreed (P3), with commas between them. */
export const UNKNOWN_KEY = '$unknown';
export const ACTIVE = 'y';
export const INACTIVE = 'n';

/** A record as a run has read it: hashes only. */
export interface StagedRow {
  readonly recordId: string;
  /** Hash of the identity fields; null when one of them is empty or unknown. */
  readonly identity: string | null;
  readonly counterpartId: string | null;
  readonly active: boolean;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly hashes: FieldHashes;
  /** False: seen by a full scan only to know that it still exists. */
  readonly considered: boolean;
  /** The table the record belongs to as it is now; null: to none of the connection's sync type. */
  readonly kind: TableName | null;
  /** Of an FSM contact, its company; of a contact person, its customer. */
  readonly parentId: string | null;
  /** A person whose company has no counterpart it could be synced under. Only known once its table is decided. */
  readonly orphan: boolean;
}

export interface LinkRow {
  readonly id: string;
  readonly kind: TableName;
  readonly fsmModule: string;
  readonly fsmId: string;
  readonly booksModule: string;
  readonly booksId: string;
  readonly base: Base;
  readonly fsmGone: boolean;
  readonly booksGone: boolean;
  readonly unverified: boolean;
  /** Stamps of the versions that were agreed on: a list that shows an older one has not caught up. */
  readonly fsmModifiedAtMs: number | null;
  readonly booksModifiedAtMs: number | null;
}

/** One thing to decide about: a link with what was read of its two ends, or a record without a link. */
export type Unit =
  | {
      readonly kind: 'linked';
      readonly link: LinkRow;
      readonly fsm: StagedRow | null;
      readonly books: StagedRow | null;
    }
  | {
      readonly kind: 'unlinked';
      readonly side: Side;
      readonly row: StagedRow;
      /** The other side's record, when exactly one can be meant. */
      readonly match: StagedRow | null;
      /**
       * `counterpart`: Zoho's own sync had already joined the two (`ZBilling_Id`). `intent`: an earlier attempt of ours
       * made the one from the other.
       */
      readonly matchedBy: 'counterpart' | 'identity' | 'intent' | null;
      /** Unlinked active records that share the identity, this one included. */
      readonly sameOnOwnSide: number;
      readonly sameOnOtherSide: number;
      /** An inactive unlinked record of the other side that shares it. */
      readonly inactiveMatchId: string | null;
    };

export type Operation = 'CREATE' | 'UPDATE' | 'LINK' | 'DEACTIVATE' | 'MARK_GONE' | 'SKIP' | 'FAIL';
export type Outcome = 'CREATED' | 'UPDATED' | 'LINKED' | 'DEACTIVATED' | 'UNCHANGED' | 'SKIPPED' | 'FAILED';

/** Why a record is treated as it is; shown in the log in words (`causeInWords`). */
export type Cause =
  | 'NEW_RECORD'
  | 'CLONE_OF_DUPLICATE'
  | 'CHANGED_IN_FSM'
  | 'CHANGED_IN_BOOKS'
  | 'CHANGED_ON_BOTH'
  | 'MATCHED_BY_IDENTITY'
  | 'MATCHED_BY_COUNTERPART'
  | 'NEWLY_MAPPED'
  | 'DEACTIVATED_IN_BOOKS'
  | 'INACTIVE_IN_FSM'
  | 'INACTIVE_IN_BOOKS'
  | 'DELETED_IN_FSM'
  | 'DELETED_IN_BOOKS'
  | 'AMBIGUOUS_IDENTITY'
  | 'IDENTITY_HIDDEN'
  | 'VALUE_NOT_KEPT'
  | 'COMPANY_NOT_SYNCED'
  | 'OUT_OF_SYNC_TYPE'
  | 'SHAPE_CHANGED'
  | 'NOT_AS_PREVIEWED';

export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
}

export interface FieldWrites {
  /** Rule keys to write. */
  readonly fields: readonly string[];
  /** Of these, where the target's own edit is given up. */
  readonly overwritten: readonly string[];
}

/** What shall happen to a unit. `update` may write both ways (one-way rules, `mergeFields`). */
export type Decision =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'create'; readonly direction: Direction; readonly cause: Cause }
  | { readonly kind: 'link'; readonly cause: Cause }
  | {
      readonly kind: 'update';
      readonly cause: Cause;
      readonly toBooks: FieldWrites;
      readonly toFsm: FieldWrites;
    }
  | { readonly kind: 'deactivate'; readonly cause: Cause }
  | { readonly kind: 'markGone'; readonly side: Side; readonly cause: Cause }
  | { readonly kind: 'skip'; readonly cause: Cause; readonly reason: Reason }
  | {
      readonly kind: 'fail';
      readonly cause: Cause;
      readonly reason: Reason;
      readonly fields: readonly string[];
    };

/** A decision as it is written into the run's log before anything is done. */
export interface PlannedRecord {
  readonly direction: Direction;
  readonly operation: Operation;
  readonly cause: Cause;
  readonly fields: readonly string[];
  readonly overwritten: readonly string[];
  readonly fsmId: string | null;
  readonly booksId: string | null;
  readonly linkId: string | null;
  readonly reason: Reason | null;
}

export interface PlannedRow extends PlannedRecord {
  readonly id: string;
  readonly content?: string | null;
}

/** A planned record, or one that needed no call and is done with its decision. */
export interface DecidedRecord extends PlannedRecord {
  readonly outcome: Outcome | null;
  readonly link: LinkWrite | null;
  /** The company (FSM) or customer (Books) a skipped person waits for. */
  readonly awaits?: string | null;
  /** Digest of what both records held (mode.ts). */
  readonly content?: string | null;
  /** Done with, and to be looked at by the next run nevertheless. */
  readonly stayPending?: boolean;
}

/** The agreed state of a link after a record was done. */
export interface LinkWrite {
  readonly fsmModule: string;
  readonly fsmId: string;
  readonly booksModule: string;
  readonly booksId: string;
  readonly base: Base;
  readonly unverified: boolean;
  readonly fsmModifiedAtMs: number | null;
  readonly booksModifiedAtMs: number | null;
  readonly fsmGone: boolean;
  readonly booksGone: boolean;
}

/** What became of a planned record; committed together with its link, intent and place among the pending. */
export interface RecordResult {
  readonly planned: PlannedRow;
  /** Where the record was written in the end; a fresh read may turn a plan round. */
  readonly direction: Direction;
  readonly outcome: Outcome;
  readonly fields: readonly string[];
  readonly overwritten: readonly string[];
  readonly fsmId: string | null;
  readonly booksId: string | null;
  readonly reason: Reason | null;
  readonly link: LinkWrite | null;
  /** Name of the record, kept only (sealed) when it failed. */
  readonly label: string | null;
  /** False only when a create is still in doubt. */
  readonly settlesIntent: boolean;
  /** Done with, and to be looked at by the next run nevertheless. */
  readonly stayPending?: boolean;
}

export interface Counts {
  readonly created: number;
  readonly updated: number;
  readonly linked: number;
  readonly deactivated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: number;
}

export const NO_COUNTS: Counts = {
  created: 0,
  updated: 0,
  linked: 0,
  deactivated: 0,
  unchanged: 0,
  skipped: 0,
  failed: 0,
};

export const COUNT_OF_OUTCOME: Readonly<Record<Outcome, keyof Counts>> = {
  CREATED: 'created',
  UPDATED: 'updated',
  LINKED: 'linked',
  DEACTIVATED: 'deactivated',
  UNCHANGED: 'unchanged',
  SKIPPED: 'skipped',
  FAILED: 'failed',
};

export function addCount(counts: Counts, outcome: Outcome, by = 1): Counts {
  const key = COUNT_OF_OUTCOME[outcome];
  return { ...counts, [key]: counts[key] + by };
}

export type PairPhase = 'PENDING' | 'COLLECTING' | 'DECIDING' | 'EXECUTING' | 'SETTLING' | 'DONE';
export type RunScope = 'INCREMENTAL' | 'FULL' | 'AFFECTED' | 'RETRY';
export type DuplicatePolicy = 'CLONE' | 'OVERWRITE';

export interface PairState {
  readonly pair: PairName;
  readonly phase: PairPhase;
  readonly total: number | null;
  readonly done: number;
  readonly toBooks: Counts;
  readonly toFsm: Counts;
  readonly cursor: PairCursor | null;
}

/** What one side's reading left for the later phases; survives a restart. */
export interface SideCursor {
  /** The service's clock when reading began, epoch ms. */
  readonly startedAtMs: number;
  /** Lower bound the reading used; null for everything. */
  readonly modifiedAfterMs: number | null;
  readonly complete: boolean;
  /** Records the service holds, as far as known. */
  readonly count: number | null;
  /** The newest stamp seen; null: none. */
  readonly newestMs: number | null;
}

/** Key of a module's cursor and watermark: `FSM/Companies`. */
export type ModuleKey = `${Side}/${string}`;
export const moduleKey = (side: Side, module: string): ModuleKey => `${side}/${module}`;

export interface PairCursor {
  /** By module, in the order they were read. */
  readonly modules: Readonly<Record<ModuleKey, SideCursor>>;
  /** The table that is worked on; those before it are done. */
  readonly kind: TableName | null;
  /** Records found unchanged by the plan, which the log does not list. */
  readonly unlisted: Unlisted;
}

export interface Unlisted {
  readonly toBooks: number;
  readonly toFsm: number;
}

export interface Watermark {
  /** Records modified at or after this second are still to be considered, epoch ms on the service's clock. */
  readonly modifiedSinceMs: number;
  readonly knownCount: number | null;
  readonly fullScanAtMs: number | null;
  /** How long a change may stay invisible in lists, as last measured; ms. */
  readonly listLagMs: number;
  /** The newest stamp seen in the module; null: not known. */
  readonly newestMs: number | null;
}

/** A link whose FSM contact has become a record of another table or of another company. */
export interface MovedLink {
  readonly linkId: string;
  readonly fsmId: string;
}

/** A record that a run is to look at, whatever has changed. */
export interface SelectedRecord {
  readonly side: Side;
  readonly module: string;
  readonly id: string;
}

/** What a run is for. */
export type RunMode =
  | { readonly kind: 'sync' }
  /** From Books into FSM only; what FSM has and Books lacks is left alone (E8). */
  | { readonly kind: 'import' }
  /** Everything up to the plan, which stays; neither service is written to, and nothing else is remembered. */
  | { readonly kind: 'preview' }
  /** A sync that does what a preview has shown and nothing else. */
  | { readonly kind: 'apply'; readonly previewId: string }
  /** These records alone: failed ones once more, or one that a person asks for. */
  | { readonly kind: 'selected'; readonly records: readonly SelectedRecord[] };

/** Which pair a table belongs to. */
export const pairOf = (kind: TableName): PairName => (kind === 'items' ? 'ITEMS' : 'CUSTOMERS');

export const otherSide = (side: Side): Side => (side === 'FSM' ? 'BOOKS' : 'FSM');
export const sourceOf = (direction: Direction): Side => (direction === 'TO_BOOKS' ? 'FSM' : 'BOOKS');
export const towards = (side: Side): Direction => (side === 'BOOKS' ? 'TO_BOOKS' : 'TO_FSM');

/** Modules of the companies and customers that persons exist under. */
export const PARENTS_OF_PERSONS: Readonly<Record<Side, string>> = { FSM: 'Companies', BOOKS: 'contacts' };
