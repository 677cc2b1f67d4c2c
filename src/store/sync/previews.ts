/** What a preview has shown, for itself and for the run that applies it. */
import type { DecidedRecord, Reason, TableName } from '../../engine/model.ts';
import { PREVIEW_VALID_MS } from '../previews.ts';
import { fenced, read, type SyncScope } from './scope.ts';

export async function hasPreview(scope: SyncScope, previewId: string): Promise<boolean> {
  const rows = await read<{ known: boolean }>(
    scope,
    `SELECT EXISTS (SELECT 1 FROM "SyncRun" p JOIN "SyncRun" r ON r.id = $2::uuid
       WHERE p.id = $3::uuid AND p."connectionId" = $1::uuid AND p.mode = 'PREVIEW' AND p.state = 'SUCCEEDED'
         AND p."mappingFingerprint" = r."mappingFingerprint"
         AND p."endedAt" >= r."requestedAt" - ($4::float8 * interval '1 millisecond')) AS known`,
    previewId,
    PREVIEW_VALID_MS,
  );
  return rows[0]?.known ?? false;
}

/** Equalities, so that a batch is joined in one pass; no id and no digest is an empty text. */
const SAME_RECORDS = `coalesce(d."fsmId", '') = r."fsmId" AND coalesce(d."booksId", '') = r."booksId"
  AND coalesce(d.content, '') = r.content`;

/** A failure that was foreseen (`foresee`) keeps the cause of what would fail: that is tried, and fails for its reason. */
const SAME_DEED = `(d.operation = r.operation
  OR d.operation = 'FAIL' AND r.operation IN ('CREATE', 'UPDATE') AND d.cause = r.cause)`;

export async function previewed(
  scope: SyncScope,
  previewId: string,
  kind: TableName,
  records: readonly DecidedRecord[],
): Promise<ReadonlySet<number>> {
  const rows = records.map((record, place) => ({
    place,
    operation: record.operation,
    cause: record.cause,
    direction: record.direction,
    fsmId: record.fsmId ?? '',
    booksId: record.booksId ?? '',
    content: record.content ?? '',
    fields: [...record.fields].sort(),
  }));
  const shown = await read<{ place: number }>(
    scope,
    `SELECT r.place FROM jsonb_to_recordset($5::jsonb) AS r(place int, operation text, cause text, direction text,
       "fsmId" text, "booksId" text, content text, fields jsonb)
     WHERE $1::uuid IS NOT NULL AND $2::uuid IS NOT NULL AND EXISTS (SELECT 1 FROM "RunRecord" d
       WHERE d."runId" = $3::uuid AND d.kind = $4 AND ${SAME_DEED}
         AND d.direction = r.direction::"Direction" AND ${SAME_RECORDS}
         AND ARRAY(SELECT unnest(d.fields) ORDER BY 1) = ARRAY(SELECT jsonb_array_elements_text(r.fields) ORDER BY 1))`,
    previewId,
    kind,
    JSON.stringify(rows),
  );
  return new Set(shown.map(({ place }) => place));
}

export async function foresee(
  scope: SyncScope,
  kind: TableName,
  failures: readonly { readonly id: string; readonly reason: Reason }[],
): Promise<void> {
  await fenced(
    scope,
    `rows AS (
      SELECT * FROM jsonb_to_recordset($6::jsonb) AS r(id bigint, code text, message text, field text)
    ), done AS (
      UPDATE "RunRecord" d SET operation = 'FAIL', "reasonCode" = r.code, "reasonMessage" = r.message,
        "reasonField" = r.field
      FROM rows r, lease WHERE d.id = r.id AND d."runId" = $2::uuid AND d.kind = $5 RETURNING 1
    )`,
    kind,
    JSON.stringify(failures.map(({ id, reason }) => ({ id, ...reason }))),
  );
}
