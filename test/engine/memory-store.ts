/** `SyncStore` over `MemoryDatabase`, fence included: what the real one does in SQL, said plainly. */
import {
  addCount,
  type Counts,
  type DecidedRecord,
  type Direction,
  type LinkRow,
  NO_COUNTS,
  type PlannedRow,
  type RecordResult,
  type Side,
  sourceOf,
} from '../../src/engine/model.ts';
import type { SettleLink, SyncStore, UnitCursor } from '../../src/engine/store.ts';
import {
  CONNECTION_ID,
  compareIds,
  intentKey,
  type MemoryDatabase,
  pendingKey,
  type StoredLink,
  type StoredRecord,
  stageKey,
} from './memory-database.ts';
import { openCreatesPage, unitsPage } from './memory-units.ts';

export interface MemoryScope {
  readonly database: MemoryDatabase;
  readonly runId: string;
  readonly token: number;
  /** Called before every method: lets a test stop or hold the process there. */
  readonly gate?: (method: string, writes: boolean) => Promise<void>;
}

type Modules = Readonly<Record<Side, string>>;

export function createMemoryStore(scope: MemoryScope): SyncStore {
  const { database, runId, token } = scope;
  /** Yields, as every database does; a writing method is refused once the lease is gone. */
  const write = async (method: string): Promise<void> => {
    await scope.gate?.(method, true);
    await Promise.resolve();
    database.check(token);
  };
  const read = async (method: string): Promise<void> => {
    await scope.gate?.(method, false);
    await Promise.resolve();
  };
  const own = (): StoredRecord[] => database.recordsOf(runId);
  const planned = (direction: Direction): StoredRecord[] =>
    own()
      .filter((record) => record.direction === direction && record.outcome === null)
      .sort((a, b) => a.id - b.id);
  return {
    async hold() {
      await write('hold');
    },
    async run() {
      await read('run');
      const run = database.run(runId);
      return { runId, connectionId: CONNECTION_ID, scope: run.scope, startedAtMs: run.startedAtMs };
    },
    async pairState(pair) {
      await read('pairState');
      const { phase, total, done, toBooks, toFsm, cursor } = database.run(runId);
      return { pair, phase, total, done, toBooks, toFsm, cursor };
    },
    async savePair(_pair, state) {
      await write('savePair');
      const run = database.run(runId);
      run.phase = state.phase;
      if (state.cursor !== undefined) run.cursor = structuredClone(state.cursor);
    },
    async saveProgress(_pair, progress) {
      await write('saveProgress');
      const { total, done, toBooks, toFsm } = progress;
      const run = database.run(runId);
      Object.assign(run, { total: total ?? run.total, done, toBooks, toFsm });
    },
    async watermark(side, module) {
      await read('watermark');
      return database.watermarks.get(`${side}/${module}`) ?? null;
    },
    async saveWatermark(side, module, watermark) {
      await write('saveWatermark');
      database.watermarks.set(`${side}/${module}`, { ...watermark });
    },
    async clearStage() {
      await write('clearStage');
      database.endRun(runId);
    },
    async stage(_pair, side, module, rows) {
      await write('stage');
      for (const row of rows) {
        const key = stageKey(runId, side, module, row.recordId);
        const before = database.staged.get(key);
        database.staged.set(key, {
          ...structuredClone(row),
          createdAtMs: before?.createdAtMs ?? row.createdAtMs,
          considered: row.considered || (before?.considered ?? false),
          runId,
          side,
          module,
          linkId: database.linkOf(side, row.recordId)?.id ?? null,
          done: before?.done ?? false,
        });
      }
    },
    async unstagedPending(_pair, side, module, after, limit) {
      await read('unstagedPending');
      return [...database.pending.values()]
        .filter((row) => row.side === side && row.module === module && row.recordId > after)
        .filter(
          (row) => database.staged.get(stageKey(runId, side, module, row.recordId))?.considered !== true,
        )
        .map((row) => row.recordId)
        .sort(compareIds)
        .slice(0, limit);
    },
    async dropPending(side, module, recordIds) {
      if (recordIds.length === 0) return;
      await write('dropPending');
      for (const id of recordIds) database.pending.delete(pendingKey(side, module, id));
    },
    async dropUnchangedPending() {
      await write('dropUnchangedPending');
      const named = {
        FSM: new Set(own().map((one) => one.fsmId)),
        BOOKS: new Set(own().map((one) => one.booksId)),
      };
      for (const [key, { side, module, recordId }] of database.pending) {
        const staged = database.staged.get(stageKey(runId, side, module, recordId));
        if (staged?.considered && !named[side].has(recordId)) database.pending.delete(key);
      }
    },
    async unstagedCounterparts(_pair, after, limit) {
      await read('unstagedCounterparts');
      const books = new Set(
        database
          .stagedOf(runId, 'BOOKS')
          .filter((row) => row.considered)
          .map((row) => row.recordId),
      );
      const ids = database
        .stagedOf(runId, 'FSM')
        .filter((row) => row.considered && row.linkId === null)
        .map((row) => row.counterpartId)
        .filter((id) => id !== null)
        .filter((id) => database.linkOf('BOOKS', id) === undefined && !books.has(id) && id > after);
      return [...new Set(ids)].sort(compareIds).slice(0, limit);
    },
    async countNew(_pair, side, module, createdAfterMs) {
      await read('countNew');
      return database.stagedOf(runId, side).filter((row) => {
        const pending = database.pending.get(pendingKey(side, module, row.recordId));
        const known = pending !== undefined && pending.reasonCode !== 'EDITED_DURING_RUN';
        return row.createdAtMs > createdAfterMs && row.linkId === null && !known;
      }).length;
    },
    async unlistedLinks(_pair, side, _module, after, limit) {
      await read('unlistedLinks');
      const staged = new Set(database.stagedOf(runId, side).map((row) => row.linkId));
      return sortedLinks(database)
        .filter((link) => !(side === 'FSM' ? link.fsmGone : link.booksGone))
        .filter((link) => link.id > after && !staged.has(link.id))
        .slice(0, limit)
        .map(linkRow);
    },
    async units(_pair, cursor: UnitCursor | null, limit) {
      await read('units');
      return unitsPage(database, runId, cursor, limit);
    },
    async clearPlan() {
      await write('clearPlan');
      database.dropPlanned(runId);
    },
    async plan(_pair, modules, records) {
      await write('plan');
      for (const record of records) planOne(database, runId, modules, record);
    },
    async countPlanned(_pair, direction) {
      await read('countPlanned');
      return planned(direction).length;
    },
    async planned(_pair, direction, after, limit) {
      await read('planned');
      return planned(direction)
        .filter((record) => record.id > Number(after))
        .slice(0, limit)
        .map(plannedRow);
    },
    async plannedFor(_pair, direction, sourceIds) {
      await read('plannedFor');
      const wanted = new Set(sourceIds);
      return planned(direction)
        .filter((record) => wanted.has((sourceOf(direction) === 'FSM' ? record.fsmId : record.booksId) ?? ''))
        .map(plannedRow);
    },
    async stillPlanned(_pair, ids) {
      await read('stillPlanned');
      const open = new Set(own().flatMap((record) => (record.outcome === null ? [String(record.id)] : [])));
      return new Set(ids.filter((id) => open.has(id)));
    },
    async links(_pair, linkIds) {
      await read('links');
      const wanted = new Set(linkIds);
      return sortedLinks(database)
        .filter((link) => wanted.has(link.id))
        .map(linkRow);
    },
    async openIntents(_pair, direction, sourceModule, intents) {
      await write('openIntents');
      for (const { sourceId, identity } of intents) {
        const key = intentKey(direction, sourceModule, sourceId);
        const createdAtMs = database.clock.nowMs();
        database.intents.set(key, { direction, sourceModule, sourceId, identity, runId, createdAtMs });
      }
    },
    async withdrawIntents(_pair, direction, sourceModule, sourceIds) {
      await write('withdrawIntents');
      for (const sourceId of sourceIds) {
        const key = intentKey(direction, sourceModule, sourceId);
        if (database.intents.get(key)?.runId === runId) database.intents.delete(key);
      }
    },
    async findIntents(_pair, direction, sourceModule, sourceIds) {
      await read('findIntents');
      return sourceIds.flatMap((sourceId) => {
        const intent = database.intents.get(intentKey(direction, sourceModule, sourceId));
        if (intent === undefined) return [];
        const { identity, createdAtMs } = intent;
        return [{ sourceId, identity, createdAtMs, ofThisRun: intent.runId === runId }];
      });
    },
    async openCreates(_pair, direction, sourceModule, after, limit) {
      await read('openCreates');
      return openCreatesPage(database, runId, { direction, sourceModule, after, limit });
    },
    async stagedIds(_pair, side, ids) {
      await read('stagedIds');
      const staged = new Set(database.stagedOf(runId, side).map((row) => row.recordId));
      return new Set(ids.filter((id) => staged.has(id)));
    },
    async linkedIds(side, _module, ids) {
      await read('linkedIds');
      return new Set(ids.filter((id) => database.linkOf(side, id) !== undefined));
    },
    async commit(_pair, modules, results) {
      await write('commit');
      for (const result of results) commitOne(database, runId, modules, result);
    },
    async settleLinks(side, _module, ids) {
      await read('settleLinks');
      const wanted = new Set(ids);
      return sortedLinks(database)
        .filter((link) => wanted.has(side === 'FSM' ? link.fsmId : link.booksId))
        .map((link) => settleLink(own(), side, link));
    },
    async unverifiedLinks(_pair, after, limit) {
      await read('unverifiedLinks');
      return sortedLinks(database)
        .filter((link) => link.unverified && !link.fsmGone && link.id > after)
        .slice(0, limit)
        .map((link) => settleLink(own(), 'FSM', link));
    },
    async settle(_pair, settlements) {
      await write('settle');
      for (const { link, base, notKept } of settlements) {
        const stored = database.links.get(link.id);
        if (stored !== undefined) Object.assign(stored, { base, unverified: false });
        if (notKept === null) continue;
        makePending(database, 'FSM', link.fsmModule, link.fsmId, notKept.reason.code);
        const record = own().find(({ id }) => String(id) === notKept.recordId);
        if (record === undefined) continue;
        Object.assign(record, { outcome: 'FAILED', reason: notKept.reason, label: notKept.label });
      }
    },
    async addPending(_pair, side, module, recordIds, reasonCode) {
      await write('addPending');
      for (const recordId of recordIds) {
        if (database.pending.has(pendingKey(side, module, recordId))) continue;
        makePending(database, side, module, recordId, reasonCode);
      }
    },
    async countOutcomes() {
      await read('countOutcomes');
      const of = (direction: Direction): Counts =>
        own().reduce(
          (counts, record) =>
            record.direction === direction && record.outcome !== null
              ? addCount(counts, record.outcome)
              : counts,
          NO_COUNTS,
        );
      return { toBooks: of('TO_BOOKS'), toFsm: of('TO_FSM') };
    },
  };
}

