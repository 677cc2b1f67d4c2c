/** What settling compares, and the counts of the log. */
import { addCount, type Counts, type Direction, NO_COUNTS } from '../../../src/engine/model.ts';
import { makePending, settleLink, sortedLinks } from './rows.ts';
import type { Methods } from './scope.ts';

export const settlingMethods: Methods<
  | 'settleLinks'
  | 'unverifiedLinks'
  | 'countUnverified'
  | 'settle'
  | 'restamp'
  | 'stampRead'
  | 'countOutcomes'
  | 'writtenInBooks'
> = (scope) => {
  const { database } = scope;
  return {
    async settleLinks(side, module, ids) {
      await scope.read();
      const wanted = new Set(ids);
      return sortedLinks(database)
        .filter((link) => (side === 'FSM' ? link.fsmModule : link.booksModule) === module)
        .filter((link) => wanted.has(side === 'FSM' ? link.fsmId : link.booksId))
        .map((link) => settleLink(scope.own(), side, link));
    },
    async unverifiedLinks(kind, after, limit) {
      await scope.read();
      return sortedLinks(database)
        .filter((link) => link.kind === kind && link.unverified && !link.fsmGone && link.id > after)
        .slice(0, limit)
        .map((link) => settleLink(scope.own(), 'FSM', link));
    },
    async settle(_pair, settlements) {
      await scope.write();
      for (const { link, base, notKept } of settlements) {
        const stored = database.links.get(link.id);
        if (stored !== undefined) Object.assign(stored, { base, unverified: false });
        if (notKept === null) continue;
        makePending(database, 'FSM', link.fsmModule, link.fsmId, notKept.reason.code);
        const record = scope.own().find(({ id }) => String(id) === notKept.recordId);
        if (record === undefined) continue;
        Object.assign(record, { outcome: 'FAILED', reason: notKept.reason, label: notKept.label });
      }
    },
    async countUnverified(module) {
      await scope.read();
      return sortedLinks(database).filter(
        (link) => link.fsmModule === module && link.unverified && !link.fsmGone,
      ).length;
    },
    async restamp(stamps) {
      await scope.write();
      for (const { linkId, booksModifiedAtMs } of stamps) {
        const link = database.links.get(linkId);
        if (link !== undefined) link.booksModifiedAtMs = booksModifiedAtMs;
      }
    },
    async stampRead(kind) {
      await scope.write();
      const done = new Set(['CREATED', 'UPDATED', 'LINKED', 'UNCHANGED']);
      const others = scope.own().filter(({ outcome }) => !done.has(outcome ?? ''));
      const open = new Set(others.map(({ linkId }) => linkId));
      for (const row of database.stagedOf(scope.runId, 'BOOKS')) {
        const link = database.linkOf('BOOKS', row.recordId, row.module);
        if (row.kind !== kind || !row.considered || link?.kind !== kind || open.has(link.id)) continue;
        if ((link.booksModifiedAtMs ?? 0) < row.modifiedAtMs) link.booksModifiedAtMs = row.modifiedAtMs;
      }
    },
    async writtenInBooks(pair, after, limit) {
      await scope.read();
      const rows = scope
        .own()
        .filter(({ kind }) => (kind === 'items') === (pair === 'ITEMS'))
        .filter(({ outcome }) => ['CREATED', 'UPDATED', 'FAILED'].includes(outcome ?? ''))
        .filter(({ direction, operation }) => direction === 'TO_BOOKS' || operation === 'UPDATE')
        .flatMap((row) => (row.booksId === null ? [] : [{ ...row, id: row.booksId.split('/')[0] ?? '' }]));
      return [...Map.groupBy(rows, ({ id }) => id)]
        .map(([id, own]) => ({
          id,
          made: own.some(
            ({ kind, direction, outcome }) =>
              kind !== 'person' && direction === 'TO_BOOKS' && outcome === 'CREATED',
          ),
          below: own.some(({ kind }) => kind === 'person'),
          certain: own.some(({ outcome }) => outcome !== 'FAILED'),
        }))
        .filter(({ id }) => id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    async countOutcomes(_pair, kind) {
      await scope.read();
      const of = (direction: Direction): Counts =>
        scope
          .own()
          .reduce(
            (counts, record) =>
              record.direction === direction &&
              record.outcome !== null &&
              (kind === undefined || record.kind === kind)
                ? addCount(counts, record.outcome)
                : counts,
            NO_COUNTS,
          );
      return { toBooks: of('TO_BOOKS'), toFsm: of('TO_FSM') };
    },
  };
};
