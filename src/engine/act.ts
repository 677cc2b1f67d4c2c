/**
 * Does one record: reconciles what was read just now, writes, and says what became of it. Expected faults become
 * FAILED results here; faults of the whole run are thrown.
 */
import type { CanonicalValue } from '../mapping/plan.ts';
import type { PairContext } from './context.ts';
import { reconcileContext } from './context.ts';
import { goneLink } from './decide.ts';
import { RecordGone, RecordRefused, ServiceUnavailable, WriteInDoubt } from './errors.ts';
import {
  ACTIVE,
  ACTIVE_KEY,
  agreedBase,
  equalEntries,
  hashRecord,
  labelOf,
  stageRow,
} from './fingerprint.ts';
import type {
  Base,
  Cause,
  Decision,
  Direction,
  FieldWrites,
  LinkRow,
  LinkWrite,
  Outcome,
  PlannedRow,
  Reason,
  RecordResult,
  Side,
} from './model.ts';
import { otherSide, sourceOf } from './model.ts';
import { notKeptReason, reconcile, skip } from './reconcile.ts';
import type { ServiceRecord, WriteResult } from './services.ts';
import { createdRecord, valuesForCreate, valuesForUpdate, withValues } from './values.ts';

/** A planned record with everything read fresh for it. */
export interface Task {
  readonly planned: PlannedRow;
  readonly link: LinkRow | null;
  /** Null: proven gone, or (counterpart of a create) not there yet. */
  readonly fsm: ServiceRecord | null;
  readonly books: ServiceRecord | null;
}

interface Done {
  readonly outcome: Outcome;
  readonly direction?: Direction;
  readonly fields?: readonly string[];
  readonly overwritten?: readonly string[];
  readonly fsmId?: string;
  readonly booksId?: string;
  readonly reason?: Reason;
  readonly link?: LinkWrite | null;
  readonly settlesIntent?: boolean;
}

/** @throws every fault that is not the record's own (quota, authorisation, lease, stop), and WriteInDoubt of a create. */
export async function act(context: PairContext, task: Task): Promise<RecordResult> {
  try {
    return resultOf(context, task, await perform(context, task));
  } catch (error) {
    if (error instanceof WriteInDoubt && task.planned.operation === 'CREATE') throw error;
    const reason = reasonOf(error);
    if (reason === null) throw error;
    return resultOf(context, task, { outcome: 'FAILED', reason });
  }
}

/** The reason for the log when the fault is the record's own, else null. */
export function reasonOf(error: unknown): Reason | null {
  if (error instanceof RecordRefused) return { code: error.code, message: error.message, field: error.field };
  if (error instanceof WriteInDoubt || error instanceof ServiceUnavailable || error instanceof RecordGone) {
    return { code: error.code, message: error.message, field: null };
  }
  return null;
}

export function resultOf(context: PairContext, task: Task, done: Done): RecordResult {
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
  };
}

function labelOfSide(context: PairContext, side: Side, record: ServiceRecord | null): string | null {
  return record === null ? null : labelOf(context.table, side, record);
}

async function perform(context: PairContext, task: Task): Promise<Done> {
  const { planned, fsm, books } = task;
  if (planned.operation === 'FAIL' && planned.reason !== null && planned.linkId === null) {
    return { outcome: 'FAILED', reason: planned.reason };
  }
  if (planned.operation === 'CREATE') return create(context, task);
  const lost = fsm === null ? 'FSM' : books === null ? 'BOOKS' : null;
  if (lost !== null) return lostRecord(context, task, lost);
  if (fsm === null || books === null) return { outcome: 'SKIPPED' };
  return apply(context, task, fsm, books, freshDecision(context, task, fsm, books));
}

/** The plan was made from hashes some time ago; what counts is what both services say now. */
function freshDecision(context: PairContext, task: Task, fsm: ServiceRecord, books: ServiceRecord): Decision {
  const left = stageRow(context.table, 'FSM', fsm, context.hash, true);
  const right = stageRow(context.table, 'BOOKS', books, context.hash, true);
  const rules = reconcileContext(context);
  if (task.link !== null) {
    return reconcile({ kind: 'linked', link: task.link, fsm: left, books: right }, rules);
  }
  const matchedBy = task.planned.cause === 'MATCHED_BY_COUNTERPART' ? 'counterpart' : 'identity';
  return reconcile(
    {
      kind: 'unlinked',
      side: 'FSM',
      row: left,
      match: right,
      matchedBy,
      sameOnOwnSide: 1,
      sameOnOtherSide: 1,
      inactiveOnOtherSide: 0,
    },
    rules,
  );
}

