/** Records under others: persons with the link of their company, and contacts that joined, left or changed theirs. */
import type { MovedLink, TableName } from '../../engine/model.ts';
import { PARENTS_OF_PERSONS } from '../../engine/model.ts';
import type { Side } from '../../engine/services.ts';
import { END, usable } from './links.ts';
import { fenced, read, type SyncScope } from './scope.ts';
import { NO_PARENT } from './staging.ts';

/**
 * The link of the company or customer that a staged person `s` belongs to. For each side a join of its own: what depends
 * on the side of each row is looked for in no index.
 */
const parentLink = (
  alias: string,
  side: Side,
): string => `LEFT JOIN "RecordLink" ${alias} ON s.side = '${side}'
    AND ${alias}."connectionId" = $1::uuid AND ${alias}.kind = 'business' AND ${usable(alias)}
    AND ${alias}.${END[side].module} = '${PARENTS_OF_PERSONS[side]}' AND ${alias}.${END[side].id} = s."parentId"`;

export async function scopeToParents(scope: SyncScope, kind: TableName): Promise<void> {
  await fenced(
    scope,
    `shown AS (
      SELECT d."fsmId", d."booksId", concat('shown:', d."fsmId", '=', d."booksId") AS scope FROM "RunRecord" d
      WHERE $6::boolean AND d."runId" = $2::uuid AND d.kind = 'business' AND d.operation IN ('CREATE', 'LINK', 'UPDATE')
    ), parents AS (
      SELECT s.side, s."recordId", s.module, coalesce(lf."booksId", lb."booksId") AS "booksId",
        coalesce(lf.id::text, lb.id::text, hf.scope, hb.scope, '${NO_PARENT}') AS scope
      FROM "StagedRecord" s
      ${parentLink('lf', 'FSM')}
      ${parentLink('lb', 'BOOKS')}
      LEFT JOIN shown hf ON s.side = 'FSM' AND hf."fsmId" = s."parentId"
      LEFT JOIN shown hb ON s.side = 'BOOKS' AND hb."booksId" = s."parentId"
      WHERE s."runId" = $2::uuid AND s.kind = $5 AND s.scope = ''
    ), done AS (
      UPDATE "StagedRecord" s SET scope = p.scope,
        "counterpartId" = CASE WHEN s.side = 'FSM' AND s."counterpartId" IS NOT NULL AND p."booksId" IS NOT NULL
          THEN p."booksId" || '/' || s."counterpartId" ELSE s."counterpartId" END
      FROM parents p, lease
      WHERE s."runId" = $2::uuid AND s.side = p.side AND s."recordId" = p."recordId" AND s.module = p.module
      RETURNING 1
    )`,
    kind,
    // A preview makes no links: the companies that it would link or create stand for them.
    scope.preview === true,
  );
}

export async function movedLinks(
  scope: SyncScope,
  kind: TableName,
  after: string,
  limit: number,
): Promise<readonly MovedLink[]> {
  return read<MovedLink>(
    scope,
    `SELECT l.id::text AS "linkId", l."fsmId" FROM "StagedRecord" s
     JOIN "RecordLink" l ON l.id = s."linkId" AND l."connectionId" = $1::uuid AND l."fsmGoneAt" IS NULL
     LEFT JOIN "RecordLink" p ON p.id::text = s.scope
     WHERE s."runId" = $2::uuid AND s.side = 'FSM' AND s.kind = $3 AND s.considered AND s.active AND NOT s.done
       AND s.scope <> '${NO_PARENT}'
       AND (l.kind <> s.kind OR l."booksModule" = '' OR s.kind = 'person' AND split_part(l."booksId", '/', 1) <> p."booksId")
       AND ($4 = '' OR l.id > nullif($4, '')::uuid)
     ORDER BY l.id LIMIT $5::int`,
    kind,
    after,
    limit,
  );
}

/** The FSM record is one without a counterpart from now on; what it had in Books takes no part. */
const UNSTAGE_MOVED = (ids: string): string => `
  UPDATE "StagedRecord" s SET "linkId" = NULL, considered = s.considered AND s.side = 'FSM' FROM lease
  WHERE s."runId" = $2::uuid AND s."linkId" = ANY(${ids}::uuid[]) RETURNING 1`;

export async function releaseMoved(
  scope: SyncScope,
  kind: TableName,
  links: readonly MovedLink[],
): Promise<void> {
  const ids = links.map(({ linkId }) => linkId);
  if (scope.preview === true) {
    await fenced(scope, `done AS (${UNSTAGE_MOVED('$5')})`, ids);
    return;
  }
  await fenced(
    scope,
    `parked AS (
      INSERT INTO "ParkedRecord" ("connectionId", side, module, "recordId", "reasonCode", "leftBy")
      SELECT $1::uuid, 'BOOKS', l."booksModule", l."booksId", 'LEFT_BEHIND', l."fsmId" FROM "RecordLink" l, lease
      WHERE l.id = ANY($6::uuid[]) AND l."booksModule" <> ''
      ON CONFLICT ("connectionId", side, module, "recordId") DO NOTHING RETURNING 1
    ), staged AS (${UNSTAGE_MOVED('$6')}
    ), done AS (
      UPDATE "RecordLink" l SET kind = $5, "booksModule" = '', "booksId" = 'moved:' || l.id, base = '{}',
        unverified = false, "booksModifiedAt" = NULL, "booksGoneAt" = NULL
      FROM lease WHERE l.id = ANY($6::uuid[]) RETURNING 1
    )`,
    kind,
    ids,
  );
}

/** What the contact `f`, between two counterparts, left behind in the place it is in now. */
const LEFT_THERE = `"StagedRecord" f
  JOIN "RecordLink" l ON l."connectionId" = $1::uuid AND l."fsmModule" = f.module AND l."fsmId" = f."recordId"
    AND l."booksModule" = ''
  JOIN "ParkedRecord" k ON k."connectionId" = $1::uuid AND k.side = 'BOOKS' AND k.module = $6 AND k."leftBy" = f."recordId"
  LEFT JOIN "RecordLink" p ON p.id::text = f.scope
  WHERE f."runId" = $2::uuid AND f.kind = $5 AND f.side = 'FSM' AND f.considered AND f.active AND f."linkId" IS NULL
    AND (f.kind <> 'person' OR split_part(k."recordId", '/', 1) = p."booksId")`;

export async function recallLeftBehind(
  scope: SyncScope,
  kind: TableName,
  booksModule: string,
): Promise<number> {
  return fenced(
    scope,
    `back AS (
      SELECT DISTINCT ON (f."recordId") f."recordId" AS "fsmId", k."recordId" FROM ${LEFT_THERE}
      ORDER BY f."recordId", k.since DESC
    ), parked AS (
      DELETE FROM "ParkedRecord" k USING back b, lease WHERE NOT $7::boolean AND k."connectionId" = $1::uuid
        AND k.side = 'BOOKS' AND k.module = $6 AND k."recordId" = b."recordId" RETURNING 1
    ), seen AS (
      UPDATE "StagedRecord" s SET considered = true FROM back b, lease WHERE s."runId" = $2::uuid AND s.side = 'BOOKS'
        AND s.module = $6 AND s."recordId" = b."recordId" RETURNING 1
    ), done AS (
      UPDATE "StagedRecord" f SET "counterpartId" = b."recordId" FROM back b, lease WHERE f."runId" = $2::uuid
        AND f.side = 'FSM' AND f.kind = $5 AND f."recordId" = b."fsmId" RETURNING 1
    )`,
    kind,
    booksModule,
    // A preview takes nothing up: what was left stays so until a sync does.
    scope.preview === true,
  );
}
