/** Plans, intents and their commit. */
import { sourceOf } from '../../../src/engine/model.ts';
import { intentKey } from './database.ts';
import { commitOne, linkRow, plannedRow, planOne, sortedLinks } from './rows.ts';
import type { Methods } from './scope.ts';
import { openCreatesPage } from './units.ts';

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
> = (scope) => {
  const { database, runId } = scope;
  return {
    async clearPlan() {
      await scope.write();
      database.dropPlanned(runId);
    },
    async plan(_pair, modules, records) {
      await scope.write();
      for (const record of records) planOne(database, runId, modules, record);
    },
    async countPlanned(_pair, direction) {
      await scope.read();
      return scope.planned(direction).length;
    },
    async planned(_pair, direction, after, limit) {
      await scope.read();
      return scope
        .planned(direction)
        .filter((record) => record.id > Number(after))
        .slice(0, limit)
        .map(plannedRow);
    },
    async plannedFor(_pair, direction, sourceIds) {
      await scope.read();
      const wanted = new Set(sourceIds);
      return scope
        .planned(direction)
        .filter((record) => wanted.has((sourceOf(direction) === 'FSM' ? record.fsmId : record.booksId) ?? ''))
        .map(plannedRow);
    },
    async stillPlanned(_pair, ids) {
      await scope.read();
      const open = new Set(
        scope.own().flatMap((record) => (record.outcome === null ? [String(record.id)] : [])),
      );
      return new Set(ids.filter((id) => open.has(id)));
    },
    async links(_pair, linkIds) {
      await scope.read();
      const wanted = new Set(linkIds);
      return sortedLinks(database)
        .filter((link) => wanted.has(link.id))
        .map(linkRow);
    },
    async openIntents(_pair, direction, sourceModule, intents) {
      await scope.write();
      for (const { sourceId, identity } of intents) {
        const key = intentKey(direction, sourceModule, sourceId);
        const createdAtMs = database.clock.nowMs();
        database.intents.set(key, { direction, sourceModule, sourceId, identity, runId, createdAtMs });
      }
    },
    async withdrawIntents(_pair, direction, sourceModule, sourceIds) {
      await scope.write();
      for (const sourceId of sourceIds) {
        const key = intentKey(direction, sourceModule, sourceId);
        if (database.intents.get(key)?.runId === runId) database.intents.delete(key);
      }
    },
    async findIntents(_pair, direction, sourceModule, sourceIds) {
      await scope.read();
      return sourceIds.flatMap((sourceId) => {
        const intent = database.intents.get(intentKey(direction, sourceModule, sourceId));
        if (intent === undefined) return [];
        const { identity, createdAtMs } = intent;
        return [{ sourceId, identity, createdAtMs, ofThisRun: intent.runId === runId }];
      });
    },
    async openCreates(_pair, direction, sourceModule, after, limit) {
      await scope.read();
      return openCreatesPage(database, runId, { direction, sourceModule, after, limit });
    },
    async linkedIds(side, _module, ids) {
      await scope.read();
      return new Set(ids.filter((id) => database.linkOf(side, id) !== undefined));
    },
    async commit(_pair, modules, results) {
      await scope.write();
      for (const result of results) commitOne(database, runId, modules, result);
    },
  };
};
