import type { LinkRow, PairName, StagedRow, TableName } from '../../engine/model.ts';
import { PARENTS_OF_PERSONS } from '../../engine/model.ts';
import type { Side } from '../../engine/services.ts';
import { AGED, OF_PAIR } from './aging.ts';
import { KINDS } from './kinds.ts';
import { END, LINK_COLUMNS, type LinkColumns, linkRow, usable } from './links.ts';
import { fenced, fill, ms, read, type SyncScope, stamp } from './scope.ts';

/** Scope of a person whose company has no link that it could be synced under. */
export const NO_PARENT = '!';

/** A staged row under an alias, as one JSON value; null when the join found none. */
export const stagedJson = (alias: string): string => `CASE WHEN ${alias}."recordId" IS NULL THEN NULL ELSE
  jsonb_build_object('recordId', ${alias}."recordId", 'identity', ${alias}.identity,
    'counterpartId', ${alias}."counterpartId", 'active', ${alias}.active,
    'createdAtMs', ${ms(`${alias}."createdAt"`)}, 'modifiedAtMs', ${ms(`${alias}."modifiedAt"`)},
    'hashes', ${alias}.hashes, 'considered', ${alias}.considered, 'kind', nullif(${alias}.kind, ''),
    'parentId', ${alias}."parentId", 'orphan', ${alias}.scope = '${NO_PARENT}') END`;

/** The columns of a staged row as `StagedRow` has them: of many rows this takes half the time of `stagedJson`. */
export const stagedColumns = (
  alias: string,
): string => `${alias}."recordId", ${alias}.identity, ${alias}."counterpartId",
  ${alias}.active, ${ms(`${alias}."createdAt"`)} AS "createdAtMs", ${ms(`${alias}."modifiedAt"`)} AS "modifiedAtMs",
  ${alias}.hashes, ${alias}.considered, nullif(${alias}.kind, '') AS kind, ${alias}."parentId",
  ${alias}.scope = '${NO_PARENT}' AS orphan`;

/** A preview leaves records parked that a contact has come back for (`recallLeftBehind`), and looks at them all the same. */
const IS_RECALLED = `$8::boolean AND EXISTS (SELECT 1 FROM "StagedRecord" f WHERE f."runId" = $2::uuid AND f.side = 'FSM'
    AND f."recordId" = k."leftBy" AND f."counterpartId" = k."recordId")`;

const stageSql = (end: (typeof END)[Side]): string => `rows AS (
  SELECT * FROM jsonb_to_recordset($7::jsonb) AS r("recordId" text, identity text, "counterpartId" text,
    active boolean, "createdAtMs" float8, "modifiedAtMs" float8, hashes jsonb, considered boolean, kind text,
    "parentId" text)
), done AS (
  INSERT INTO "StagedRecord" ("runId", kind, side, module, "recordId", "parentId", "linkId", identity, "counterpartId",
    active, "createdAt", "modifiedAt", hashes, considered)
  SELECT $2::uuid, coalesce(r.kind, ''), $5::"Side", $6, r."recordId", r."parentId", l.id, r.identity,
    r."counterpartId", r.active, ${stamp('r."createdAtMs"')}, ${stamp('r."modifiedAtMs"')}, r.hashes,
    (r.considered OR r.kind IS NULL AND l.id IS NOT NULL) AND k."recordId" IS NULL
  FROM rows r LEFT JOIN "RecordLink" l ON l."connectionId" = $1::uuid AND l.${end.module} = $6
    AND l.${end.id} = r."recordId"
  LEFT JOIN "ParkedRecord" k ON k."connectionId" = $1::uuid AND k.side = $5::"Side" AND k.module = $6
    AND k."recordId" = r."recordId" AND NOT (${IS_RECALLED}), lease
  ON CONFLICT ("runId", side, "recordId", module) DO UPDATE SET identity = EXCLUDED.identity,
    "linkId" = EXCLUDED."linkId",
    "counterpartId" = EXCLUDED."counterpartId", active = EXCLUDED.active, "modifiedAt" = EXCLUDED."modifiedAt",
    kind = EXCLUDED.kind, "parentId" = EXCLUDED."parentId", scope = '',
    hashes = EXCLUDED.hashes, considered = "StagedRecord".considered OR EXCLUDED.considered
  RETURNING 1
)`;

const STAGE = { FSM: stageSql(END.FSM), BOOKS: stageSql(END.BOOKS) };

