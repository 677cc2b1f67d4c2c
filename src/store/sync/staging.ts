import type { LinkRow, StagedRow } from '../../engine/model.ts';
import type { Side } from '../../engine/services.ts';
import { END, LINK_COLUMNS, type LinkColumns, linkRow } from './links.ts';
import { fenced, ms, read, type SyncScope, stamp } from './scope.ts';

export interface StagedColumns {
  readonly recordId: string;
  readonly identity: string | null;
  readonly counterpartId: string | null;
  readonly active: boolean;
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly hashes: Record<string, string>;
  readonly considered: boolean;
}

/** A staged row under an alias, as one JSON value; null when the join found none. */
export const stagedJson = (alias: string): string => `CASE WHEN ${alias}."recordId" IS NULL THEN NULL ELSE
  jsonb_build_object('recordId', ${alias}."recordId", 'identity', ${alias}.identity,
    'counterpartId', ${alias}."counterpartId", 'active', ${alias}.active,
    'createdAtMs', ${ms(`${alias}."createdAt"`)}, 'modifiedAtMs', ${ms(`${alias}."modifiedAt"`)},
    'hashes', ${alias}.hashes, 'considered', ${alias}.considered) END`;

export const stagedRow = (row: StagedColumns): StagedRow => row;

const stageSql = (end: (typeof END)[Side]): string => `rows AS (
  SELECT * FROM jsonb_to_recordset($8::jsonb) AS r("recordId" text, identity text, "counterpartId" text,
    active boolean, "createdAtMs" float8, "modifiedAtMs" float8, hashes jsonb, considered boolean)
), done AS (
  INSERT INTO "StagedRecord" ("runId", pair, side, module, "recordId", "linkId", identity, "counterpartId", active,
    "createdAt", "modifiedAt", hashes, considered)
  SELECT $2::uuid, $5::"Pair", $6::"Side", $7, r."recordId", l.id, r.identity, r."counterpartId", r.active,
    ${stamp('r."createdAtMs"')}, ${stamp('r."modifiedAtMs"')}, r.hashes, r.considered
  FROM rows r LEFT JOIN "RecordLink" l ON l."connectionId" = $1::uuid AND l.${end.module} = $7
    AND l.${end.id} = r."recordId", lease
  ON CONFLICT ("runId", side, "recordId", module) DO UPDATE SET identity = EXCLUDED.identity,
    "linkId" = EXCLUDED."linkId",
    "counterpartId" = EXCLUDED."counterpartId", active = EXCLUDED.active, "modifiedAt" = EXCLUDED."modifiedAt",
    hashes = EXCLUDED.hashes, considered = "StagedRecord".considered OR EXCLUDED.considered
  RETURNING 1
)`;

const STAGE = { FSM: stageSql(END.FSM), BOOKS: stageSql(END.BOOKS) };

export async function stage(
  scope: SyncScope,
  pair: string,
  side: Side,
  module: string,
  rows: readonly StagedRow[],
): Promise<void> {
  // A page may show a record twice, and one statement must not touch a row twice: the last one counts.
  const unique = new Map(rows.map((row) => [row.recordId, row]));
  await fenced(scope, STAGE[side], pair, side, module, JSON.stringify([...unique.values()]));
}

export async function clearStage(scope: SyncScope, pair: string): Promise<void> {
  await fenced(
    scope,
    `staged AS (
      DELETE FROM "StagedRecord" USING lease WHERE "runId" = $2::uuid AND pair = $5::"Pair" RETURNING 1
    ), done AS (
      DELETE FROM "RunRecord" USING lease WHERE "runId" = $2::uuid AND pair = $5::"Pair" AND outcome IS NULL RETURNING 1
    )`,
    pair,
  );
}

export async function unstagedPending(
  scope: SyncScope,
  pair: string,
  side: Side,
  module: string,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await read<{ recordId: string }>(
    scope,
    `SELECT p."recordId" FROM "PendingRecord" p
     WHERE p."connectionId" = $1::uuid AND p.pair = $3::"Pair" AND p.side = $4::"Side" AND p.module = $5
       AND p."recordId" > $6
       AND NOT EXISTS (SELECT 1 FROM "StagedRecord" s WHERE s."runId" = $2::uuid AND s.side = p.side
         AND s.module = p.module AND s."recordId" = p."recordId" AND s.considered)
     ORDER BY p."recordId" LIMIT $7::int`,
    pair,
    side,
    module,
    after,
    limit,
  );
  return rows.map((row) => row.recordId);
}

export async function dropPending(
  scope: SyncScope,
  side: Side,
  module: string,
  recordIds: readonly string[],
): Promise<void> {
  if (recordIds.length === 0) return;
  await fenced(
    scope,
    `done AS (
      DELETE FROM "PendingRecord" USING lease WHERE "connectionId" = $1::uuid AND side = $5::"Side" AND module = $6
        AND "recordId" = ANY($7::text[]) RETURNING 1
    )`,
    side,
    module,
    recordIds,
  );
}