const sortedLinks = (database: MemoryDatabase): StoredLink[] =>
  [...database.links.values()].sort((a, b) => compareIds(a.id, b.id));

export function linkRow(link: StoredLink): LinkRow {
  return structuredClone(link);
}

function plannedRow(record: StoredRecord): PlannedRow {
  const { outcome: _outcome, label: _label, runId: _runId, id, ...rest } = record;
  return structuredClone({ ...rest, id: String(id) });
}

function settleLink(records: readonly StoredRecord[], side: Side, link: StoredLink): SettleLink {
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

function makePending(
  database: MemoryDatabase,
  side: Side,
  module: string,
  recordId: string,
  reasonCode: string,
): void {
  database.pending.set(pendingKey(side, module, recordId), { side, module, recordId, reasonCode });
}

interface Final {
  readonly direction: Direction;
  readonly outcome: string | null;
  readonly fsmId: string | null;
  readonly booksId: string | null;
  readonly reasonCode: string | null;
}

/** Both records of a failed pair become pending; others stop being so. */
function followUp(database: MemoryDatabase, modules: Modules, result: Final): void {
  if (result.outcome === null) return;
  for (const side of ['FSM', 'BOOKS'] as const) {
    const id = side === 'FSM' ? result.fsmId : result.booksId;
    if (id === null) continue;
    if (result.outcome === 'FAILED') makePending(database, side, modules[side], id, result.reasonCode ?? '');
    else database.pending.delete(pendingKey(side, modules[side], id));
  }
}

function planOne(database: MemoryDatabase, runId: string, modules: Modules, record: DecidedRecord): void {
  const { link, ...rest } = structuredClone(record);
  const written = link === null ? null : database.writeLink(link);
  const linkId = rest.linkId ?? (written !== null && written.booksId === rest.booksId ? written.id : null);
  database.addRecord({ ...rest, linkId, runId, label: null });
  followUp(database, modules, { ...rest, reasonCode: rest.reason?.code ?? null });
  if (link !== null) settleIntents(database, modules, link);
  if (rest.outcome === null) return;
  for (const row of database.staged.values()) {
    const id = row.side === 'FSM' ? rest.fsmId : rest.booksId;
    if (row.runId === runId && row.recordId === id) row.done = true;
  }
}

function commitOne(database: MemoryDatabase, runId: string, modules: Modules, result: RecordResult): void {
  const written = result.link === null ? null : database.writeLink(structuredClone(result.link));
  const record = database.recordsOf(runId).find(({ id }) => String(id) === result.planned.id);
  const { direction, outcome, fields, overwritten, fsmId, booksId, reason, label } = result;
  const linkId = record?.linkId ?? (written !== null && written.booksId === booksId ? written.id : null);
  if (record !== undefined) {
    Object.assign(record, { direction, outcome, fields, overwritten, fsmId, booksId, reason, label, linkId });
  }
  followUp(database, modules, { direction, outcome, fsmId, booksId, reasonCode: reason?.code ?? null });
  const settles = result.planned.operation === 'CREATE' && result.settlesIntent;
  if (settles || result.link !== null) settleIntents(database, modules, result);
}

function settleIntents(
  database: MemoryDatabase,
  modules: Modules,
  ids: { readonly fsmId: string | null; readonly booksId: string | null },
): void {
  database.intents.delete(intentKey('TO_BOOKS', modules.FSM, ids.fsmId ?? ''));
  database.intents.delete(intentKey('TO_FSM', modules.BOOKS, ids.booksId ?? ''));
}
