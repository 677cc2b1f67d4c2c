/** Creates that were announced: what a process that takes over has to look for before it creates anything. */
import type { TableName } from '../../engine/model.ts';
import type { Direction } from '../../engine/services.ts';
import type { NewIntent, OpenIntent } from '../../engine/store.ts';
import { agedRows, ageMs, fenced, read, type SyncScope } from './scope.ts';

export async function openIntents(
  scope: SyncScope,
  kind: TableName,
  direction: Direction,
  sourceModule: string,
  intents: readonly NewIntent[],
): Promise<void> {
  const unique = [...new Map(intents.map((intent) => [intent.sourceId, intent])).values()];
  await fenced(
    scope,
    `done AS (
      INSERT INTO "Intent" ("connectionId", kind, direction, "sourceModule", "sourceId", identity, "runId")
      SELECT $1::uuid, $5, $6::"Direction", $7, i.id, i.identity, $2::uuid
      FROM unnest($8::text[], $9::text[]) AS i(id, identity), lease
      ON CONFLICT ("connectionId", kind, direction, "sourceModule", "sourceId")
        DO UPDATE SET "createdAt" = now(), identity = EXCLUDED.identity, "runId" = EXCLUDED."runId" RETURNING 1
    )`,
    kind,
    direction,
    sourceModule,
    unique.map((intent) => intent.sourceId),
    unique.map((intent) => intent.identity),
  );
}

export async function withdrawIntents(
  scope: SyncScope,
  kind: TableName,
  direction: Direction,
  sourceModule: string,
  sourceIds: readonly string[],
): Promise<void> {
  await fenced(
    scope,
    `done AS (
      DELETE FROM "Intent" USING lease
      WHERE "connectionId" = $1::uuid AND "runId" = $2::uuid AND kind = $5 AND direction = $6::"Direction"
        AND "sourceModule" = $7 AND "sourceId" = ANY($8::text[]) RETURNING 1
    )`,
    kind,
    direction,
    sourceModule,
    sourceIds,
  );
}

export async function findIntents(
  scope: SyncScope,
  kind: TableName,
  direction: Direction,
  sourceModule: string,
  sourceIds: readonly string[],
): Promise<readonly OpenIntent[]> {
  const nowMs = scope.nowMs();
  const rows = await read<Omit<OpenIntent, 'createdAtMs'> & { readonly ageMs: number }>(
    scope,
    `SELECT "sourceId", identity, ${ageMs('"createdAt"')} AS "ageMs", "runId" = $2::uuid AS "ofThisRun" FROM "Intent"
     WHERE "connectionId" = $1::uuid AND kind = $3 AND direction = $4::"Direction"
       AND "sourceModule" = $5 AND "sourceId" = ANY($6::text[])`,
    kind,
    direction,
    sourceModule,
    sourceIds,
  );
  return agedRows(rows, nowMs);
}
