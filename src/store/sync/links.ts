import type { Pool } from 'pg';
import {
  ACTIVE,
  ACTIVE_KEY,
  type Base,
  FSM_ACTIVE_KEY,
  type LinkRow,
  type TableName,
} from '../../engine/model.ts';
import type { Side } from '../../engine/services.ts';
import { read, type SyncScope, stamp } from './scope.ts';

export interface LinkColumns {
  readonly id: string;
  readonly kind: TableName;
  readonly fsmModule: string;
  readonly fsmId: string;
  readonly booksModule: string;
  readonly booksId: string;
  readonly base: Base;
  readonly fsmGone: boolean;
  readonly booksGone: boolean;
  readonly unverified: boolean;
  readonly fsmModifiedAtMs: number | null;
  readonly booksModifiedAtMs: number | null;
}

/** Columns of a link under the alias `l`, as `LinkRow` has them. */
export const LINK_COLUMNS = `l.id::text AS id, l.kind, l."fsmModule", l."fsmId", l."booksModule", l."booksId", l.base,
  l."fsmGoneAt" IS NOT NULL AS "fsmGone", l."booksGoneAt" IS NOT NULL AS "booksGone", l.unverified,
  (extract(epoch from l."fsmModifiedAt") * 1000)::float8 AS "fsmModifiedAtMs",
  (extract(epoch from l."booksModifiedAt") * 1000)::float8 AS "booksModifiedAtMs"`;

export const linkRow = (row: LinkColumns): LinkRow => ({
  id: row.id,
  kind: row.kind,
  fsmModule: row.fsmModule,
  fsmId: row.fsmId,
  booksModule: row.booksModule,
  booksId: row.booksId,
  base: row.base,
  fsmGone: row.fsmGone,
  booksGone: row.booksGone,
  unverified: row.unverified,
  fsmModifiedAtMs: row.fsmModifiedAtMs,
  booksModifiedAtMs: row.booksModifiedAtMs,
});

/** Columns that name a side's end of a link. */
export const END: Readonly<Record<Side, { id: string; module: string; gone: string; modified: string }>> = {
  FSM: { id: '"fsmId"', module: '"fsmModule"', gone: '"fsmGoneAt"', modified: '"fsmModifiedAt"' },
  BOOKS: { id: '"booksId"', module: '"booksModule"', gone: '"booksGoneAt"', modified: '"booksModifiedAt"' },
};

export async function linksById(scope: SyncScope, ids: readonly string[]): Promise<readonly LinkRow[]> {
  const rows = await read<LinkColumns>(
    scope,
    `SELECT ${LINK_COLUMNS} FROM "RecordLink" l
     WHERE l."connectionId" = $1::uuid AND $2::uuid IS NOT NULL AND l.id = ANY($3::uuid[])`,
    ids,
  );
  return rows.map(linkRow);
}

export async function linkedIds(
  scope: SyncScope,
  side: Side,
  module: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const end = END[side];
  const rows = await read<{ id: string }>(
    scope,
    `SELECT ${end.id} AS id FROM "RecordLink"
     WHERE "connectionId" = $1::uuid AND $2::uuid IS NOT NULL AND ${end.module} = $3 AND ${end.id} = ANY($4::text[])`,
    module,
    ids,
  );
  return new Set(rows.map((row) => row.id));
}

const LINKS_PER_PAGE = 2_000;

/** Every link of a table, in pages; for commands that look at all of them outside a run. */
export async function* allLinks(
  pool: Pick<Pool, 'query'>,
  connectionId: string,
  kind: TableName,
): AsyncGenerator<readonly LinkRow[], void> {
  for (let after = ''; ; ) {
    const { rows } = await pool.query<LinkColumns>(
      `SELECT ${LINK_COLUMNS} FROM "RecordLink" l
       WHERE l."connectionId" = $1::uuid AND l.kind = $2 AND ($3 = '' OR l.id > nullif($3, '')::uuid)
       ORDER BY l.id LIMIT ${LINKS_PER_PAGE}`,
      [connectionId, kind, after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield rows.map(linkRow);
  }
}

export async function countLinks(scope: SyncScope, kind: TableName): Promise<number> {
  const rows = await read<{ count: number }>(
    scope,
    `SELECT count(*)::int AS count FROM "RecordLink"
     WHERE "connectionId" = $1::uuid AND $2::uuid IS NOT NULL AND kind = $3`,
    kind,
  );
  return rows[0]?.count ?? 0;
}

/** A link whose records are both there and in use: what lies under them can be synced. */
export const usable = (
  alias: string,
): string => `${alias}."fsmGoneAt" IS NULL AND ${alias}."booksGoneAt" IS NULL
  AND coalesce(${alias}.base->>'${ACTIVE_KEY}', '${ACTIVE}') = '${ACTIVE}'
  AND coalesce(${alias}.base->>'${FSM_ACTIVE_KEY}', '${ACTIVE}') = '${ACTIVE}'`;

export async function counterparts(
  scope: SyncScope,
  side: Side,
  module: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const [own, other] = side === 'FSM' ? [END.FSM, END.BOOKS] : [END.BOOKS, END.FSM];
  const rows = await read<{ id: string; counterpart: string }>(
    scope,
    `SELECT l.${own.id} AS id, l.${other.id} AS counterpart FROM "RecordLink" l
     WHERE l."connectionId" = $1::uuid AND $2::uuid IS NOT NULL AND l.${own.module} = $3
       AND l.${own.id} = ANY($4::text[]) AND ${usable('l')}`,
    module,
    ids,
  );
  return new Map(rows.map((row) => [row.id, row.counterpart]));
}

export async function unchangedSince(
  scope: SyncScope,
  side: Side,
  module: string,
  versions: readonly { readonly id: string; readonly modifiedAtMs: number }[],
): Promise<ReadonlyMap<string, LinkRow>> {
  if (versions.length === 0) return new Map();
  const end = END[side];
  const rows = await read<LinkColumns>(
    scope,
    `SELECT ${LINK_COLUMNS} FROM unnest($4::text[], $5::float8[]) AS v(id, ms)
     JOIN "RecordLink" l ON l."connectionId" = $1::uuid AND $2::uuid IS NOT NULL AND l.${end.module} = $3
       AND l.${end.id} = v.id AND l.${end.modified} = ${stamp('v.ms')} AND NOT l.unverified AND ${usable('l')}
     WHERE NOT EXISTS (SELECT 1 FROM "PendingRecord" p WHERE p."connectionId" = $1::uuid AND p.side = '${side}'
       AND p.module = $3 AND p."recordId" = v.id)`,
    module,
    versions.map(({ id }) => id),
    versions.map(({ modifiedAtMs }) => modifiedAtMs),
  );
  return new Map(rows.map((row) => [side === 'FSM' ? row.fsmId : row.booksId, linkRow(row)]));
}
