/** Pages through what a run has to decide about: touched links first, then FSM records without a link, then Books ones. */
import type { StagedRow, TableName, Unit } from '../../engine/model.ts';
import type { Direction } from '../../engine/services.ts';
import type { OpenCreate, UnitCursor } from '../../engine/store.ts';
import { LINK_COLUMNS, type LinkColumns, linkRow } from './links.ts';
import { agedRows, ageMs, read, type SyncScope } from './scope.ts';
import { NO_PARENT, stagedColumns, stagedJson } from './staging.ts';

export async function units(
  scope: SyncScope,
  kind: TableName,
  cursor: UnitCursor | null,
  limit: number,
): Promise<{ readonly units: readonly Unit[]; readonly next: UnitCursor | null }> {
  const at = cursor ?? { stage: 'linked', after: '' };
  const page =
    at.stage === 'linked'
      ? await linked(scope, kind, at.after, limit)
      : await unlinked(scope, kind, at, limit);
  const last = page.at(-1);
  if (page.length === limit && last !== undefined) {
    const after = last.kind === 'linked' ? last.link.id : last.row.recordId;
    return { units: page, next: { stage: at.stage, after } };
  }
  const stage = at.stage === 'linked' ? 'fsm' : at.stage === 'fsm' ? 'books' : null;
  return { units: page, next: stage === null ? null : { stage, after: '' } };
}

const LINKED = `WITH ids AS (
    SELECT DISTINCT s."linkId" AS id FROM "StagedRecord" s JOIN "RecordLink" k ON k.id = s."linkId" AND k.kind = $3
    WHERE s."runId" = $2::uuid AND s.considered AND s."linkId" IS NOT NULL
      AND ($4 = '' OR s."linkId" > nullif($4, '')::uuid)
      AND NOT EXISTS (SELECT 1 FROM "StagedRecord" d WHERE d."runId" = $2::uuid AND d."linkId" = s."linkId" AND d.done)
    ORDER BY 1 LIMIT $5::int
  )
  SELECT ${LINK_COLUMNS}, ${stagedJson('f')} AS fsm, ${stagedJson('b')} AS books
  FROM ids JOIN "RecordLink" l ON l.id = ids.id AND l."connectionId" = $1::uuid
  LEFT JOIN "StagedRecord" f ON f."runId" = $2::uuid AND f."linkId" = ids.id AND f.side = 'FSM' AND f.considered
  LEFT JOIN "StagedRecord" b ON b."runId" = $2::uuid AND b."linkId" = ids.id AND b.side = 'BOOKS' AND b.considered
  ORDER BY l.id`;

async function linked(
  scope: SyncScope,
  kind: TableName,
  after: string,
  limit: number,
): Promise<readonly Unit[]> {
  const rows = await read<LinkColumns & { fsm: StagedRow | null; books: StagedRow | null }>(
    scope,
    LINKED,
    kind,
    after,
    limit,
  );
  return rows.map((row) => ({ kind: 'linked', link: linkRow(row), fsm: row.fsm, books: row.books }));
}

/** A staged record without a counterpart yet. */
const free = (alias: string): string => `${alias}.considered AND ${alias}."linkId" IS NULL`;

/** Of several FSM records that name one Books record (a copy takes the name along), one is its counterpart. */
const namesFirst = (alias: string): string => `NOT EXISTS (SELECT 1 FROM "StagedRecord" e
  WHERE e."runId" = $2::uuid AND e.kind = $3 AND e.side = 'FSM' AND ${free('e')}
    AND e."counterpartId" = ${alias}."counterpartId"
    AND (e.active AND NOT ${alias}.active OR e.active = ${alias}.active AND e."recordId" < ${alias}."recordId"))`;

/** How a record of each side finds the counterpart that Zoho's own sync gave it. */
const COUNTERPART = {
  fsm: `o."recordId" = s."counterpartId" AND ${namesFirst('s')}`,
  books: `o."counterpartId" = s."recordId" AND ${namesFirst('o')}`,
};

