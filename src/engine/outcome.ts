/** What became of a record, as the log and the link take it. */
import { booksStamp, type TableContext } from './context.ts';
import { RecordGone, RecordRefused, ServiceUnavailable, WriteInDoubt } from './errors.ts';
import {
  agreedBase,
  type Differences,
  equalEntries,
  hashPair,
  labelOf,
  type PairHashes,
  skippedBase,
} from './fingerprint.ts';
import type {
  Base,
  Cause,
  Direction,
  LinkRow,
  LinkWrite,
  Outcome,
  PlannedRow,
  Reason,
  RecordResult,
  Side,
} from './model.ts';
import { skip } from './reconcile.ts';
import type { ServiceRecord } from './services.ts';

/** A planned record with everything read fresh for it. */
export interface Task {
  readonly planned: PlannedRow;
  readonly link: LinkRow | null;
  /** Of a create: the record of the target that it is made under; null: under none, or there is none by now. */
  readonly parentId: string | null;
  /** Null: proven gone, or (counterpart of a create) not there yet. */
  readonly fsm: ServiceRecord | null;
  readonly books: ServiceRecord | null;
  /** The source is as a listing shows it: later edits may be hidden. */
  readonly listed: boolean;
}

export interface Done {
  readonly outcome: Outcome;
  readonly direction?: Direction;
  readonly fields?: readonly string[];
  readonly overwritten?: readonly string[];
  readonly fsmId?: string;
  readonly booksId?: string;
  readonly reason?: Reason;
  readonly link?: LinkWrite | null;
  readonly settlesIntent?: boolean;
  /** Done with, and to be looked at by the next run nevertheless. */
  readonly stayPending?: boolean;
}

/** The reason for the log when the fault is the record's own, else null. */
export function reasonOf(error: unknown): Reason | null {
  if (error instanceof RecordRefused) return { code: error.code, message: error.message, field: error.field };
  if (error instanceof WriteInDoubt || error instanceof ServiceUnavailable || error instanceof RecordGone) {
    return { code: error.code, message: error.message, field: null };
  }
  return null;
}

export function resultOf(context: TableContext, task: Task, done: Done): RecordResult {
  const failed = done.outcome === 'FAILED';
  const label =
    task.books === null ? labelOfSide(context, 'FSM', task.fsm) : labelOfSide(context, 'BOOKS', task.books);
  return {
    planned: task.planned,
    direction: done.direction ?? task.planned.direction,
    outcome: done.outcome,
    fields: done.fields ?? (failed ? task.planned.fields : []),
    overwritten: done.overwritten ?? [],
    fsmId: done.fsmId ?? task.planned.fsmId,
    booksId: done.booksId ?? task.planned.booksId,
    reason: done.reason ?? null,
    link: done.link ?? null,
    label: failed ? label : null,
    settlesIntent: done.settlesIntent ?? true,
    stayPending: done.stayPending ?? false,
  };
}

function labelOfSide(context: TableContext, side: Side, record: ServiceRecord | null): string | null {
  return record === null ? null : labelOf(context.table, side, record);
}

export function skipped(cause: Cause): Done {
  const decision = skip(cause);
  return { outcome: 'SKIPPED', ...(decision.kind === 'skip' ? { reason: decision.reason } : {}) };
}

export const idsOf = (fsm: ServiceRecord, books: ServiceRecord): { fsmId: string; booksId: string } => ({
  fsmId: fsm.id,
  booksId: books.id,
});

export const pairHashes = (context: TableContext, fsm: ServiceRecord, books: ServiceRecord): PairHashes =>
  hashPair(context.table, fsm, books, context.hash);

/** The link of two records as they are now; `hashes` are theirs, where the caller has them already. */
export function linkWrite(
  context: TableContext,
  previous: Base,
  fsm: ServiceRecord,
  books: ServiceRecord,
  unverified: boolean,
  differences: Differences = {},
  hashes: PairHashes = pairHashes(context, fsm, books),
): LinkWrite {
  const base = agreedBase(context.table, previous, hashes.fsm, hashes.books, books.active, differences);
  return {
    fsmModule: context.modules.FSM.module,
    fsmId: fsm.id,
    booksModule: context.modules.BOOKS.module,
    booksId: books.id,
    base: skippedBase(base, fsm.active, books.active) ?? base,
    unverified,
    fsmModifiedAtMs: fsm.modifiedAtMs,
    booksModifiedAtMs: booksStamp(context, books),
    fsmGone: false,
    booksGone: false,
  };
}

/** Of the given rules, those whose values do not agree. */
export function differing(keys: readonly string[], hashes: PairHashes): readonly string[] {
  return keys.filter((key) => {
    const fsm = hashes.fsm[key];
    const books = hashes.books[key];
    return fsm !== undefined && books !== undefined && !equalEntries(fsm, books);
  });
}
