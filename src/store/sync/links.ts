import type { Pool } from 'pg';
import type { Base, LinkRow } from '../../engine/model.ts';
import type { Side } from '../../engine/services.ts';
import { read, type SyncScope } from './scope.ts';

export interface LinkColumns {
  readonly id: string;
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
export const LINK_COLUMNS = `l.id::text AS id, l."fsmModule", l."fsmId", l."booksModule", l."booksId", l.base,
  l."fsmGoneAt" IS NOT NULL AS "fsmGone", l."booksGoneAt" IS NOT NULL AS "booksGone", l.unverified,
  (extract(epoch from l."fsmModifiedAt") * 1000)::float8 AS "fsmModifiedAtMs",
  (extract(epoch from l."booksModifiedAt") * 1000)::float8 AS "booksModifiedAtMs"`;

export const linkRow = (row: LinkColumns): LinkRow => ({
  id: row.id,
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
export const END: Readonly<Record<Side, { id: string; module: string; gone: string }>> = {
  FSM: { id: '"fsmId"', module: '"fsmModule"', gone: '"fsmGoneAt"' },
  BOOKS: { id: '"booksId"', module: '"booksModule"', gone: '"booksGoneAt"' },
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

/** Every link of a pair, in pages; for commands that look at all of them outside a run. */
export async function* allLinks(
  pool: Pick<Pool, 'query'>,
  connectionId: string,
  pair: string,
): AsyncGenerator<readonly LinkRow[], void> {
  for (let after = ''; ; ) {
    const { rows } = await pool.query<LinkColumns>(
      `SELECT ${LINK_COLUMNS} FROM "RecordLink" l
       WHERE l."connectionId" = $1::uuid AND l.pair = $2::"Pair" AND ($3 = '' OR l.id > nullif($3, '')::uuid)
       ORDER BY l.id LIMIT ${LINKS_PER_PAGE}`,
      [connectionId, pair, after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield rows.map(linkRow);
  }
}
