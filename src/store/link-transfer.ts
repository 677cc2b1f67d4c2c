/** Links and parked records as whole rows, for files that outlive the database. */
import type { Pool } from 'pg';
import type { Base } from '../engine/model.ts';
import type { LeaseHandle } from './leases.ts';

/** A link without its connection; times are RFC 3339. Its two ends are null where it names none (a link that moves). */
export interface TransferredLink {
  readonly id: string;
  readonly pair: 'ITEMS' | 'CUSTOMERS';
  readonly kind: string;
  readonly fsmModule: string;
  readonly fsmId: string;
  readonly booksModule: string;
  readonly booksId: string;
  readonly base: Base;
  readonly mappingFingerprint: string;
  readonly unverified: boolean;
  readonly fsmModifiedAt: string | null;
  readonly booksModifiedAt: string | null;
  readonly fsmGoneAt: string | null;
  readonly booksGoneAt: string | null;
  readonly lastSyncedAt: string | null;
  readonly createdAt: string;
}

export interface TransferredParked {
  readonly side: 'FSM' | 'BOOKS';
  readonly module: string;
  readonly recordId: string;
  readonly reasonCode: string;
  /** The FSM contact that left it behind. */
  readonly leftBy: string | null;
  readonly since: string;
}

/** The lease was lost: what is written from now on could meet a run. */
export class TransferInterrupted extends Error {
  readonly code = 'LEASE_LOST';
  constructor() {
    super(
      'Another process has taken the connection over. Run the import again: it goes on where it stopped.',
    );
    this.name = 'TransferInterrupted';
  }
}

const ROWS_PER_PAGE = 1_000;
const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;

const LINK_COLUMNS = `id::text AS id, pair::text AS pair, kind, "fsmModule", "fsmId", "booksModule", "booksId", base,
  "mappingFingerprint", unverified, ${[
    'fsmModifiedAt',
    'booksModifiedAt',
    'fsmGoneAt',
    'booksGoneAt',
    'lastSyncedAt',
    'createdAt',
  ]
    .map((name) => iso(`"${name}"`))
    .join(', ')}`;

