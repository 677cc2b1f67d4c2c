/** Paging through units in memory: matching as rules.md M1 and the counterpart rule say it. */
import {
  type Direction,
  otherSide,
  type Side,
  type StagedRow,
  sourceOf,
  type TableName,
  type Unit,
} from '../../../src/engine/model.ts';
import type { OpenCreate, UnitCursor } from '../../../src/engine/store.ts';
import { compareIds, intentKey, type MemoryDatabase, type StoredStage } from './database.ts';
import { linkRow } from './rows.ts';

export function unitsPage(
  database: MemoryDatabase,
  runId: string,
  kind: TableName,
  cursor: UnitCursor | null,
  limit: number,
): { readonly units: readonly Unit[]; readonly next: UnitCursor | null } {
  const at: UnitCursor = cursor ?? { stage: 'linked', after: '' };
  const all =
    at.stage === 'linked'
      ? linked(database, runId, kind)
      : unlinked(database, runId, kind, at.stage === 'fsm' ? 'FSM' : 'BOOKS');
  const units = all
    .filter((unit) => idOf(unit) > at.after)
    .sort((a, b) => compareIds(idOf(a), idOf(b)))
    .slice(0, limit);
  const last = units.at(-1);
  if (units.length === limit && last !== undefined)
    return { units, next: { stage: at.stage, after: idOf(last) } };
  const stage = at.stage === 'linked' ? 'fsm' : at.stage === 'fsm' ? 'books' : null;
  return { units, next: stage === null ? null : { stage, after: '' } };
}

const idOf = (unit: Unit): string => (unit.kind === 'linked' ? unit.link.id : unit.row.recordId);

function row(staged: StoredStage): StagedRow {
  const {
    runId: _runId,
    side: _side,
    module: _module,
    linkId: _linkId,
    done: _done,
    scope,
    ...rest
  } = staged;
  return structuredClone({ ...rest, orphan: scope === '!' });
}

function linked(database: MemoryDatabase, runId: string, kind: TableName): Unit[] {
  const rows = [...database.staged.values()].filter(
    (each) => each.runId === runId && database.links.get(each.linkId ?? '')?.kind === kind,
  );
  const done = new Set(rows.filter((each) => each.done).map((each) => each.linkId));
  const seen = rows.filter((each) => each.considered && !done.has(each.linkId));
  return [...new Set(seen.map((each) => each.linkId))].flatMap((linkId): Unit[] => {
    const link = database.links.get(linkId ?? '');
    if (link === undefined) return [];
    const on = (side: Side): StagedRow | null => {
      const found = seen.find((each) => each.linkId === linkId && each.side === side);
      return found === undefined ? null : row(found);
    };
    return [{ kind: 'linked', link: linkRow(link), fsm: on('FSM'), books: on('BOOKS') }];
  });
}

function unlinked(database: MemoryDatabase, runId: string, kind: TableName, side: Side): Unit[] {
  const free = (of: Side): StoredStage[] =>
    database
      .stagedOf(runId, of)
      .filter((each) => each.considered && each.linkId === null && each.kind === kind);
  const fsm = free('FSM');
  const books = free('BOOKS');
  // Of several that name one Books record, an active one goes first, then the one with the lowest id.
  const namer = (booksId: string | null): StoredStage | undefined => {
    const namers = fsm.filter((each) => booksId !== null && each.counterpartId === booksId);
    return namers.find((each) => each.active) ?? namers[0];
  };
  const counterpart = (each: StoredStage): StoredStage | undefined => {
    if (each.side === 'BOOKS') return namer(each.recordId);
    return namer(each.counterpartId) === each
      ? books.find((other) => other.recordId === each.counterpartId)
      : undefined;
  };
  const matchable = (rows: StoredStage[], identity: string, scope: string): StoredStage[] =>
    rows.filter(
      (each) =>
        each.identity === identity &&
        each.scope === scope &&
        scope !== '!' &&
        counterpart(each) === undefined,
    );
  const ownRows = side === 'FSM' ? fsm : books;
  const otherRows = side === 'FSM' ? books : fsm;
  return ownRows
    .filter((each) => !each.done)
    .map((each): Unit => {
      const joined = counterpart(each);
      const own =
        each.identity === null
          ? []
          : matchable(ownRows, each.identity, each.scope).filter((one) => one.active);
      const others = each.identity === null ? [] : matchable(otherRows, each.identity, each.scope);
      const active = others.filter((one) => one.active);
      const only = each.active && own.length === 1 && active.length === 1 ? active[0] : undefined;
      const match = joined ?? only;
      return {
        kind: 'unlinked',
        side,
        row: row(each),
        match: match === undefined ? null : row(match),
        matchedBy: joined !== undefined ? 'counterpart' : only !== undefined ? 'identity' : null,
        sameOnOwnSide: own.length,
        sameOnOtherSide: active.length,
        inactiveMatchId: others.find((one) => !one.active)?.recordId ?? null,
      };
    });
}

export function openCreatesPage(
  database: MemoryDatabase,
  runId: string,
  query: { kind: TableName; direction: Direction; sourceModule: string; after: string; limit: number },
): readonly OpenCreate[] {
  const side = sourceOf(query.direction);
  const free = (of: Side): StoredStage[] =>
    database
      .stagedOf(runId, of)
      .filter((each) => each.considered && each.linkId === null && !each.done && each.kind === query.kind);
  return free(side)
    .filter((source) => source.recordId > query.after)
    .flatMap((source): OpenCreate[] => {
      const intent = database.intents.get(
        intentKey(query.kind, query.direction, query.sourceModule, source.recordId),
      );
      if (intent === undefined) return [];
      const sent = intent.identity ?? source.identity;
      const candidates = free(otherSide(side)).filter(
        (other) => sent !== null && other.identity === sent && other.scope === source.scope,
      );
      return [{ source: row(source), createdAtMs: intent.createdAtMs, candidates: candidates.map(row) }];
    })
    .slice(0, query.limit);
}
