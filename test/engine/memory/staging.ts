/** What a run has read, and what is pending. */
import { compareIds, pendingKey, stageKey } from './database.ts';
import { linkRow, makePending, sortedLinks } from './rows.ts';
import type { Methods } from './scope.ts';
import { unitsPage } from './units.ts';

export const stagingMethods: Methods<
  | 'clearStage'
  | 'stage'
  | 'stagedIds'
  | 'unstagedPending'
  | 'dropPending'
  | 'dropUnchangedPending'
  | 'addPending'
  | 'unstagedCounterparts'
  | 'countNew'
  | 'unlistedLinks'
  | 'units'
> = (scope) => {
  const { database, runId } = scope;
  return {
    async clearStage() {
      await scope.write();
      database.endRun(runId);
    },
    async stage(_pair, side, module, rows) {
      await scope.write();
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
    async stagedIds(_pair, side, ids) {
      await scope.read();
      const staged = new Set(database.stagedOf(runId, side).map((row) => row.recordId));
      return new Set(ids.filter((id) => staged.has(id)));
    },
    async unstagedPending(_pair, side, module, after, limit) {
      await scope.read();
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
      await scope.write();
      for (const id of recordIds) database.pending.delete(pendingKey(side, module, id));
    },
    async dropUnchangedPending() {
      await scope.write();
      const named = {
        FSM: new Set(scope.own().map((one) => one.fsmId)),
        BOOKS: new Set(scope.own().map((one) => one.booksId)),
      };
      for (const [key, { side, module, recordId }] of database.pending) {
        const staged = database.staged.get(stageKey(runId, side, module, recordId));
        if (staged?.considered && !named[side].has(recordId)) database.pending.delete(key);
      }
    },
    async addPending(_pair, side, module, recordIds, reasonCode) {
      await scope.write();
      for (const recordId of recordIds) {
        if (database.pending.has(pendingKey(side, module, recordId))) continue;
        makePending(database, side, module, recordId, reasonCode);
      }
    },
    async unstagedCounterparts(_pair, after, limit) {
      await scope.read();
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
      await scope.read();
      return database.stagedOf(runId, side).filter((row) => {
        const pending = database.pending.get(pendingKey(side, module, row.recordId));
        const known = pending !== undefined && pending.reasonCode !== 'EDITED_DURING_RUN';
        return row.createdAtMs > createdAfterMs && row.linkId === null && !known;
      }).length;
    },
    async unlistedLinks(_pair, side, _module, after, limit) {
      await scope.read();
      const staged = new Set(database.stagedOf(runId, side).map((row) => row.linkId));
      return sortedLinks(database)
        .filter((link) => !(side === 'FSM' ? link.fsmGone : link.booksGone))
        .filter((link) => link.id > after && !staged.has(link.id))
        .slice(0, limit)
        .map(linkRow);
    },
    async units(_pair, cursor, limit) {
      await scope.read();
      return unitsPage(database, runId, cursor, limit);
    },
  };
};