export async function* linkRows(
  pool: Pick<Pool, 'query'>,
  connectionId: string,
): AsyncGenerator<readonly TransferredLink[], void> {
  for (let after = ''; ; ) {
    const { rows } = await pool.query<TransferredLink>(
      `SELECT ${LINK_COLUMNS} FROM "RecordLink"
       WHERE "connectionId" = $1::uuid AND ($2 = '' OR id > nullif($2, '')::uuid) ORDER BY id LIMIT ${ROWS_PER_PAGE}`,
      [connectionId, after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield rows;
  }
}

export async function parkedRows(
  pool: Pick<Pool, 'query'>,
  connectionId: string,
): Promise<readonly TransferredParked[]> {
  const { rows } = await pool.query<TransferredParked>(
    `SELECT side::text AS side, module, "recordId", "reasonCode", "leftBy", ${iso('since')} FROM "ParkedRecord"
     WHERE "connectionId" = $1::uuid ORDER BY side, module, "recordId"`,
    [connectionId],
  );
  return rows;
}

/** What the database holds of a connection's records, by `SIDE/module/id`. */
export interface KnownRecords {
  /** The counterpart's key; empty for a link that moves. */
  readonly linked: Map<string, string>;
  readonly parked: Set<string>;
}

export const recordKey = (side: 'FSM' | 'BOOKS', module: string, id: string): string =>
  `${side}/${module}/${id}`;

export async function knownRecords(pool: Pick<Pool, 'query'>, connectionId: string): Promise<KnownRecords> {
  const linked = new Map<string, string>();
  for await (const page of linkRows(pool, connectionId)) for (const link of page) addLinked(linked, link);
  const parked = (await parkedRows(pool, connectionId)).map((row) =>
    recordKey(row.side, row.module, row.recordId),
  );
  return { linked, parked: new Set(parked) };
}

/** Notes both ends of a link. */
export function addLinked(
  linked: Map<string, string>,
  link: Pick<TransferredLink, 'fsmModule' | 'fsmId' | 'booksModule' | 'booksId'>,
): void {
  const fsm = recordKey('FSM', link.fsmModule, link.fsmId);
  const books = link.booksModule === '' ? '' : recordKey('BOOKS', link.booksModule, link.booksId);
  linked.set(fsm, books);
  if (books !== '') linked.set(books, fsm);
}

/**
 * Adds links under the lease; one whose id is in use elsewhere gets another. Every record of the connection is read anew by
 * the next run: what was synced since the file was written is not known from it. @throws TransferInterrupted
 */
export async function insertLinks(
  pool: Pick<Pool, 'query'>,
  lease: LeaseHandle,
  links: readonly TransferredLink[],
): Promise<void> {
  await underLease(
    pool,
    lease,
    `rows AS (
      SELECT * FROM jsonb_to_recordset($3::jsonb) AS r(id uuid, pair text, kind text, "fsmModule" text, "fsmId" text,
        "booksModule" text, "booksId" text, base jsonb, "mappingFingerprint" text, unverified boolean,
        "fsmModifiedAt" timestamptz, "booksModifiedAt" timestamptz, "fsmGoneAt" timestamptz, "booksGoneAt" timestamptz,
        "lastSyncedAt" timestamptz, "createdAt" timestamptz)
    ), forgotten AS (
      DELETE FROM "Watermark" w USING lease WHERE w."connectionId" = $1::uuid RETURNING 1
    ), done AS (
      INSERT INTO "RecordLink" (id, "connectionId", pair, kind, "fsmModule", "fsmId", "booksModule", "booksId", base,
        "mappingFingerprint", unverified, "fsmModifiedAt", "booksModifiedAt", "fsmGoneAt", "booksGoneAt", "lastSyncedAt",
        "createdAt")
      SELECT CASE WHEN u.id IS NULL THEN r.id ELSE gen_random_uuid() END, $1::uuid, r.pair::"Pair", r.kind, r."fsmModule",
        r."fsmId", r."booksModule", r."booksId", r.base, r."mappingFingerprint", r.unverified, r."fsmModifiedAt",
        r."booksModifiedAt", r."fsmGoneAt", r."booksGoneAt", r."lastSyncedAt", r."createdAt"
      FROM rows r LEFT JOIN "RecordLink" u ON u.id = r.id, lease ON CONFLICT DO NOTHING RETURNING 1
    )`,
    links,
  );
}

/** @throws TransferInterrupted */
export async function insertParked(
  pool: Pick<Pool, 'query'>,
  lease: LeaseHandle,
  records: readonly TransferredParked[],
): Promise<void> {
  await underLease(
    pool,
    lease,
    `done AS (
      INSERT INTO "ParkedRecord" ("connectionId", side, module, "recordId", "reasonCode", "leftBy", since)
      SELECT $1::uuid, r.side::"Side", r.module, r."recordId", r."reasonCode", r."leftBy", r.since
      FROM jsonb_to_recordset($3::jsonb) AS r(side text, module text, "recordId" text, "reasonCode" text, "leftBy" text, since timestamptz),
        lease ON CONFLICT DO NOTHING RETURNING 1
    )`,
    records,
  );
}

async function underLease(
  pool: Pick<Pool, 'query'>,
  lease: LeaseHandle,
  ctes: string,
  rows: readonly object[],
): Promise<void> {
  const { rows: answer } = await pool.query<{ held: number }>(
    `WITH lease AS (SELECT 1 FROM "Lease" WHERE "connectionId" = $1::uuid AND token = $2::bigint FOR UPDATE), ${ctes}
     SELECT (SELECT count(*) FROM lease)::int AS held, (SELECT count(*) FROM done)::int AS done`,
    [lease.connectionId, lease.token, JSON.stringify(rows)],
  );
  if (answer[0]?.held !== 1) throw new TransferInterrupted();
}
