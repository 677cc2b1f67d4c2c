/** Port towards the database, bound to one run and its lease: every write is refused (LeaseLost) once another process owns the connection. */
import type { PairName, TableName } from '../mapping/plan.ts';
import type {
  Base,
  Counts,
  DecidedRecord,
  LinkRow,
  MovedLink,
  Operation,
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
  /** A person has confirmed that this run may make many records inactive. */
  readonly confirmedDeactivations: boolean;
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
  /** Ages all rows of the pair: each is dropped by `dropAged` unless it is staged or kept again. */
  ageStage(pair: PairName): Promise<void>;
  /**
   * Of the records that are staged as considered, in this version where one is given, the ids; they and what is staged
   * of `dependents` under them do not count as aged any more.
   */
  keepStaged(
    side: Side,
    module: string,
    records: readonly { readonly id: string; readonly modifiedAtMs: number | null }[],
    dependents: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** The same for the pending records of the module. */
  keepPending(side: Side, module: string): Promise<void>;
  dropAged(pair: PairName): Promise<void>;
  /**
   * Adds rows; a row staged before keeps `considered` once true and takes the newer content. Rows of no table are
   * considered only where they have a link; parked ones never are.
   */
  stage(side: Side, module: string, rows: readonly StagedRow[]): Promise<void>;
  /**
   * Pending records of the module that are not staged as considered yet and wait for nothing, or for a company that
   * could be synced by now; at most `limit`, ids ascending after `after`.
   */
  unstagedPending(side: Side, module: string, after: string, limit: number): Promise<readonly string[]>;
  dropPending(side: Side, module: string, recordIds: readonly string[]): Promise<void>;
  /** Takes out pending records of a table that this run considered, where nothing was to be done about them, or it is done. */
  dropDonePending(kind: TableName): Promise<void>;
  /** Books ids named as counterpart by unlinked staged FSM rows and not staged themselves, ascending after `after`. */
  unstagedCounterparts(kind: TableName, after: string, limit: number): Promise<readonly string[]>;
  /** How many staged records of a module were created after `createdAfterMs` and are new to us (no link, not pending). */
  countNew(side: Side, module: string, createdAfterMs: number): Promise<number>;
  /** Of the given records, those that have not changed since their link was last agreed on, with their links. */
  unchangedSince(
    side: Side,
    module: string,
    versions: readonly { readonly id: string; readonly modifiedAtMs: number }[],
  ): Promise<ReadonlyMap<string, LinkRow>>;
  /**
   * Linked ids of the side that a complete listing did not show and that are not marked gone. Of contact persons: those
   * that their customer, read by this run, does not have any more, or whose customer is gone.
   */
  unlistedLinks(
    kind: TableName,
    side: Side,
    module: string,
    after: string,
    limit: number,
  ): Promise<readonly LinkRow[]>;

  /**
   * Puts the staged records of a table whose records exist under others into the scope of their parent's link, and makes
   * the counterparts that FSM names ids of records. Done again, it takes in what was staged since.
   */
  scopeToParents(kind: TableName): Promise<void>;
  /**
   * Links whose staged FSM record belongs to this table now and did not before, or to another company, synced as well; and
   * those that were released before and have no counterpart yet.
   */
  movedLinks(kind: TableName, after: string, limit: number): Promise<readonly MovedLink[]>;
  /** Takes the Books records from these links and parks them; the FSM records stay, as ones of this table without a counterpart. */
  releaseMoved(kind: TableName, links: readonly MovedLink[]): Promise<void>;
  /**
   * Released contacts that are again where they left a record of this Books module behind take it up: it is no longer
   * parked, and is the counterpart they name. Answers how many did.
   */
  recallLeftBehind(kind: TableName, booksModule: string): Promise<number>;
  /** By id of the side's record, the id of the record it is linked with; records that cannot be written to are left out. */
  counterparts(side: Side, module: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * True when the table is about nothing: no record of it was staged, it has no links, open creates or plan, and nothing of
   * its modules is pending.
   */
  isIdle(kind: TableName, modules: Readonly<Record<Side, string>>): Promise<boolean>;
  /** Considered staged records of a table, each linked pair once. */
  countStaged(kind: TableName): Promise<number>;
  countLinks(kind: TableName): Promise<number>;
  /** Planned and not done, of one operation. */
  countOperation(kind: TableName, operation: Operation): Promise<number>;

  /** Next units to decide about, in a stable order; `next` null at the end. Leaves out records this run has already done. */
  units(
    kind: TableName,
    cursor: UnitCursor | null,
    limit: number,
  ): Promise<{ readonly units: readonly Unit[]; readonly next: UnitCursor | null }>;
  clearPlan(kind: TableName): Promise<void>;
  /** Adds decided records; those that needed no call are done with it, their links included. */
  plan(
    kind: TableName,
    modules: Readonly<Record<Side, string>>,
    records: readonly DecidedRecord[],
  ): Promise<void>;
  countPlanned(kind: TableName, direction: Direction): Promise<number>;
  /** Planned and not yet done, by ascending id. */
  planned(
    kind: TableName,
    direction: Direction,
    after: string,
    limit: number,
  ): Promise<readonly PlannedRow[]>;
  /** The same for given source records (FSM ids for TO_BOOKS, Books ids for TO_FSM). */
  plannedFor(
    kind: TableName,
    direction: Direction,
    sourceIds: readonly string[],
  ): Promise<readonly PlannedRow[]>;
  /** Of the given planned ids, those not done yet. */
  stillPlanned(ids: readonly string[]): Promise<ReadonlySet<string>>;
  links(linkIds: readonly string[]): Promise<readonly LinkRow[]>;

  /** Committed before the creates are sent, also before one is sent again: the time of the announcement is renewed. */
  openIntents(
    kind: TableName,
    direction: Direction,
    sourceModule: string,
    intents: readonly NewIntent[],
  ): Promise<void>;
  /** Takes announcements back whose creates were never sent, so that nobody looks for them. */
  withdrawIntents(
    kind: TableName,
    direction: Direction,
    sourceModule: string,
    sourceIds: readonly string[],
  ): Promise<void>;
  /** Intents left open for these sources by an earlier attempt of this or another run. */
  findIntents(
    kind: TableName,
    direction: Direction,
    sourceModule: string,
    sourceIds: readonly string[],
  ): Promise<readonly OpenIntent[]>;
  /** Creates announced and not done whose sources this run considers, by ascending source id after `after`. */
  openCreates(
    kind: TableName,
    direction: Direction,
    sourceModule: string,
    after: string,
    limit: number,
  ): Promise<readonly OpenCreate[]>;
  /** Of the given ids of one side, those that this run has read by a list. */
  stagedIds(kind: TableName, side: Side, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Of the given ids of one side, those that have a link. */
  linkedIds(side: Side, module: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** One atomic step: outcomes, links, intents, pending records (both records of a failed one). */
  commit(
    kind: TableName,
    sourceModules: Readonly<Record<Side, string>>,
    results: readonly RecordResult[],
  ): Promise<void>;

  /** Whether the preview is there, was made under this run's mapping, and is not older than an hour. */
  hasPreview(previewId: string): Promise<boolean>;
  /** Of the given records, those that the preview has shown with the same operation, fields and content: their places. */
  previewed(
    previewId: string,
    kind: TableName,
    records: readonly DecidedRecord[],
  ): Promise<ReadonlySet<number>>;
  /** A preview found that these planned records would fail. */
  foresee(
    kind: TableName,
    failures: readonly { readonly id: string; readonly reason: Reason }[],
  ): Promise<void>;

  settleLinks(side: Side, module: string, ids: readonly string[]): Promise<readonly SettleLink[]>;
  unverifiedLinks(kind: TableName, after: string, limit: number): Promise<readonly SettleLink[]>;
  countUnverified(module: string): Promise<number>;
  settle(pair: PairName, settlements: readonly Settlement[]): Promise<void>;
  /** Notes the stamps under which the service shows the Books versions that were agreed on. */
  restamp(stamps: readonly { readonly linkId: string; readonly booksModifiedAtMs: number }[]): Promise<void>;
  /**
   * Notes, for the links of a table, the stamps of the Books records as this run has read them, where nothing of them is
   * left to do. No earlier one replaces a later one.
   */
  stampRead(kind: TableName): Promise<void>;
  /**
   * Books records that this run has written to, or to a record under them, by ascending id after `after`. `made`: this
   * run has created them. `below`: it has written to a record under them. `certain`: false where every write to them has failed, and may never have been sent.
   */
  writtenInBooks(
    pair: PairName,
    after: string,
    limit: number,
  ): Promise<
    readonly {
      readonly id: string;
      readonly made: boolean;
      readonly below: boolean;
      readonly certain: boolean;
    }[]
  >;
  /** Makes records pending (failed ones keep their older reason): edits seen while the run went on. */
  addPending(
    pair: PairName,
    side: Side,
    module: string,
    recordIds: readonly string[],
    reasonCode: string,
  ): Promise<void>;
  /** Counts of this run's finished records by direction, from the log itself; of one table, where it is named. */
  countOutcomes(
    pair: PairName,
    kind?: TableName,
  ): Promise<{ readonly toBooks: Counts; readonly toFsm: Counts }>;
}
