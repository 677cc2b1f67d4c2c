/** Records under others, in memory. */
import {
  compareIds,
  isUsable,
  type MemoryDatabase,
  pendingKey,
  type StoredLink,
  type StoredStage,
} from './database.ts';
import { linkRow, sortedLinks } from './rows.ts';
import type { Methods, StoreScope } from './scope.ts';

export const parentMethods: Methods<
  | 'unchangedSince'
  | 'scopeToParents'
  | 'movedLinks'
  | 'releaseMoved'
  | 'recallLeftBehind'
  | 'counterparts'
  | 'countStaged'
  | 'isIdle'
  | 'countLinks'
> = (scope) => {
  const { database, runId } = scope;
  const staged = () => [...database.staged.values()].filter((row) => row.runId === runId);
  return {
    async unchangedSince(side, module, versions) {
      await scope.read();
      const found = versions.flatMap(({ id, modifiedAtMs }) => {
        const link = database.linkOf(side, id, module);
        const agreed = side === 'FSM' ? link?.fsmModifiedAtMs : link?.booksModifiedAtMs;
        const open = database.pending.has(pendingKey(side, module, id));
        if (link === undefined || open || link.unverified || !isUsable(link) || agreed !== modifiedAtMs)
          return [];
        return [[id, linkRow(link)] as const];
      });
      return new Map(found);
    },
    async scopeToParents(kind) {
      await scope.write();
      for (const row of staged()) {
        if (row.kind !== kind || row.scope !== '') continue;
        const parent = parentLink(database, row);
        row.scope = parent?.id ?? shownParent(scope, row) ?? '!';
        if (row.side !== 'FSM' || row.counterpartId === null || parent === undefined) continue;
        const counterpartId = `${parent.booksId}/${row.counterpartId}`;
        Object.assign(row, { counterpartId });
      }
    },
    async movedLinks(kind, after, limit) {
      await scope.read();
      return staged()
        .filter((row) => row.side === 'FSM' && row.kind === kind && row.considered && row.active && !row.done)
        .filter((row) => row.scope !== '!')
        .flatMap((row) => {
          const link = database.links.get(row.linkId ?? '');
          if (link === undefined || link.fsmGone || !hasMoved(database, row, link)) return [];
          return [{ linkId: link.id, fsmId: link.fsmId }];
        })
        .filter(({ linkId }) => linkId > after)
        .sort((a, b) => compareIds(a.linkId, b.linkId))
        .slice(0, limit);
    },
    async releaseMoved(kind, links) {
      await scope.write();
      if (scope.preview) {
        for (const row of staged()) {
          if (!links.some(({ linkId }) => linkId === row.linkId)) continue;
          Object.assign(row, { linkId: null, considered: row.considered && row.side === 'FSM' });
        }
        return;
      }
      for (const { linkId } of links) {
        const link = database.links.get(linkId);
        if (link === undefined) continue;
        if (link.booksModule !== '') {
          const { booksModule, booksId: recordId, fsmId: leftBy } = link;
          database.parked.set(pendingKey('BOOKS', booksModule, recordId), { recordId, leftBy });
        }
        for (const row of staged().filter((each) => each.linkId === linkId)) {
          Object.assign(row, { linkId: null, considered: row.considered && row.side === 'FSM' });
        }
        Object.assign(link, {
          kind,
          booksModule: '',
          booksId: `moved:${linkId}`,
          base: {},
          unverified: false,
          booksModifiedAtMs: null,
          booksGone: false,
        });
      }
    },
    async recallLeftBehind(kind, booksModule) {
      await scope.write();
      let recalled = 0;
      for (const row of staged()) {
        if (row.side !== 'FSM' || row.kind !== kind || !row.considered || !row.active || row.linkId !== null)
          continue;
        if (database.linkOf('FSM', row.recordId, row.module)?.booksModule !== '') continue;
        const place = kind === 'person' ? `${database.links.get(row.scope)?.booksId}/` : '';
        const left = [...database.parked].find(
          ([key, { leftBy, recordId }]) =>
            leftBy === row.recordId &&
            key === pendingKey('BOOKS', booksModule, recordId) &&
            recordId.startsWith(place),
        );
        if (left === undefined) continue;
        const [key, { recordId }] = left;
        if (!scope.preview) database.parked.delete(key);
        for (const other of staged())
          if (other.side === 'BOOKS' && other.module === booksModule && other.recordId === recordId)
            Object.assign(other, { considered: true });
        Object.assign(row, { counterpartId: recordId });
        recalled += 1;
      }
      return recalled;
    },
    async counterparts(side, module, ids) {
      await scope.read();
      const found = ids.flatMap((id) => {
        const link = database.linkOf(side, id, module);
        if (link === undefined || !isUsable(link)) return [];
        return [[id, side === 'FSM' ? link.booksId : link.fsmId] as const];
      });
      return new Map(found);
    },
    async countStaged(kind) {
      await scope.read();
      const rows = staged().filter((row) => row.kind === kind && row.considered);
      return new Set(rows.map((row) => row.linkId ?? `${row.side}${row.recordId}`)).size;
    },
    async isIdle(kind, modules) {
      await scope.read();
      const busy =
        staged().some((row) => row.kind === kind) ||
        sortedLinks(database).some((link) => link.kind === kind) ||
        [...database.intents.values()].some((intent) => intent.kind === kind) ||
        [...database.records.values()].some((row) => row.runId === runId && row.kind === kind) ||
        [...database.pending.values()].some(({ side, module }) => module === modules[side]);
      return !busy;
    },
    async countLinks(kind) {
      await scope.read();
      return sortedLinks(database).filter((link) => link.kind === kind).length;
    },
  };
};

function parentLink(database: MemoryDatabase, row: StoredStage): StoredLink | undefined {
  const link = row.parentId === null ? undefined : database.linkOf(row.side, row.parentId);
  return link?.kind === 'business' && isUsable(link) ? link : undefined;
}

const MAKES_PAIRS: ReadonlySet<string> = new Set(['CREATE', 'LINK', 'UPDATE']);

/** A preview makes no links: the companies that it would link or create stand for them. */
function shownParent({ preview, own }: StoreScope, row: StoredStage): string | undefined {
  const shown = own().find(
    (one) =>
      one.kind === 'business' &&
      MAKES_PAIRS.has(one.operation) &&
      (row.side === 'FSM' ? one.fsmId : one.booksId) === row.parentId,
  );
  return preview && shown !== undefined && row.parentId !== null
    ? `shown:${shown.fsmId ?? ''}=${shown.booksId ?? ''}`
    : undefined;
}

function hasMoved(database: MemoryDatabase, row: StoredStage, link: StoredLink): boolean {
  if (link.kind !== row.kind || link.booksModule === '') return true;
  return row.kind === 'person' && link.booksId.split('/', 1)[0] !== database.links.get(row.scope)?.booksId;
}