function lostRecord(context: PairContext, task: Task, side: Side): Done {
  if (task.link === null) {
    const message =
      'The matching record was deleted while the run went on; the next run takes this one up again.';
    return { outcome: 'FAILED', reason: { code: 'COUNTERPART_VANISHED', message, field: null } };
  }
  return {
    ...skipped(side === 'FSM' ? 'DELETED_IN_FSM' : 'DELETED_IN_BOOKS'),
    link: goneLink(context, side, task.link),
  };
}

function skipped(cause: Cause): Done {
  const decision = skip(cause);
  return { outcome: 'SKIPPED', ...(decision.kind === 'skip' ? { reason: decision.reason } : {}) };
}

async function apply(
  context: PairContext,
  task: Task,
  fsm: ServiceRecord,
  books: ServiceRecord,
  decision: Decision,
): Promise<Done> {
  switch (decision.kind) {
    case 'unchanged':
      return { outcome: 'UNCHANGED', link: agreed(context, task, fsm, books, false) };
    case 'link':
      return { outcome: 'LINKED', link: agreed(context, task, fsm, books, false), ...idsOf(fsm, books) };
    case 'skip':
      return { outcome: 'SKIPPED', reason: decision.reason };
    case 'fail':
      return { outcome: 'FAILED', reason: decision.reason, fields: decision.fields };
    case 'update':
      return update(context, task, fsm, books, decision);
    case 'deactivate':
      return deactivate(context, task, fsm, books);
    case 'create':
    case 'markGone':
      return { outcome: 'UNCHANGED' };
  }
}

const idsOf = (fsm: ServiceRecord, books: ServiceRecord): { fsmId: string; booksId: string } => ({
  fsmId: fsm.id,
  booksId: books.id,
});

function agreed(
  context: PairContext,
  task: Task,
  fsm: ServiceRecord,
  books: ServiceRecord,
  unverified: boolean,
): LinkWrite {
  return linkWrite(context, task.link?.base ?? {}, fsm, books, unverified);
}

export function linkWrite(
  context: PairContext,
  previous: Base,
  fsm: ServiceRecord,
  books: ServiceRecord,
  unverified: boolean,
): LinkWrite {
  const left = hashRecord(context.table, 'FSM', fsm, context.hash);
  const right = hashRecord(context.table, 'BOOKS', books, context.hash);
  return {
    fsmModule: context.modules.FSM.module,
    fsmId: fsm.id,
    booksModule: context.modules.BOOKS.module,
    booksId: books.id,
    base: agreedBase(context.table, previous, left, right, books.active),
    unverified,
    fsmModifiedAtMs: fsm.modifiedAtMs,
    booksModifiedAtMs: books.modifiedAtMs,
    fsmGone: false,
    booksGone: false,
  };
}

async function update(
  context: PairContext,
  task: Task,
  fsm: ServiceRecord,
  books: ServiceRecord,
  decision: Extract<Decision, { kind: 'update' }>,
): Promise<Done> {
  const toBooks = planWrite(context, 'TO_BOOKS', fsm, decision.toBooks);
  const toFsm = planWrite(context, 'TO_FSM', books, decision.toFsm);
  // Both are checked before either is written: nothing is half-done.
  if (!toBooks.ok) return { outcome: 'FAILED', reason: toBooks.reason, fields: decision.toBooks.fields };
  if (!toFsm.ok) return { outcome: 'FAILED', reason: toFsm.reason, fields: decision.toFsm.fields };
  const booksNow = await write(context, 'BOOKS', books, toBooks.values);
  const fsmNow = await write(context, 'FSM', fsm, toFsm.values);
  const fields = [...decision.toBooks.fields, ...decision.toFsm.fields];
  const overwritten = [...decision.toBooks.overwritten, ...decision.toFsm.overwritten];
  const link = agreed(context, task, fsmNow, booksNow, decision.toFsm.fields.length > 0);
  const direction: Direction = decision.toBooks.fields.length > 0 ? 'TO_BOOKS' : 'TO_FSM';
  const common = { direction, fields, overwritten, link, ...idsOf(fsm, books) };
  const lost = notKept(context, decision.toBooks.fields, fsmNow, booksNow);
  if (lost.length > 0) return { ...common, outcome: 'FAILED', reason: notKeptReason(lost) };
  return { ...common, outcome: 'UPDATED' };
}

