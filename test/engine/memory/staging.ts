/** What a run has read, and what is pending. */
import { type PairName, pairOf, type Side } from '../../../src/engine/model.ts';
import { compareIds, isUsable, pendingKey, type StoredStage, stageKey } from './database.ts';
import { linkRow, makePending, sortedLinks } from './rows.ts';
import type { Methods, StoreScope } from './scope.ts';
import { unitsPage } from './units.ts';

/** Rows of an earlier reading that this one has not met yet. */
const AGED = '~';

export const stagingMethods: Methods<
  | 'clearStage'
  | 'ageStage'
  | 'keepStaged'
  | 'keepPending'
  | 'dropAged'
  | 'stage'
  | 'stagedIds'
  | 'unstagedPending'
  | 'dropPending'
  | 'dropDonePending'
  | 'addPending'
  | 'unstagedCounterparts'
  | 'countNew'
  | 'unlistedLinks'
  | 'units'
> = (scope) => {
  const { database, runId } = scope;
  return {
    async clearStage(pair) {
      await scope.write();
      for (const [key] of ofPair(scope, pair)) database.staged.delete(key);
      for (const kind of new Set(scope.own().map((one) => one.kind)))
        if (pairOf(kind) === pair) database.dropPlanned(runId, kind);
    },
    async ageStage(pair) {
      await scope.write();
      for (const [, row] of ofPair(scope, pair)) row.scope = AGED;
    },
    async keepStaged(side, module, records, dependents) {
      await scope.write();
      const kept = new Set<string>();
      for (const { id, modifiedAtMs } of records) {
        const row = database.staged.get(stageKey(runId, side, module, id));
        if (row?.considered !== true || (modifiedAtMs !== null && row.modifiedAtMs !== modifiedAtMs))
          continue;
        kept.add(id);
        row.scope = '';
      }
      for (const row of database.stagedOf(runId, side))
        if (dependents.includes(row.module) && kept.has(row.parentId ?? '')) row.scope = '';
      return kept;
    },
    async keepPending(side, module) {
      await scope.write();
      for (const row of database.pending.values()) {
        if (row.side !== side || row.module !== module) continue;
        const staged = database.staged.get(stageKey(runId, side, module, row.recordId));
        if (staged?.considered && staged.scope === AGED) staged.scope = '';
      }
    },
    async dropAged(pair) {
      await scope.write();
      for (const [key, row] of ofPair(scope, pair)) if (row.scope === AGED) database.staged.delete(key);
    },
    async stage(side, module, rows) {
      await scope.write();
      for (const row of rows) {
        const key = stageKey(runId, side, module, row.recordId);
        const before = database.staged.get(key);
        const link = database.linkOf(side, row.recordId, module);
        const taken = row.considered || (row.kind === null && link !== undefined);
        const parked = isParked(scope, side, module, row.recordId);
        database.staged.set(key, {
          ...structuredClone(row),
          createdAtMs: before?.createdAtMs ?? row.createdAtMs,
          considered: (taken && !parked) || (before?.considered ?? false),
          scope: '',
          runId,
          side,
          module,
          linkId: link?.id ?? null,
          done: before?.done ?? false,
        });
      }
    },
    async stagedIds(kind, side, ids) {
      await scope.read();
      const rows = database.stagedOf(runId, side).filter((row) => row.kind === kind);
      const staged = new Set(rows.map((row) => row.recordId));
      return new Set(ids.filter((id) => staged.has(id)));
    },
    async unstagedPending(side, module, after, limit) {
      await scope.read();
      return [...database.pending.values()]
        .filter((row) => row.side === side && row.module === module && row.recordId > after)
        .filter(({ awaits }) => {
          const parent = awaits === null ? undefined : database.linkOf(side, awaits);
          return awaits === null || (parent !== undefined && parent.kind === 'business' && isUsable(parent));
        })
        .filter((row) => {
          const staged = database.staged.get(stageKey(runId, side, module, row.recordId));
          return staged?.considered !== true || staged.scope === AGED;
        })
        .map((row) => row.recordId)
        .sort(compareIds)
        .slice(0, limit);
    },
    async dropPending(side, module, recordIds) {
      if (recordIds.length === 0 || scope.preview) return;
      await scope.write();
      for (const id of recordIds) database.pending.delete(pendingKey(side, module, id));
    },
    async dropDonePending(kind) {
      if (scope.preview) return;
      await scope.write();
      const own = scope.own().filter((one) => (one.kind === 'items') === (kind === 'items'));
      for (const [key, { side, module, recordId, reasonCode }] of database.pending) {
        const staged = database.staged.get(stageKey(runId, side, module, recordId));
        const stays = own
          .filter((one) => (side === 'FSM' ? one.fsmId : one.booksId) === recordId)
          .some(
            ({ outcome, reason }) => outcome === null || outcome === 'FAILED' || reason?.code === reasonCode,
          );
        if (staged?.considered && staged.kind === kind && !stays) database.pending.delete(key);
      }
    },
    async addPending(_pair, side, module, recordIds, reasonCode) {
      if (scope.preview) return;
      await scope.write();
      for (const recordId of recordIds) {
        if (database.pending.has(pendingKey(side, module, recordId))) continue;
        makePending(database, side, module, recordId, reasonCode);
      }
    },
    async unstagedCounterparts(kind, after, limit) {
      await scope.read();
      const books = new Set(
        database
          .stagedOf(runId, 'BOOKS')
          .filter((row) => row.considered && row.kind === kind)
          .map((row) => row.recordId),
      );
      const ids = database
        .stagedOf(runId, 'FSM')
        .filter((row) => row.considered && row.linkId === null && row.kind === kind && row.scope !== '!')
        .map((row) => row.counterpartId)
        .filter((id) => id !== null)
        .filter((id) => kind !== 'person' || id.includes('/'))
        .filter((id) => database.linkOf('BOOKS', id) === undefined && !books.has(id) && id > after);
      return [...new Set(ids)].sort(compareIds).slice(0, limit);
    },
    async countNew(side, module, createdAfterMs) {
      await scope.read();
      return database.stagedOf(runId, side).filter((row) => {
        if (row.module !== module) return false;
        const pending = database.pending.get(pendingKey(side, module, row.recordId));
        const known = pending !== undefined && pending.reasonCode !== 'EDITED_DURING_RUN';
        return row.createdAtMs > createdAfterMs && row.linkId === null && !known;
      }).length;
    },
    async unlistedLinks(kind, side, module, after, limit) {
      await scope.read();
      const rows = database.stagedOf(runId, side);
      const staged = new Set(rows.map((row) => row.linkId));
      const customers = new Set(
        rows
          .filter((row) => row.module === 'contacts' && row.considered && row.kind !== null)
          .map((row) => row.recordId),
      );
      const mayBeLost = (booksId: string): boolean => {
        const customer = booksId.split('/', 1)[0] ?? '';
        return (
          module !== 'contact_persons' ||
          customers.has(customer) ||
          database.linkOf('BOOKS', customer, 'contacts')?.booksGone === true
        );
      };
      return sortedLinks(database)
        .filter((link) => link.kind === kind && mayBeLost(link.booksId))
        .filter((link) => (side === 'FSM' ? link.fsmModule : link.booksModule) === module)
        .filter((link) => !(side === 'FSM' ? link.fsmGone : link.booksGone))
        .filter((link) => link.id > after && !staged.has(link.id))
        .slice(0, limit)
        .map(linkRow);
    },
    async units(kind, cursor, limit) {
      await scope.read();
      return unitsPage(database, runId, kind, cursor, limit);
    },
  };
};

/** Staged rows of a pair; also those of no table. */
function ofPair({ database, runId }: StoreScope, pair: PairName): [string, StoredStage][] {
  const isItem = ({ kind, module }: StoredStage): boolean =>
    kind === 'items' || module === 'Service_And_Parts' || module === 'items';
  return [...database.staged].filter(([, row]) => row.runId === runId && isItem(row) === (pair === 'ITEMS'));
}

/** A preview leaves records parked that a contact has come back for, and looks at them all the same. */
function isParked({ database, runId, preview }: StoreScope, side: Side, module: string, id: string): boolean {
  const parked = database.parked.get(pendingKey(side, module, id));
  if (parked === undefined || !preview) return parked !== undefined;
  return !database
    .stagedOf(runId, 'FSM')
    .some((row) => row.recordId === parked.leftBy && row.counterpartId === parked.recordId);
}
