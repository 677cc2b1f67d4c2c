import {
  addCount,
  type Counts,
  NO_COUNTS,
  type Outcome,
  type PairName,
  type TableName,
} from '../../engine/model.ts';
import type { Direction, Side } from '../../engine/services.ts';
import type { SettleLink, Settlement, SyncStore } from '../../engine/store.ts';
import { KINDS } from './kinds.ts';
import { END, LINK_COLUMNS, type LinkColumns, linkRow } from './links.ts';
import { sealed } from './results.ts';
import { fenced, read, type SyncScope, stamp } from './scope.ts';

interface SettleColumns extends LinkColumns {
  readonly recordId: string | null;
  readonly fields: readonly string[] | null;
}

const SETTLE_COLUMNS = `${LINK_COLUMNS}, w.id::text AS "recordId",
  CASE WHEN w.operation <> 'CREATE' THEN w.fields END AS fields`;

/**
 * The log row of this run that wrote to the given side of the link, if any. A row may write both ways and names only one
 * direction; a link that waits to be verified was written to in FSM.
 */
const writtenBy = (side: Side): string => `LEFT JOIN LATERAL (
  SELECT d.id, d.operation, d.fields FROM "RunRecord" d WHERE d."linkId" = l.id AND d."runId" = $2::uuid
    AND (d.direction = '${side === 'FSM' ? 'TO_FSM' : 'TO_BOOKS'}'${side === 'FSM' ? ' OR l.unverified' : ''})
    AND d.outcome IN ('CREATED', 'UPDATED', 'DEACTIVATED')
  ORDER BY d.id DESC LIMIT 1) w ON true`;

const settleLink = (row: SettleColumns): SettleLink => ({
  ...linkRow(row),
  recordId: row.recordId,
  fields: row.fields,
});

export async function settleLinks(
  scope: SyncScope,
  side: Side,
  module: string,
  ids: readonly string[],
): Promise<readonly SettleLink[]> {
  const end = END[side];
  const rows = await read<SettleColumns>(
    scope,
    `SELECT ${SETTLE_COLUMNS} FROM "RecordLink" l ${writtenBy(side)}
     WHERE l."connectionId" = $1::uuid AND l.${end.module} = $3 AND l.${end.id} = ANY($4::text[])`,
    module,
    ids,
  );
  return rows.map(settleLink);
}

export async function unverifiedLinks(
  scope: SyncScope,
  kind: TableName,
  after: string,
  limit: number,
): Promise<readonly SettleLink[]> {
  const rows = await read<SettleColumns>(
    scope,
    `SELECT ${SETTLE_COLUMNS} FROM "RecordLink" l ${writtenBy('FSM')}
     WHERE l."connectionId" = $1::uuid AND l.kind = $3 AND l.unverified AND l."fsmGoneAt" IS NULL
       AND ($4 = '' OR l.id > nullif($4, '')::uuid)
     ORDER BY l.id LIMIT $5::int`,
    kind,
    after,
    limit,
  );
  return rows.map(settleLink);
}

const SETTLE = `rows AS (
  SELECT * FROM jsonb_to_recordset($6::jsonb) AS r(id uuid, base jsonb, failed boolean, "recordId" bigint,
    "fsmId" text, module text, code text, message text, field text, label text)
), links AS (
  UPDATE "RecordLink" l SET base = coalesce(r.base, l.base), unverified = false FROM rows r, lease WHERE l.id = r.id RETURNING 1
), pending AS (
  INSERT INTO "PendingRecord" ("connectionId", pair, side, module, "recordId", "reasonCode")
  SELECT $1::uuid, $5::"Pair", 'FSM', r.module, r."fsmId", r.code FROM rows r, lease WHERE r.failed
  ON CONFLICT ("connectionId", side, module, "recordId") DO UPDATE SET "reasonCode" = EXCLUDED."reasonCode" RETURNING 1
), done AS (
  UPDATE "RunRecord" d SET outcome = 'FAILED', "reasonCode" = r.code, "reasonMessage" = r.message,
    "reasonField" = r.field, label = decode(r.label, 'base64')
  FROM rows r, lease WHERE r.failed AND d.id = r."recordId" AND d."runId" = $2::uuid RETURNING 1
)`;

