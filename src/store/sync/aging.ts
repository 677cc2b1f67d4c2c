/** What a reading that was broken off has left: rows age, and are kept where nothing has changed since. */
import type { PairName } from '../../engine/model.ts';
import type { Side } from '../../engine/services.ts';
import { fenced, read, type SyncScope, stamp } from './scope.ts';

/** Scope, while a pair is read, of rows that an earlier reading of the run has left and that this one has not met yet. */
export const AGED = '~';

/** Staged rows of a pair, `$5`; also those of no table. */
export const OF_PAIR = `"runId" = $2::uuid AND (kind = 'items' OR module IN ('Service_And_Parts', 'items')) = ($5 = 'ITEMS')`;

export async function ageStage(scope: SyncScope, pair: PairName): Promise<void> {
  await fenced(
    scope,
    `done AS (UPDATE "StagedRecord" SET scope = '${AGED}' FROM lease WHERE ${OF_PAIR} RETURNING 1)`,
    pair,
  );
}

export async function dropAged(scope: SyncScope, pair: PairName): Promise<void> {
  await fenced(
    scope,
    `done AS (DELETE FROM "StagedRecord" USING lease WHERE ${OF_PAIR} AND scope = '${AGED}' RETURNING 1)`,
    pair,
  );
}

const GIVEN = (parameter: string): string =>
  `SELECT * FROM jsonb_to_recordset(${parameter}::jsonb) AS r(id text, "modifiedAtMs" float8)`;

/** A staged row `s` that was read whole, in the given version `r` or, where none is given, in any. */
const SAME_VERSION = `s."recordId" = r.id AND s.considered
  AND (r."modifiedAtMs" IS NULL OR s."modifiedAt" = ${stamp('r."modifiedAtMs"')})`;

export async function keepStaged(
  scope: SyncScope,
  side: Side,
  module: string,
  records: readonly { readonly id: string; readonly modifiedAtMs: number | null }[],
  dependents: readonly string[],
): Promise<ReadonlySet<string>> {
  const versions = JSON.stringify(records.map(({ id, modifiedAtMs }) => ({ id, modifiedAtMs })));
  await fenced(
    scope,
    `given AS (${GIVEN('$7')}), kept AS (
      UPDATE "StagedRecord" s SET scope = '' FROM given r, lease WHERE s."runId" = $2::uuid AND s.side = $5::"Side"
        AND s.module = $6 AND ${SAME_VERSION} RETURNING s."recordId"
    ), done AS (
      UPDATE "StagedRecord" s SET scope = '' FROM kept k, lease WHERE s."runId" = $2::uuid AND s.side = $5::"Side"
        AND s.module = ANY($8::text[]) AND s."parentId" = k."recordId" RETURNING 1
    )`,
    side,
    module,
    versions,
    dependents,
  );
  const rows = await read<{ id: string }>(
    scope,
    `SELECT s."recordId" AS id FROM "StagedRecord" s JOIN (${GIVEN('$5')}) r ON ${SAME_VERSION}
     WHERE $1::uuid IS NOT NULL AND s."runId" = $2::uuid AND s.side = $3::"Side" AND s.module = $4`,
    side,
    module,
    versions,
  );
  return new Set(rows.map((row) => row.id));
}

export async function keepPending(scope: SyncScope, side: Side, module: string): Promise<void> {
  await fenced(
    scope,
    `done AS (
      UPDATE "StagedRecord" s SET scope = '' FROM "PendingRecord" p, lease WHERE s."runId" = $2::uuid
        AND s.side = $5::"Side" AND s.module = $6 AND s.scope = '${AGED}' AND s.considered
        AND p."connectionId" = $1::uuid AND p.side = s.side AND p.module = s.module AND p."recordId" = s."recordId"
      RETURNING 1
    )`,
    side,
    module,
  );
}
