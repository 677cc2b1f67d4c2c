/** Plans, intents and their commit. */
import { type DecidedRecord, sourceOf } from '../../../src/engine/model.ts';
import { intentKey, type StoredRecord } from './database.ts';
import { commitOne, linkRow, plannedRow, planOne, showOne, sortedLinks } from './rows.ts';
import type { Methods } from './scope.ts';
import { openCreatesPage } from './units.ts';

/** How long a preview can be applied. */
const PREVIEW_VALID_MS = 3_600_000;

export const planningMethods: Methods<
  | 'clearPlan'
  | 'plan'
  | 'countPlanned'
  | 'planned'
  | 'plannedFor'
  | 'stillPlanned'
  | 'links'
  | 'openIntents'
  | 'withdrawIntents'
  | 'findIntents'
  | 'openCreates'
  | 'linkedIds'
  | 'commit'
  | 'countOperation'
  | 'hasPreview'
  | 'previewed'
  | 'foresee'
> = (scope) => {
  const { database, runId } = scope;
  return {
    async clearPlan(kind) {
      await scope.write();
      // What a preview decides follows from nothing but what it has read.
      if (scope.preview) database.dropRecords(runId, kind);
      else database.dropPlanned(runId, kind);
    },
    async plan(kind, modules, records) {
      await scope.write();
      for (const record of records) {
        if (scope.preview) showOne(database, runId, kind, record);
        else planOne(database, runId, kind, modules, record);
      }
    },
    async countPlanned(kind, direction) {
      await scope.read();
      return scope.planned(kind, direction).length;
    },
    async planned(kind, direction, after, limit) {
      await scope.read();
      return scope
        .planned(kind, direction)
        .filter((record) => record.id > Number(after))
        .slice(0, limit)
        .map(plannedRow);
    },
    async plannedFor(kind, direction, sourceIds) {
      await scope.read();
      const wanted = new Set(sourceIds);
      return scope
        .planned(kind, direction)
        .filter((record) => wanted.has((sourceOf(direction) === 'FSM' ? record.fsmId : record.booksId) ?? ''))
        .map(plannedRow);
    },
    async stillPlanned(ids) {
      await scope.read();
      const open = new Set(
        scope.own().flatMap((record) => (record.outcome === null ? [String(record.id)] : [])),
      );
      return new Set(ids.filter((id) => open.has(id)));
    },
    async links(linkIds) {
      await scope.read();
      const wanted = new Set(linkIds);
      return sortedLinks(database)
        .filter((link) => wanted.has(link.id))
        .map(linkRow);
    },
    async openIntents(kind, direction, sourceModule, intents) {
      await scope.write();
      for (const { sourceId, identity } of intents) {
        const key = intentKey(kind, direction, sourceModule, sourceId);
        const createdAtMs = database.clock.nowMs();
        database.intents.set(key, { kind, direction, sourceModule, sourceId, identity, runId, createdAtMs });
      }
    },
    async withdrawIntents(kind, direction, sourceModule, sourceIds) {
      await scope.write();
      for (const sourceId of sourceIds) {
        const key = intentKey(kind, direction, sourceModule, sourceId);
        if (database.intents.get(key)?.runId === runId) database.intents.delete(key);
      }
    },
    async findIntents(kind, direction, sourceModule, sourceIds) {
      await scope.read();
      return sourceIds.flatMap((sourceId) => {
        const intent = database.intents.get(intentKey(kind, direction, sourceModule, sourceId));
        if (intent === undefined) return [];
        const { identity, createdAtMs } = intent;
        return [{ sourceId, identity, createdAtMs, ofThisRun: intent.runId === runId }];
      });
    },
    async openCreates(kind, direction, sourceModule, after, limit) {
      await scope.read();
      return openCreatesPage(database, runId, { kind, direction, sourceModule, after, limit });
    },
    async linkedIds(side, module, ids) {
      await scope.read();
      return new Set(ids.filter((id) => database.linkOf(side, id, module) !== undefined));
    },
    async commit(kind, modules, results) {
      await scope.write();
      for (const result of results) commitOne(database, runId, kind, modules, result);
    },
    async hasPreview(previewId) {
      await scope.read();
      const preview = database.previews.get(previewId);
      return preview?.current === true && database.clock.nowMs() - preview.endedAtMs <= PREVIEW_VALID_MS;
    },
    async previewed(previewId, kind, records) {
      await scope.read();
      const shown = database.recordsOf(previewId).filter((one) => one.kind === kind);
      return new Set(records.flatMap((one, at) => (shown.some((row) => isShownAs(row, one)) ? [at] : [])));
    },
    async foresee(kind, failures) {
      await scope.write();
      for (const { id, reason } of failures) {
        const record = scope.own().find((one) => String(one.id) === id && one.kind === kind);
        if (record !== undefined) Object.assign(record, { operation: 'FAIL', reason });
      }
    },
    async countOperation(kind, operation) {
      await scope.read();
      return scope
        .own()
        .filter((one) => one.kind === kind && one.operation === operation && one.outcome === null).length;
    },
  };
};

function isShownAs(shown: StoredRecord, record: DecidedRecord): boolean {
  const of = (one: StoredRecord | DecidedRecord) =>
    JSON.stringify([one.direction, one.fsmId, one.booksId, one.fields.toSorted(), one.content ?? null]);
  // A failure that was foreseen keeps the cause of what would fail.
  const foreseen =
    shown.operation === 'FAIL' &&
    ['CREATE', 'UPDATE'].includes(record.operation) &&
    shown.cause === record.cause;
  return (foreseen || shown.operation === record.operation) && of(shown) === of(record);
}
