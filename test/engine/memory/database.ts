/** What the engine's store keeps, in plain maps: one connection, any number of runs, one lease. */
import { LeaseLost } from '../../../src/engine/errors.ts';
import {
  ACTIVE_KEY,
  type Base,
  type Cause,
  type Counts,
  type Direction,
  FSM_ACTIVE_KEY,
  INACTIVE,
  type LinkWrite,
  NO_COUNTS,
  type Operation,
  type Outcome,
  type PairCursor,
  type PairPhase,
  type Reason,
  type RunScope,
  type Side,
  type StagedRow,
  type TableName,
  type Watermark,
} from '../../../src/engine/model.ts';
import type { EngineClock } from '../../../src/engine/services.ts';

export interface StoredLink {
  readonly id: string;
  kind: TableName;
  fsmModule: string;
  fsmId: string;
  booksModule: string;
  booksId: string;
  base: Base;
  unverified: boolean;
  fsmModifiedAtMs: number | null;
  booksModifiedAtMs: number | null;
  fsmGone: boolean;
  booksGone: boolean;
}

export interface StoredRecord {
  readonly id: number;
  readonly runId: string;
  readonly kind: TableName;
  direction: Direction;
  readonly operation: Operation;
  readonly cause: Cause;
  outcome: Outcome | null;
  fields: readonly string[];
  overwritten: readonly string[];
  fsmId: string | null;
  booksId: string | null;
  linkId: string | null;
  reason: Reason | null;
  label: string | null;
  content?: string | null;
}

export interface StoredStage extends StagedRow {
  readonly runId: string;
  readonly side: Side;
  readonly module: string;
  linkId: string | null;
  done: boolean;
  /** The link of its parent; `!`: it has none that could be synced under. */
  scope: string;
}

export interface StoredPending {
  readonly side: Side;
  readonly module: string;
  readonly recordId: string;
  reasonCode: string;
  awaits: string | null;
}

export interface StoredIntent {
  readonly kind: TableName;
  readonly direction: Direction;
  readonly sourceModule: string;
  readonly sourceId: string;
  readonly identity: string | null;
  readonly runId: string;
  createdAtMs: number;
}

export interface StoredRun {
  readonly runId: string;
  scope: RunScope;
  startedAtMs: number;
  confirmedDeactivations: boolean;
  phase: PairPhase;
  cursor: PairCursor | null;
  total: number | null;
  done: number;
  toBooks: Counts;
  toFsm: Counts;
}

export const CONNECTION_ID = 'connection';

export class MemoryDatabase {
  readonly clock: EngineClock;
  readonly links = new Map<string, StoredLink>();
  readonly runs = new Map<string, StoredRun>();
  readonly records: StoredRecord[] = [];
  /** Runs that are previews and have ended; `current`: under the mapping that all other runs have. */
  readonly previews = new Map<string, { readonly endedAtMs: number; readonly current: boolean }>();
  readonly staged = new Map<string, StoredStage>();
  readonly pending = new Map<string, StoredPending>();
  /** Keys as those of pending records. */
  readonly parked = new Map<string, { readonly recordId: string; readonly leftBy: string }>();
  readonly intents = new Map<string, StoredIntent>();
  readonly watermarks = new Map<string, Watermark>();
  /** When each link came to be, by its id. */
  readonly linkedAtMs = new Map<string, number>();
  /** The fencing token that owns the connection. */
  token = 0;
  #nextLink = 1;
  #nextRecord = 1;

  constructor(clock: EngineClock) {
    this.clock = clock;
  }

  takeLease(): number {
    this.token += 1;
    return this.token;
  }

  check(token: number): void {
    if (token !== this.token) throw new LeaseLost();
  }

  newRun(runId: string, scope: RunScope): void {
    this.runs.set(runId, {
      runId,
      scope,
      startedAtMs: this.clock.nowMs(),
      confirmedDeactivations: false,
      phase: 'PENDING',
      cursor: null,
      total: null,
      done: 0,
      toBooks: NO_COUNTS,
      toFsm: NO_COUNTS,
    });
  }

