/** Rows as the store's port has them, and what follows from a result. */
import type {
  DecidedRecord,
  Direction,
  LinkRow,
  PlannedRow,
  RecordResult,
  Side,
  TableName,
} from '../../../src/engine/model.ts';
import type { SettleLink } from '../../../src/engine/store.ts';
import {
  compareIds,
  intentKey,
  type MemoryDatabase,
  pendingKey,
  type StoredLink,
  type StoredRecord,
} from './database.ts';

type Modules = Readonly<Record<Side, string>>;

export const sortedLinks = (database: MemoryDatabase): StoredLink[] =>
  [...database.links.values()].sort((a, b) => compareIds(a.id, b.id));

export function linkRow(link: StoredLink): LinkRow {
  return structuredClone(link);
}

export function plannedRow(record: StoredRecord): PlannedRow {
  const { outcome: _outcome, label: _label, runId: _runId, kind: _kind, id, ...rest } = record;
  return structuredClone({ ...rest, id: String(id) });
}

export function settleLink(records: readonly StoredRecord[], side: Side, link: StoredLink): SettleLink {
  const direction = side === 'FSM' ? 'TO_FSM' : 'TO_BOOKS';
  const last = records.findLast(
    (record) =>
      record.linkId === link.id &&
      (record.direction === direction || (side === 'FSM' && link.unverified)) &&
      ['CREATED', 'UPDATED', 'DEACTIVATED'].includes(record.outcome ?? ''),
  );
  return {
    ...linkRow(link),
    recordId: last === undefined ? null : String(last.id),
    fields: last === undefined || last.operation === 'CREATE' ? null : last.fields,
  };
}

export function makePending(
  database: MemoryDatabase,
  side: Side,
  module: string,
  recordId: string,
  reasonCode: string,
  awaits: string | null = null,
): void {
  database.pending.set(pendingKey(side, module, recordId), { side, module, recordId, reasonCode, awaits });
}

interface Final {
  readonly direction: Direction;
  readonly outcome: string | null;
  readonly fsmId: string | null;
  readonly booksId: string | null;
  readonly reasonCode: string | null;
  readonly awaits?: string | null;
  readonly stayPending?: boolean | undefined;
}

/** Both records of a failed pair become pending; others stop being so. */
function followUp(database: MemoryDatabase, runId: string, modules: Modules, result: Final): void {
  if (result.outcome === null) return;
  for (const side of ['FSM', 'BOOKS'] as const) {
    const id = side === 'FSM' ? result.fsmId : result.booksId;
    if (id === null) continue;
    const waits = side === (result.fsmId === null ? 'BOOKS' : 'FSM') ? (result.awaits ?? null) : null;
    if (waits !== null) makePending(database, side, modules[side], id, result.reasonCode ?? '', waits);
    else if ((result.awaits ?? null) !== null) continue;
    else if (result.outcome === 'FAILED' || result.stayPending === true)
      makePending(database, side, modules[side], id, result.reasonCode ?? '');
    else if (!waitsForPersons(database, runId, modules, side, id))
      database.pending.delete(pendingKey(side, modules[side], id));
  }
}

/** A customer waits until its persons are done too. */
function waitsForPersons(
  database: MemoryDatabase,
  runId: string,
  { FSM }: Modules,
  side: Side,
  id: string,
): boolean {
  const persons = database.stagedOf(runId, 'BOOKS').filter((row) => row.kind === 'person');
  return FSM === 'Companies' && side === 'BOOKS' && persons.some(({ parentId }) => parentId === id);
}

/** The plan alone: nothing follows from it. */
export function showOne(
  database: MemoryDatabase,
  runId: string,
  kind: TableName,
  record: DecidedRecord,
): void {
  const { link: _link, awaits: _awaits, stayPending: _stayPending, ...rest } = structuredClone(record);
  database.addRecord({ ...rest, runId, kind, label: null });
}

export function planOne(
  database: MemoryDatabase,
  runId: string,
  kind: TableName,
  modules: Modules,
  record: DecidedRecord,
): void {
  const { link, awaits = null, stayPending = false, ...rest } = structuredClone(record);
  const written = link === null ? null : database.writeLink(kind, link);
  const linkId = rest.linkId ?? (written !== null && written.booksId === rest.booksId ? written.id : null);
  database.addRecord({ ...rest, linkId, runId, kind, label: null });
  followUp(database, runId, modules, { ...rest, awaits, stayPending, reasonCode: rest.reason?.code ?? null });
  if (link !== null) settleIntents(database, kind, modules, link);
  if (rest.outcome === null) return;
  for (const row of database.staged.values()) {
    const id = row.side === 'FSM' ? rest.fsmId : rest.booksId;
    if (row.runId === runId && row.recordId === id) row.done = true;
  }
}

export function commitOne(
  database: MemoryDatabase,
  runId: string,
  kind: TableName,
  modules: Modules,
  result: RecordResult,
): void {
  const written = result.link === null ? null : database.writeLink(kind, structuredClone(result.link));
  const record = database.recordsOf(runId).find(({ id }) => String(id) === result.planned.id);
  const { direction, outcome, fields, overwritten, fsmId, booksId, reason, label } = result;
  const linkId = record?.linkId ?? (written !== null && written.booksId === booksId ? written.id : null);
  if (record !== undefined) {
    Object.assign(record, { direction, outcome, fields, overwritten, fsmId, booksId, reason, label, linkId });
  }
  followUp(database, runId, modules, {
    direction,
    outcome,
    fsmId,
    booksId,
    reasonCode: reason?.code ?? null,
    stayPending: result.stayPending,
  });
  const settles = result.planned.operation === 'CREATE' && result.settlesIntent;
  if (settles || result.link !== null) settleIntents(database, kind, modules, result);
}

function settleIntents(
  database: MemoryDatabase,
  kind: TableName,
  modules: Modules,
  ids: { readonly fsmId: string | null; readonly booksId: string | null },
): void {
  database.intents.delete(intentKey(kind, 'TO_BOOKS', modules.FSM, ids.fsmId ?? ''));
  database.intents.delete(intentKey(kind, 'TO_FSM', modules.BOOKS, ids.booksId ?? ''));
}