export async function settle(
  scope: SyncScope,
  pair: string,
  settlements: readonly Settlement[],
): Promise<void> {
  const rows = settlements.map(({ link, base, notKept }) => ({
    id: link.id,
    // Most are confirmed as they are: what the database has need not be sent there again.
    base: base === link.base ? undefined : base,
    failed: notKept !== null,
    ...(notKept !== null && {
      recordId: notKept.recordId,
      fsmId: link.fsmId,
      module: link.fsmModule,
      code: notKept.reason.code,
      message: notKept.reason.message,
      field: notKept.reason.field,
      label: sealed(scope, notKept.label),
    }),
  }));
  await fenced(scope, SETTLE, pair, JSON.stringify(rows));
}

export async function countUnverified(scope: SyncScope, module: string): Promise<number> {
  const rows = await read<{ count: number }>(
    scope,
    `SELECT count(*)::int AS count FROM "RecordLink" l
     WHERE l."connectionId" = $1::uuid AND $2::uuid IS NOT NULL AND l."fsmModule" = $3 AND l.unverified
       AND l."fsmGoneAt" IS NULL`,
    module,
  );
  return rows[0]?.count ?? 0;
}

export async function restamp(
  scope: SyncScope,
  stamps: readonly { readonly linkId: string; readonly booksModifiedAtMs: number }[],
): Promise<void> {
  await fenced(
    scope,
    `done AS (
      UPDATE "RecordLink" l SET "booksModifiedAt" = ${stamp('s.ms')}
      FROM unnest($5::uuid[], $6::float8[]) AS s(id, ms), lease WHERE l.id = s.id RETURNING 1
    )`,
    stamps.map(({ linkId }) => linkId),
    stamps.map(({ booksModifiedAtMs }) => booksModifiedAtMs),
  );
}

export async function stampRead(scope: SyncScope, kind: TableName): Promise<void> {
  await fenced(
    scope,
    `done AS (
      UPDATE "RecordLink" l SET "booksModifiedAt" = s."modifiedAt" FROM "StagedRecord" s, lease
      WHERE s."runId" = $2::uuid AND s.side = 'BOOKS' AND s.kind = $5 AND s.considered
        AND l."connectionId" = $1::uuid AND l.kind = s.kind AND l."booksModule" = s.module AND l."booksId" = s."recordId"
        AND (l."booksModifiedAt" IS NULL OR l."booksModifiedAt" < s."modifiedAt")
        -- What was found unchanged is not in the log.
        AND NOT EXISTS (SELECT 1 FROM "RunRecord" d WHERE d."linkId" = l.id AND d."runId" = $2::uuid
          AND coalesce(d.outcome, 'FAILED') NOT IN ('CREATED', 'UPDATED', 'LINKED', 'UNCHANGED'))
      RETURNING 1
    )`,
    kind,
  );
}

export async function writtenInBooks(
  scope: SyncScope,
  pair: PairName,
  after: string,
  limit: number,
): ReturnType<SyncStore['writtenInBooks']> {
  return await read(
    scope,
    `SELECT split_part("booksId", '/', 1) AS id,
       bool_or(kind <> 'person' AND direction = 'TO_BOOKS' AND outcome = 'CREATED') AS made,
       bool_or(kind = 'person') AS below,
       bool_or(outcome <> 'FAILED') AS certain
     FROM "RunRecord" WHERE "runId" = $2::uuid AND $1::uuid IS NOT NULL AND kind = ANY($3::text[])
       AND outcome IN ('CREATED', 'UPDATED', 'FAILED') AND "booksId" IS NOT NULL
       -- A row may write both ways and names only one direction.
       AND (direction = 'TO_BOOKS' OR operation = 'UPDATE') AND split_part("booksId", '/', 1) > $4
     GROUP BY 1 ORDER BY 1 LIMIT $5::int`,
    KINDS[pair],
    after,
    limit,
  );
}

export async function countOutcomes(
  scope: SyncScope,
  pair: PairName,
  kind?: TableName,
): Promise<{ readonly toBooks: Counts; readonly toFsm: Counts }> {
  const rows = await read<{ direction: Direction; outcome: Outcome; count: number }>(
    scope,
    `SELECT direction::text AS direction, outcome::text AS outcome, count(*)::int AS count FROM "RunRecord"
     WHERE "runId" = $2::uuid AND $1::uuid IS NOT NULL AND kind = ANY($3::text[]) AND outcome IS NOT NULL
     GROUP BY direction, outcome`,
    kind === undefined ? KINDS[pair] : [kind],
  );
  const of = (direction: Direction): Counts =>
    rows
      .filter((row) => row.direction === direction)
      .reduce((counts, row) => addCount(counts, row.outcome, row.count), NO_COUNTS);
  return { toBooks: of('TO_BOOKS'), toFsm: of('TO_FSM') };
}