  /** What ending a run forgets. */
  endRun(runId: string): void {
    this.dropStaged(runId);
    this.dropPlanned(runId);
  }

  dropStaged(runId: string): void {
    for (const [key, row] of this.staged) if (row.runId === runId) this.staged.delete(key);
  }

  dropPlanned(runId: string, kind?: TableName): void {
    const kept = this.records.filter(
      (record) =>
        record.runId !== runId || record.outcome !== null || (kind !== undefined && record.kind !== kind),
    );
    this.records.splice(0, this.records.length, ...kept);
  }

  dropRecords(runId: string, kind: TableName): void {
    const kept = this.records.filter((record) => record.runId !== runId || record.kind !== kind);
    this.records.splice(0, this.records.length, ...kept);
  }

  run(runId: string): StoredRun {
    const run = this.runs.get(runId);
    if (run === undefined) throw new Error(`run ${runId} does not exist`);
    return run;
  }

  recordsOf(runId: string): StoredRecord[] {
    return this.records.filter((record) => record.runId === runId);
  }

  stagedOf(runId: string, side: Side): StoredStage[] {
    return [...this.staged.values()]
      .filter((row) => row.runId === runId && row.side === side)
      .sort((a, b) => compareIds(a.recordId, b.recordId));
  }

  addRecord(record: Omit<StoredRecord, 'id'>): StoredRecord {
    const added = { ...record, id: this.#nextRecord };
    this.#nextRecord += 1;
    this.records.push(added);
    return added;
  }

  linkOf(side: Side, id: string, module?: string): StoredLink | undefined {
    return [...this.links.values()].find(
      (link) =>
        (side === 'FSM' ? link.fsmId : link.booksId) === id &&
        (module === undefined || (side === 'FSM' ? link.fsmModule : link.booksModule) === module),
    );
  }

  /** Insert or update by the FSM record, as the unique indexes of the real table have it. */
  writeLink(kind: TableName, write: LinkWrite): StoredLink {
    const present = this.linkOf('FSM', write.fsmId, write.fsmModule);
    const taken = this.linkOf('BOOKS', write.booksId, write.booksModule);
    if (taken !== undefined && taken !== present) {
      throw new Error(`Books record ${write.booksId} has a link already (unique constraint)`);
    }
    if (present === undefined) {
      const link: StoredLink = { ...write, kind, id: `link-${String(this.#nextLink).padStart(6, '0')}` };
      this.#nextLink += 1;
      this.links.set(link.id, link);
      this.linkedAtMs.set(link.id, this.clock.nowMs());
      return link;
    }
    Object.assign(present, {
      kind,
      booksModule: write.booksModule,
      booksId: write.booksId,
      base: write.base,
      unverified: write.unverified,
      fsmModifiedAtMs: write.fsmModifiedAtMs ?? present.fsmModifiedAtMs,
      booksModifiedAtMs: write.booksModifiedAtMs ?? present.booksModifiedAtMs,
      fsmGone: present.fsmGone || write.fsmGone,
      booksGone: present.booksGone || write.booksGone,
    });
    return present;
  }
}

export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
export const pendingKey = (side: Side, module: string, recordId: string): string =>
  `${side}/${module}/${recordId}`;
export const intentKey = (kind: TableName, direction: Direction, module: string, sourceId: string): string =>
  `${kind}/${direction}/${module}/${sourceId}`;
/** A link whose records are both there and in use. */
export const isUsable = (link: StoredLink): boolean =>
  !link.fsmGone &&
  !link.booksGone &&
  link.base[ACTIVE_KEY] !== INACTIVE &&
  link.base[FSM_ACTIVE_KEY] !== INACTIVE;
export const stageKey = (runId: string, side: Side, module: string, recordId: string): string =>
  `${runId}/${side}/${module}/${recordId}`;
