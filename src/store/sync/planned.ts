/** What a run has planned and not done yet. */
import type { Operation, PlannedRow, TableName } from '../../engine/model.ts';
import type { Direction } from '../../engine/services.ts';
import { fenced, read, type SyncScope } from './scope.ts';

interface PlannedColumns {
  readonly id: string;
  readonly direction: Direction;
  readonly operation: PlannedRow['operation'];
  readonly cause: PlannedRow['cause'];
  readonly fields: readonly string[];
  readonly overwritten: readonly string[];
  readonly fsmId: string | null;
  readonly booksId: string | null;
  readonly linkId: string | null;
  readonly reasonCode: string | null;
  readonly reasonMessage: string | null;
  readonly reasonField: string | null;
  readonly content: string | null;
}

const PLANNED = `SELECT id::text AS id, direction::text AS direction, operation, cause, fields, overwritten, "fsmId",
  "booksId", "linkId"::text AS "linkId", "reasonCode", "reasonMessage", "reasonField", content
  FROM "RunRecord" WHERE "runId" = $2::uuid AND $1::uuid IS NOT NULL AND kind = $3
    AND direction = $4::"Direction" AND outcome IS NULL`;

const plannedRow = (row: PlannedColumns): PlannedRow => ({
  id: row.id,
  direction: row.direction,
  operation: row.operation,
  cause: row.cause,
  fields: row.fields,
  overwritten: row.overwritten,
  fsmId: row.fsmId,
  booksId: row.booksId,
  linkId: row.linkId,
  content: row.content,
  reason:
    row.reasonCode === null
      ? null
      : { code: row.reasonCode, message: row.reasonMessage ?? '', field: row.reasonField },
});

export async function planned(
  scope: SyncScope,
  kind: TableName,
  direction: Direction,
  after: string,
  limit: number,
): Promise<readonly PlannedRow[]> {
  const sql = `${PLANNED} AND "RunRecord".id > $5::bigint ORDER BY "RunRecord".id LIMIT $6::int`;
  const rows = await read<PlannedColumns>(scope, sql, kind, direction, BigInt(after), limit);
  return rows.map(plannedRow);
}

export async function plannedFor(
  scope: SyncScope,
  kind: TableName,
  direction: Direction,
  sourceIds: readonly string[],
): Promise<readonly PlannedRow[]> {
  const column = direction === 'TO_BOOKS' ? '"fsmId"' : '"booksId"';
  const sql = `${PLANNED} AND ${column} = ANY($5::text[]) ORDER BY "RunRecord".id`;
  const rows = await read<PlannedColumns>(scope, sql, kind, direction, sourceIds);
  return rows.map(plannedRow);
}

export async function countPlanned(scope: SyncScope, kind: TableName, direction: Direction): Promise<number> {
  const sql = `SELECT count(*)::int AS count FROM (${PLANNED}) p`;
  const rows = await read<{ count: number }>(scope, sql, kind, direction);
  return rows[0]?.count ?? 0;
}

export async function stillPlanned(scope: SyncScope, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await read<{ id: string }>(
    scope,
    `SELECT id::text AS id FROM "RunRecord" WHERE "runId" = $2::uuid AND $1::uuid IS NOT NULL
     AND outcome IS NULL AND id = ANY($3::bigint[])`,
    ids.map(BigInt),
  );
  return new Set(rows.map((row) => row.id));
}

export async function clearPlan(scope: SyncScope, kind: TableName): Promise<void> {
  await fenced(
    scope,
    `done AS (
      DELETE FROM "RunRecord" USING lease WHERE "runId" = $2::uuid AND kind = $5
        AND (outcome IS NULL OR $6::boolean) RETURNING 1
    )`,
    kind,
    // What a preview decides follows from nothing but what it has read.
    scope.preview === true,
  );
}

export async function countOperation(
  scope: SyncScope,
  kind: TableName,
  operation: Operation,
): Promise<number> {
  const rows = await read<{ count: number }>(
    scope,
    `SELECT count(*)::int AS count FROM "RunRecord" WHERE "runId" = $2::uuid AND $1::uuid IS NOT NULL AND kind = $3
       AND operation = $4 AND outcome IS NULL`,
    kind,
    operation,
  );
  return rows[0]?.count ?? 0;
}