export async function dropUnchangedPending(scope: SyncScope, pair: string): Promise<void> {
  await fenced(
    scope,
    `done AS (
      DELETE FROM "PendingRecord" p USING "StagedRecord" s, lease
      WHERE p."connectionId" = $1::uuid AND p.pair = $5::"Pair" AND s."runId" = $2::uuid AND s.side = p.side
        AND s.module = p.module AND s."recordId" = p."recordId" AND s.considered
        AND NOT EXISTS (SELECT 1 FROM "RunRecord" d WHERE d."runId" = $2::uuid AND d."connectionId" = $1::uuid
          AND d.pair = p.pair AND p.side = 'FSM' AND d."fsmId" = p."recordId")
        AND NOT EXISTS (SELECT 1 FROM "RunRecord" d WHERE d."runId" = $2::uuid AND d."connectionId" = $1::uuid
          AND d.pair = p.pair AND p.side = 'BOOKS' AND d."booksId" = p."recordId")
      RETURNING 1
    )`,
    pair,
  );
}

/** Does not replace an older entry: a failed record keeps its reason. */
export async function addPending(
  scope: SyncScope,
  pair: string,
  side: Side,
  module: string,
  recordIds: readonly string[],
  reasonCode: string,
): Promise<void> {
  await fenced(
    scope,
    `done AS (
      INSERT INTO "PendingRecord" ("connectionId", pair, side, module, "recordId", "reasonCode")
      SELECT $1::uuid, $5::"Pair", $6::"Side", $7, id, $9 FROM unnest($8::text[]) AS id, lease
      ON CONFLICT ("connectionId", side, module, "recordId") DO NOTHING RETURNING 1
    )`,
    pair,
    side,
    module,
    [...new Set(recordIds)],
    reasonCode,
  );
}

export async function unstagedCounterparts(
  scope: SyncScope,
  pair: string,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await read<{ id: string }>(
    scope,
    `SELECT DISTINCT f."counterpartId" AS id FROM "StagedRecord" f
     WHERE f."runId" = $2::uuid AND f.pair = $3::"Pair" AND f.side = 'FSM' AND f.considered
       AND f."counterpartId" > $4 AND f."linkId" IS NULL
       AND NOT EXISTS (SELECT 1 FROM "RecordLink" l WHERE l."connectionId" = $1::uuid AND l.pair = f.pair
         AND l."booksId" = f."counterpartId")
       AND NOT EXISTS (SELECT 1 FROM "StagedRecord" b WHERE b."runId" = $2::uuid AND b.pair = f.pair
         AND b.side = 'BOOKS' AND b."recordId" = f."counterpartId" AND b.considered)
     ORDER BY 1 LIMIT $5::int`,
    pair,
    after,
    limit,
  );
  return rows.map((row) => row.id);
}

export async function countNew(
  scope: SyncScope,
  pair: string,
  side: Side,
  module: string,
  createdAfterMs: number,
): Promise<number> {
  const rows = await read<{ count: number }>(
    scope,
    `SELECT count(*)::int AS count FROM "StagedRecord" s
     WHERE s."runId" = $2::uuid AND s.pair = $3::"Pair" AND s.side = $4::"Side" AND s.module = $5
       AND s."createdAt" > ${stamp('$6::float8')}
       AND s."linkId" IS NULL
       AND NOT EXISTS (SELECT 1 FROM "PendingRecord" p WHERE p."connectionId" = $1::uuid AND p.side = s.side
         AND p.module = s.module AND p."recordId" = s."recordId" AND p."reasonCode" <> 'EDITED_DURING_RUN')`,
    pair,
    side,
    module,
    createdAfterMs,
  );
  return rows[0]?.count ?? 0;
}

export async function stagedIds(
  scope: SyncScope,
  pair: string,
  side: Side,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await read<{ id: string }>(
    scope,
    `SELECT s."recordId" AS id FROM "StagedRecord" s WHERE s."runId" = $2::uuid AND $1::uuid IS NOT NULL
       AND s.pair = $3::"Pair" AND s.side = $4::"Side" AND s."recordId" = ANY($5::text[])`,
    pair,
    side,
    ids,
  );
  return new Set(rows.map((row) => row.id));
}

export async function unlistedLinks(
  scope: SyncScope,
  pair: string,
  side: Side,
  module: string,
  after: string,
  limit: number,
): Promise<readonly LinkRow[]> {
  const end = END[side];
  const rows = await read<LinkColumns>(
    scope,
    `SELECT ${LINK_COLUMNS} FROM "RecordLink" l
     WHERE l."connectionId" = $1::uuid AND l.pair = $3::"Pair" AND l.${end.module} = $5 AND l.${end.gone} IS NULL
       AND ($6 = '' OR l.id > nullif($6, '')::uuid)
       AND NOT EXISTS (SELECT 1 FROM "StagedRecord" s WHERE s."runId" = $2::uuid AND s.side = $4::"Side"
         AND s."linkId" = l.id)
     ORDER BY l.id LIMIT $7::int`,
    pair,
    side,
    module,
    after,
    limit,
  );
  return rows.map(linkRow);
}
