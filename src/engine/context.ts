import type { CompiledTable, PairName, TableName } from '../mapping/plan.ts';
import type { DuplicatePolicy, RunMode, RunScope, Side } from './model.ts';
import type { ProgressTracker } from './progress.ts';
import type { ReconcileContext } from './reconcile.ts';
import type { EngineClock, Hasher, ServiceModule, ServiceSession } from './services.ts';
import type { Shapes } from './shapes.ts';
import type { SyncStore } from './store.ts';

/** Bounds of a run, explicit and in one place. */
export interface EngineLimits {
  /** Units decided, and planned rows read, per database statement. */
  readonly unitsPerBatch: number;
  /** Source records handled together; Books reads 100 items in one call (`/itemdetails`). */
  readonly recordsPerChunk: number;
  /** Results committed together at most, and how long a result may wait for company. */
  readonly resultsPerCommit: number;
  readonly commitDelayMsMax: number;
  /** A full id scan happens at least this often (deletions that counting missed). */
  readonly fullScanEveryMs: number;
  /** Assumed list lag until a settling listing has measured it. */
  readonly listLagMsUnknown: number;
  /** After this long a create that shows up nowhere was not made. */
  readonly inDoubtConclusiveMs: number;
  readonly inDoubtPollMs: number;
  readonly createAttemptsMax: number;
  /** A write is sent only when the connection was proven ours this lately: far below the lease's life. */
  readonly leaseProofMsMax: number;
  /** Records failing in a row with an unavailable service before the run gives up. */
  readonly unavailableInARowMax: number;
  /** More deactivations than both, in one table of one run, need a person's word. */
  readonly deactivationsMax: number;
  readonly deactivationShareMax: number;
}

export const DEFAULT_LIMITS: EngineLimits = {
  unitsPerBatch: 1_000,
  recordsPerChunk: 100,
  resultsPerCommit: 200,
  commitDelayMsMax: 250,
  fullScanEveryMs: 7 * 24 * 3_600_000,
  listLagMsUnknown: 120_000,
  inDoubtConclusiveMs: 60_000,
  inDoubtPollMs: 2_000,
  createAttemptsMax: 3,
  leaseProofMsMax: 5_000,
  unavailableInARowMax: 10,
  deactivationsMax: 10,
  deactivationShareMax: 0.1,
};

/** What all phases of a pair work with. */
export interface RunContext {
  readonly pair: PairName;
  readonly mode: RunMode;
  readonly scope: RunScope;
  readonly session: ServiceSession;
  readonly store: SyncStore;
  readonly clock: EngineClock;
  readonly hash: Hasher;
  readonly limits: EngineLimits;
  readonly progress: ProgressTracker;
  /** Awaited before every write to a service. @throws LeaseLost */
  readonly proveLease: () => Promise<void>;
  /** Aborted when the run shall stop: nothing new is begun, what is under way is finished and recorded. */
  readonly signal: AbortSignal;
}

/** What deciding and executing one table of a pair works with. */
export interface TableContext extends RunContext {
  readonly kind: TableName;
  readonly table: CompiledTable;
  readonly modules: Readonly<Record<Side, ServiceModule>>;
  readonly duplicates: DuplicatePolicy;
  /** Modules of the records that the table's records exist under; null where they stand alone. */
  readonly parents: Readonly<Record<Side, string>> | null;
  /** Records of a later table exist under this one's: persons under customers. */
  readonly hasRecordsBelow: boolean;
}

/** A module as it is listed: once, for all tables that its records may belong to. */
export interface SourceModule {
  readonly side: Side;
  readonly module: ServiceModule;
}

/** What reading and settling a whole pair works with. */
export interface PairContext extends RunContext {
  /** In the order in which they are synced: a person needs its company. */
  readonly tables: readonly TableContext[];
  readonly sources: readonly SourceModule[];
  readonly shapes: Shapes;
  /** The reading was broken off, by a rest or a crash: what it has read before counts where nothing has changed since. */
  readonly readBefore: boolean;
}

export function tableOf(context: PairContext, kind: TableName): TableContext | undefined {
  return context.tables.find((table) => table.kind === kind);
}

export function reconcileContext(context: TableContext, fresh: boolean): ReconcileContext {
  return {
    table: context.table,
    duplicates: context.duplicates,
    hash: context.hash,
    fresh,
    imports: context.mode.kind === 'import',
    clockOffsetMs: {
      FSM: context.session.clockOffsetMs('FSM'),
      BOOKS: context.session.clockOffsetMs('BOOKS'),
    },
  };
}

/**
 * The stamp that a link notes of its Books record: what bears it is not read again. A customer's stamp stands for its
 * persons too, and these are decided later, by this run or, if it ends before, by the next one: it is noted when all
 * tables are done (`stampRead`), and until then the customer counts as changed.
 */
export const booksStamp = (
  { hasRecordsBelow }: Pick<TableContext, 'hasRecordsBelow'>,
  { modifiedAtMs }: { readonly modifiedAtMs: number },
): number | null => (hasRecordsBelow ? null : modifiedAtMs);

/** Throws the reason of the stop (RunCancelled, LeaseLost, ...) once the run shall end. */
export function throwIfStopped(signal: AbortSignal): void {
  signal.throwIfAborted();
}

/** Module names of the two sides, as the store files records under them. */
export const moduleNames = (context: TableContext): Readonly<Record<Side, string>> => ({
  FSM: context.modules.FSM.module,
  BOOKS: context.modules.BOOKS.module,
});
