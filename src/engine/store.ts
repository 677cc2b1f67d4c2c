/** Port towards the database, bound to one run and its lease: every write is refused (LeaseLost) once another process owns the connection. */
import type { PairName } from '../mapping/plan.ts';
import type {
  Base,
  Counts,
  DecidedRecord,
  LinkRow,
  PairCursor,
  PairPhase,
  PairState,
  PlannedRow,
  Reason,
  RecordResult,
  RunScope,
  StagedRow,
  Unit,
  Watermark,
} from './model.ts';
import type { CallCounts, Direction, Side } from './services.ts';

export interface RunInfo {
  readonly runId: string;
  readonly connectionId: string;
  readonly scope: RunScope;
  /** Epoch ms on our clock. */
  readonly startedAtMs: number;
}

export interface UnitCursor {
  readonly stage: 'linked' | 'fsm' | 'books';
  readonly after: string;
}

/** A create to be announced. */
export interface NewIntent {
  readonly sourceId: string;
  /** Hash of the identity that is sent. */
  readonly identity: string | null;
}

export interface OpenIntent extends NewIntent {
  readonly createdAtMs: number;
  /** Announced by this run, so after it had read what there was. */
  readonly ofThisRun: boolean;
}

/** A create of an earlier attempt whose source is staged and has no link, with what it may have made. */
export interface OpenCreate {
  readonly source: StagedRow;
  /** When it was announced, epoch ms on our clock. */
  readonly createdAtMs: number;
  /** Considered rows of the other side without a link that bear the identity that was sent, by ascending id. */
  readonly candidates: readonly StagedRow[];
}

/** A link as the settling listing compares it, with the log row of this run that wrote it, if any. */
export interface SettleLink extends LinkRow {
  readonly recordId: string | null;
  /** Books names of the fields that row wrote; null for a create, which wrote all that had a value. */
  readonly fields: readonly string[] | null;
}

export interface Settlement {
  readonly link: LinkRow;
  /** The base to keep from now on. */
  readonly base: Base;
  /** Set when the service did not keep a value: the run's record becomes FAILED with this reason. */
  readonly notKept: {
    readonly recordId: string | null;
    readonly reason: Reason;
    readonly label: string | null;
  } | null;
}

export interface SyncStore {
  /** Proves that the connection is still ours, and renews the lease. @throws LeaseLost */
  hold(): Promise<void>;
  run(): Promise<RunInfo>;
  pairState(pair: PairName): Promise<PairState>;
  savePair(
    pair: PairName,
    state: { phase: PairPhase; total?: number | null; cursor?: PairCursor | null },
  ): Promise<void>;
  /** Persists what a watcher sees; also renews the lease. */
  saveProgress(
    pair: PairName,
    progress: { total: number | null; done: number; toBooks: Counts; toFsm: Counts },
    calls: CallCounts,
  ): Promise<void>;

  watermark(side: Side, module: string): Promise<Watermark | null>;
  saveWatermark(side: Side, module: string, watermark: Watermark): Promise<void>;

  /** Forgets what this run staged and planned for the pair and did not do: reading begins anew. */
  clearStage(pair: PairName): Promise<void>;
  /** Adds rows; a row staged before keeps `considered` once true and takes the newer content. */
  stage(pair: PairName, side: Side, module: string, rows: readonly StagedRow[]): Promise<void>;
  /** Pending records of the side that are not staged as considered yet, at most `limit`, ids ascending after `after`. */
  unstagedPending(
    pair: PairName,
    side: Side,
    module: string,
    after: string,
    limit: number,
  ): Promise<readonly string[]>;
  dropPending(side: Side, module: string, recordIds: readonly string[]): Promise<void>;
  /** Pending records that this run considered and that its log does not name: nothing was to be done about them. */
  dropUnchangedPending(pair: PairName): Promise<void>;
  /** Books ids named as counterpart by unlinked staged FSM rows and not staged themselves, ascending after `after`. */
  unstagedCounterparts(pair: PairName, after: string, limit: number): Promise<readonly string[]>;
  /** How many staged records were created after `createdAfterMs` and are new to us (no link, not pending). */
  countNew(pair: PairName, side: Side, module: string, createdAfterMs: number): Promise<number>;
  /** Linked ids of the side that a complete listing did not show and that are not marked gone. */
  unlistedLinks(
    pair: PairName,
    side: Side,
    module: string,
    after: string,
    limit: number,
  ): Promise<readonly LinkRow[]>;