function planWrite(context: PairContext, direction: Direction, source: ServiceRecord, writes: FieldWrites) {
  return valuesForUpdate(context.table, direction, source, writes.fields);
}

/** Writes and answers the record as it is now; FSM does not tell, so there it is what was sent until settling. */
async function write(
  context: PairContext,
  side: Side,
  record: ServiceRecord,
  values: Readonly<Record<string, CanonicalValue>>,
): Promise<ServiceRecord> {
  if (Object.keys(values).length === 0) return record;
  const result = await context.modules[side].update(record.id, values, context.signal);
  return result.stored ?? { ...withValues(record, values), modifiedAtMs: result.modifiedAtMs };
}

/** Written rules whose value the service did not keep. */
function notKept(
  context: PairContext,
  keys: readonly string[],
  fsm: ServiceRecord,
  books: ServiceRecord,
): readonly string[] {
  const left = hashRecord(context.table, 'FSM', fsm, context.hash);
  const right = hashRecord(context.table, 'BOOKS', books, context.hash);
  return keys.filter((key) => {
    const one = left[key];
    const two = right[key];
    return one !== undefined && two !== undefined && !equalEntries(one, two);
  });
}

async function deactivate(
  context: PairContext,
  task: Task,
  fsm: ServiceRecord,
  books: ServiceRecord,
): Promise<Done> {
  await context.modules.FSM.deactivate(fsm.id, context.signal);
  // How FSM takes the flag is not documented (fsm-api.md 4): believe only what it shows.
  const now = await context.modules.FSM.get(fsm.id, context.signal);
  if (now === null) return lostRecord(context, task, 'FSM');
  if (now.active) {
    const message = 'FSM answered success but the record is still active. Make it inactive in FSM by hand.';
    return {
      outcome: 'FAILED',
      direction: 'TO_FSM',
      reason: { code: 'DEACTIVATION_NOT_KEPT', message, field: null },
    };
  }
  return { outcome: 'DEACTIVATED', direction: 'TO_FSM', link: agreed(context, task, now, books, false) };
}

async function create(context: PairContext, task: Task): Promise<Done> {
  const { direction } = task.planned;
  const from = sourceOf(direction);
  const source = from === 'FSM' ? task.fsm : task.books;
  if (source === null) return skipped(from === 'FSM' ? 'DELETED_IN_FSM' : 'DELETED_IN_BOOKS');
  if (!source.active) return skipped(from === 'FSM' ? 'INACTIVE_IN_FSM' : 'INACTIVE_IN_BOOKS');
  const prepared = valuesForCreate(context.table, direction, source);
  if (!prepared.ok) return { outcome: 'FAILED', reason: prepared.reason };
  const target = context.modules[otherSide(from)];
  const written = await target.create(prepared.values, source.id, context.signal);
  return createdResult(context, direction, source, written, prepared.values);
}

function createdResult(
  context: PairContext,
  direction: Direction,
  source: ServiceRecord,
  written: WriteResult,
  values: Readonly<Record<string, CanonicalValue>>,
): Done {
  const record =
    written.stored ?? createdRecord(context.table, direction, written.id, written.modifiedAtMs, values);
  return linkedResult(context, direction, source, record, written.stored === null);
}

/** A pair of which the second half was just made, or found to have been made. */
export function linkedResult(
  context: PairContext,
  direction: Direction,
  source: ServiceRecord,
  target: ServiceRecord,
  unverified: boolean,
): Done {
  const fsm = direction === 'TO_BOOKS' ? source : target;
  const books = direction === 'TO_BOOKS' ? target : source;
  const link = linkWrite(context, {}, fsm, books, unverified);
  const fields = context.table.rules
    .filter((rule) => rule.plan.direction !== (direction === 'TO_BOOKS' ? 'toFsm' : 'toBooks'))
    .map((rule) => rule.plan.key);
  const lost = unverified ? [] : notKept(context, fields, fsm, books);
  const common = { direction, link, ...idsOf(fsm, books) };
  if (lost.length > 0) return { ...common, outcome: 'FAILED', fields: lost, reason: notKeptReason(lost) };
  return { ...common, outcome: 'CREATED', fields: [] };
}

/** A pair found after a doubt whose halves differ: only that both are active is agreed, the next run compares the rest. */
export function withoutAgreement(done: Done): Done {
  return done.link
    ? { ...done, outcome: 'CREATED', link: { ...done.link, base: { [ACTIVE_KEY]: ACTIVE } } }
    : done;
}