export async function stage(
  scope: SyncScope,
  side: Side,
  module: string,
  rows: readonly StagedRow[],
): Promise<void> {
  // A page may show a record twice, and one statement must not touch a row twice: the last one counts.
  const unique = new Map(rows.map((row) => [row.recordId, row]));
  const page = JSON.stringify([...unique.values()]);
  await fenced(scope, STAGE[side], side, module, page, scope.preview === true);
  fill(scope, 'StagedRecord', unique.size);
}

export async function clearStage(scope: SyncScope, pair: PairName): Promise<void> {
  await fenced(
    scope,
    `staged AS (
      DELETE FROM "StagedRecord" USING lease WHERE ${OF_PAIR} RETURNING 1
    ), done AS (
      DELETE FROM "RunRecord" USING lease WHERE "runId" = $2::uuid AND pair = $5::"Pair" AND outcome IS NULL RETURNING 1
    )`,
    pair,
  );
}

export async function unstagedPending(
  scope: SyncScope,
  side: Side,
  module: string,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const end = END[side];
  const rows = await read<{ recordId: string }>(
    scope,
    `SELECT p."recordId" FROM "PendingRecord" p
     WHERE p."connectionId" = $1::uuid AND p.side = $3::"Side" AND p.module = $4 AND p."recordId" > $5
       AND (p.awaits IS NULL OR EXISTS (SELECT 1 FROM "RecordLink" l WHERE l."connectionId" = $1::uuid
         AND l.kind = 'business' AND l.${end.module} = '${PARENTS_OF_PERSONS[side]}' AND l.${end.id} = p.awaits AND ${usable('l')}))
       AND NOT EXISTS (SELECT 1 FROM "StagedRecord" s WHERE s."runId" = $2::uuid AND s.side = p.side
         AND s.module = p.module AND s."recordId" = p."recordId" AND s.considered AND s.scope <> '${AGED}')
     ORDER BY p."recordId" LIMIT $6::int`,
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

/**
 * The pending record `p` is not done with by the log's row `d`, of whatever table: a customer whose sub-type was changed is
 * read as one of another than its link. One that stays pending although it was done has its reason.
 */
const STAYS = `(d.outcome IS NULL OR d.outcome = 'FAILED' OR d."reasonCode" = p."reasonCode")`;

export async function dropDonePending(scope: SyncScope, kind: TableName): Promise<void> {
  await fenced(
    scope,
    `done AS (
      DELETE FROM "PendingRecord" p USING "StagedRecord" s, lease
      WHERE p."connectionId" = $1::uuid AND s.kind = $5 AND s."runId" = $2::uuid AND s.side = p.side
        AND s.module = p.module AND s."recordId" = p."recordId" AND s.considered
        AND NOT EXISTS (SELECT 1 FROM "RunRecord" d WHERE d."runId" = $2::uuid AND d."connectionId" = $1::uuid
          AND d.kind = ANY($6::text[]) AND p.side = 'FSM' AND d."fsmId" = p."recordId" AND ${STAYS})
        AND NOT EXISTS (SELECT 1 FROM "RunRecord" d WHERE d."runId" = $2::uuid AND d."connectionId" = $1::uuid
          AND d.kind = ANY($6::text[]) AND p.side = 'BOOKS' AND d."booksId" = p."recordId" AND ${STAYS})
      RETURNING 1
    )`,
    kind,
    // By kinds, not by pair: there is an index that begins with them.
    KINDS[kind === 'items' ? 'ITEMS' : 'CUSTOMERS'],
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
  kind: TableName,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await read<{ id: string }>(
    scope,
    `SELECT DISTINCT f."counterpartId" AS id FROM "StagedRecord" f
     WHERE f."runId" = $2::uuid AND f.kind = $3 AND f.side = 'FSM' AND f.considered
       AND f."counterpartId" > $4 AND f."linkId" IS NULL AND f.scope <> '${NO_PARENT}'
       AND ($3 <> 'person' OR f."counterpartId" LIKE '%/%')
       AND NOT EXISTS (SELECT 1 FROM "RecordLink" l WHERE l."connectionId" = $1::uuid
         AND l."booksId" = f."counterpartId")
       AND NOT EXISTS (SELECT 1 FROM "StagedRecord" b WHERE b."runId" = $2::uuid AND b.kind = f.kind
         AND b.side = 'BOOKS' AND b."recordId" = f."counterpartId" AND b.considered)
     ORDER BY 1 LIMIT $5::int`,
    kind,
    after,
    limit,
  );
  return rows.map((row) => row.id);
}

export async function countNew(
  scope: SyncScope,
  side: Side,
  module: string,
  createdAfterMs: number,
): Promise<number> {
  const rows = await read<{ count: number }>(
    scope,
    `SELECT count(*)::int AS count FROM "StagedRecord" s
     WHERE s."runId" = $2::uuid AND s.side = $3::"Side" AND s.module = $4
       AND s."createdAt" > ${stamp('$5::float8')}
       AND s."linkId" IS NULL
       AND NOT EXISTS (SELECT 1 FROM "PendingRecord" p WHERE p."connectionId" = $1::uuid AND p.side = s.side
         AND p.module = s.module AND p."recordId" = s."recordId" AND p."reasonCode" <> 'EDITED_DURING_RUN')`,
    side,
    module,
    createdAfterMs,
  );
  return rows[0]?.count ?? 0;
}

export async function stagedIds(
  scope: SyncScope,
  kind: TableName,
  side: Side,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await read<{ id: string }>(
    scope,
    `SELECT s."recordId" AS id FROM "StagedRecord" s WHERE s."runId" = $2::uuid AND $1::uuid IS NOT NULL
       AND s.kind = $3 AND s.side = $4::"Side" AND s."recordId" = ANY($5::text[])`,
    kind,
    side,
    ids,
  );
  return new Set(rows.map((row) => row.id));
}

/** Of a contact person's link `l`: this run has read the customer whole, or the customer is known to be gone. */
const CUSTOMER_READ_OR_GONE = `(EXISTS (SELECT 1 FROM "StagedRecord" c WHERE c."runId" = $2::uuid AND c.side = 'BOOKS'
    AND c.module = 'contacts' AND c."recordId" = split_part(l."booksId", '/', 1) AND c.considered AND c.kind <> '')
  OR EXISTS (SELECT 1 FROM "RecordLink" b WHERE b."connectionId" = $1::uuid AND b."booksModule" = 'contacts'
    AND b."booksId" = split_part(l."booksId", '/', 1) AND b."booksGoneAt" IS NOT NULL))`;

export async function unlistedLinks(
  scope: SyncScope,
  kind: TableName,
  side: Side,
  module: string,
  after: string,
  limit: number,
): Promise<readonly LinkRow[]> {
  const end = END[side];
  const rows = await read<LinkColumns>(
    scope,
    `SELECT ${LINK_COLUMNS} FROM "RecordLink" l
     WHERE l."connectionId" = $1::uuid AND l.kind = $3 AND l.${end.module} = $5 AND l.${end.gone} IS NULL
       AND ($5 <> 'contact_persons' OR ${CUSTOMER_READ_OR_GONE})
       AND ($6 = '' OR l.id > nullif($6, '')::uuid)
       AND NOT EXISTS (SELECT 1 FROM "StagedRecord" s WHERE s."runId" = $2::uuid AND s.side = $4::"Side"
         AND s."linkId" = l.id)
     ORDER BY l.id LIMIT $7::int`,
    kind,
    side,
    module,
    after,
    limit,
  );
  return rows.map(linkRow);
}

export async function countStaged(scope: SyncScope, kind: TableName): Promise<number> {
  const rows = await read<{ count: number }>(
    scope,
    `SELECT count(DISTINCT coalesce(s."linkId"::text, s.side::text || s."recordId"))::int AS count
     FROM "StagedRecord" s WHERE s."runId" = $2::uuid AND $1::uuid IS NOT NULL AND s.kind = $3 AND s.considered`,
    kind,
  );
  return rows[0]?.count ?? 0;
}

export async function isIdle(
  scope: SyncScope,
  kind: TableName,
  modules: Readonly<Record<Side, string>>,
): Promise<boolean> {
  const rows = await read<{ busy: boolean }>(
    scope,
    `SELECT EXISTS (SELECT 1 FROM "StagedRecord" WHERE "runId" = $2::uuid AND kind = $3)
       OR EXISTS (SELECT 1 FROM "RecordLink" WHERE "connectionId" = $1::uuid AND kind = $3)
       OR EXISTS (SELECT 1 FROM "Intent" WHERE "connectionId" = $1::uuid AND kind = $3)
       OR EXISTS (SELECT 1 FROM "RunRecord" WHERE "runId" = $2::uuid AND kind = $3)
       OR EXISTS (SELECT 1 FROM "PendingRecord" WHERE "connectionId" = $1::uuid
         AND (side = 'FSM' AND module = $4 OR side = 'BOOKS' AND module = $5)) AS busy`,
    kind,
    modules.FSM,
    modules.BOOKS,
  );
  return rows[0]?.busy === false;
}