function unlinkedSql(stage: 'fsm' | 'books'): string {
  const own = stage === 'fsm' ? 'FSM' : 'BOOKS';
  const other = stage === 'fsm' ? 'BOOKS' : 'FSM';
  // A record that has a counterpart by Zoho's own sync takes no part in matching by name.
  const adopted = (alias: string, side: string): string =>
    side === 'FSM'
      ? `${alias}."counterpartId" IS NOT NULL AND EXISTS (SELECT 1 FROM "StagedRecord" x WHERE x."runId" = $2::uuid AND x.kind = $3 AND x.side = 'BOOKS'
          AND x."recordId" = ${alias}."counterpartId" AND ${free('x')}) AND ${namesFirst(alias)}`
      : `EXISTS (SELECT 1 FROM "StagedRecord" x WHERE x."runId" = $2::uuid AND x.kind = $3 AND x.side = 'FSM'
          AND x."counterpartId" = ${alias}."recordId" AND ${free('x')})`;
  return `SELECT ${stagedColumns('s')}, ${stagedJson('c')} AS counterpart, ${stagedJson('m')} AS match,
    coalesce(n.own, 0)::int AS "sameOnOwnSide", coalesce(n.other, 0)::int AS "sameOnOtherSide",
    n."inactiveId" AS "inactiveMatchId"
  FROM (
    SELECT s.* FROM "StagedRecord" s WHERE $1::uuid IS NOT NULL AND s."runId" = $2::uuid AND s.kind = $3 AND s.side = '${own}'
      AND s."recordId" > $4 AND ${free('s')} AND NOT s.done
    ORDER BY s."recordId" LIMIT $5::int
  ) s
  LEFT JOIN LATERAL (
    SELECT o.* FROM "StagedRecord" o WHERE o."runId" = $2::uuid AND o.kind = $3 AND o.side = '${other}'
      AND ${COUNTERPART[stage]} AND ${free('o')} LIMIT 1
  ) c ON true
  LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE k.side = '${own}' AND k.active) AS own,
      count(*) FILTER (WHERE k.side = '${other}' AND k.active) AS other,
      min(k."recordId") FILTER (WHERE k.side = '${other}' AND NOT k.active) AS "inactiveId",
      min(k."recordId") FILTER (WHERE k.side = '${other}' AND k.active) AS "otherId"
    FROM "StagedRecord" k
    WHERE s.identity IS NOT NULL AND s.scope <> '${NO_PARENT}' AND k."runId" = $2::uuid AND k.kind = $3 AND k.identity = s.identity AND k.scope = s.scope
      AND ((k.side = '${own}' AND ${free('k')} AND NOT (${adopted('k', own)}))
        OR (k.side = '${other}' AND ${free('k')} AND NOT (${adopted('k', other)})))
  ) n ON true
  LEFT JOIN "StagedRecord" m ON s.active AND n.own = 1 AND n.other = 1 AND c."recordId" IS NULL AND m."runId" = $2::uuid
    AND m.kind = $3 AND m.side = '${other}' AND m."recordId" = n."otherId"
  ORDER BY s."recordId"`;
}

const UNLINKED = { fsm: unlinkedSql('fsm'), books: unlinkedSql('books') };

interface UnlinkedColumns extends StagedRow {
  readonly counterpart: StagedRow | null;
  readonly match: StagedRow | null;
  readonly sameOnOwnSide: number;
  readonly sameOnOtherSide: number;
  readonly inactiveMatchId: string | null;
}

async function unlinked(
  scope: SyncScope,
  kind: TableName,
  at: UnitCursor,
  limit: number,
): Promise<readonly Unit[]> {
  const stage = at.stage === 'books' ? 'books' : 'fsm';
  const rows = await read<UnlinkedColumns>(scope, UNLINKED[stage], kind, at.after, limit);
  return rows.map(({ counterpart, match, sameOnOwnSide, sameOnOtherSide, inactiveMatchId, ...row }) => ({
    kind: 'unlinked',
    side: stage === 'fsm' ? 'FSM' : 'BOOKS',
    row,
    match: counterpart ?? match,
    matchedBy: counterpart !== null ? 'counterpart' : match !== null ? 'identity' : null,
    sameOnOwnSide,
    sameOnOtherSide,
    inactiveMatchId,
  }));
}

const openCreatesSql = (source: 'FSM' | 'BOOKS'): string => `SELECT ${stagedJson('s')} AS source,
    ${ageMs('i."createdAt"')} AS "ageMs",
    coalesce((SELECT jsonb_agg(${stagedJson('o')} ORDER BY o."recordId") FROM "StagedRecord" o
      WHERE o."runId" = $2::uuid AND o.kind = $3 AND o.side = '${source === 'FSM' ? 'BOOKS' : 'FSM'}'
        AND o.identity = coalesce(i.identity, s.identity) AND o.scope = s.scope AND ${free('o')} AND NOT o.done), '[]'::jsonb) AS candidates
  FROM "Intent" i JOIN "StagedRecord" s ON s."runId" = $2::uuid AND s.side = '${source}' AND s.module = i."sourceModule"
    AND s."recordId" = i."sourceId" AND ${free('s')} AND NOT s.done
  WHERE i."connectionId" = $1::uuid AND i.kind = $3 AND i.direction = $4::"Direction"
    AND i."sourceModule" = $5 AND i."sourceId" > $6
  ORDER BY i."sourceId" LIMIT $7::int`;

const OPEN_CREATES = { TO_BOOKS: openCreatesSql('FSM'), TO_FSM: openCreatesSql('BOOKS') };

export async function openCreates(
  scope: SyncScope,
  kind: TableName,
  direction: Direction,
  sourceModule: string,
  after: string,
  limit: number,
): Promise<readonly OpenCreate[]> {
  const sql = OPEN_CREATES[direction];
  const nowMs = scope.nowMs();
  type Row = Omit<OpenCreate, 'createdAtMs'> & { readonly ageMs: number };
  return agedRows(await read<Row>(scope, sql, kind, direction, sourceModule, after, limit), nowMs);
}