  /** Next units to decide about, in a stable order; `next` null at the end. Leaves out records this run has already done. */
  units(
    pair: PairName,
    cursor: UnitCursor | null,
    limit: number,
  ): Promise<{ readonly units: readonly Unit[]; readonly next: UnitCursor | null }>;
  clearPlan(pair: PairName): Promise<void>;
  /** Adds decided records; those that needed no call are done with it, their links included. */
  plan(
    pair: PairName,
    modules: Readonly<Record<Side, string>>,
    records: readonly DecidedRecord[],
  ): Promise<void>;
  countPlanned(pair: PairName, direction: Direction): Promise<number>;
  /** Planned and not yet done, by ascending id. */
  planned(pair: PairName, direction: Direction, after: string, limit: number): Promise<readonly PlannedRow[]>;
  /** The same for given source records (FSM ids for TO_BOOKS, Books ids for TO_FSM). */
  plannedFor(
    pair: PairName,
    direction: Direction,
    sourceIds: readonly string[],
  ): Promise<readonly PlannedRow[]>;
  /** Of the given planned ids, those not done yet. */
  stillPlanned(pair: PairName, ids: readonly string[]): Promise<ReadonlySet<string>>;
  links(pair: PairName, linkIds: readonly string[]): Promise<readonly LinkRow[]>;

  /** Committed before the creates are sent, also before one is sent again: the time of the announcement is renewed. */
  openIntents(
    pair: PairName,
    direction: Direction,
    sourceModule: string,
    intents: readonly NewIntent[],
  ): Promise<void>;
  /** Takes announcements back whose creates were never sent, so that nobody looks for them. */
  withdrawIntents(
    pair: PairName,
    direction: Direction,
    sourceModule: string,
    sourceIds: readonly string[],
  ): Promise<void>;
  /** Intents left open for these sources by an earlier attempt of this or another run. */
  findIntents(
    pair: PairName,
    direction: Direction,
    sourceModule: string,
    sourceIds: readonly string[],
  ): Promise<readonly OpenIntent[]>;
  /** Creates announced and not done whose sources this run considers, by ascending source id after `after`. */
  openCreates(
    pair: PairName,
    direction: Direction,
    sourceModule: string,
    after: string,
    limit: number,
  ): Promise<readonly OpenCreate[]>;
  /** Of the given ids of one side, those that this run has read by a list. */
  stagedIds(pair: PairName, side: Side, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Of the given ids of one side, those that have a link. */
  linkedIds(side: Side, module: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** One atomic step: outcomes, links, intents, pending records (both records of a failed one). */
  commit(
    pair: PairName,
    sourceModules: Readonly<Record<Side, string>>,
    results: readonly RecordResult[],
  ): Promise<void>;

  settleLinks(side: Side, module: string, ids: readonly string[]): Promise<readonly SettleLink[]>;
  unverifiedLinks(pair: PairName, after: string, limit: number): Promise<readonly SettleLink[]>;
  settle(pair: PairName, settlements: readonly Settlement[]): Promise<void>;
  /** Makes records pending (failed ones keep their older reason): edits seen while the run went on. */
  addPending(
    pair: PairName,
    side: Side,
    module: string,
    recordIds: readonly string[],
    reasonCode: string,
  ): Promise<void>;
  /** Counts of this run's finished records by direction, from the log itself. */
  countOutcomes(pair: PairName): Promise<{ readonly toBooks: Counts; readonly toFsm: Counts }>;
}
