/**
 * What the statements of one run share. Every writing statement renews the lease in the same breath and does nothing
 * when the lease has gone to somebody else: one round trip, atomic, and no transaction is held open.
 */

import type { Pool } from 'pg';
import { LeaseLost } from '../../engine/errors.ts';

/** Tables that a run fills by the ten thousand rows. */
export type FilledTable = 'StagedRecord' | 'RecordLink' | 'RunRecord';

export interface SyncScope {
  readonly pool: Pool;
  readonly connectionId: string;
  readonly runId: string;
  /** Fencing token of the lease the run holds. */
  readonly token: bigint;
  readonly leaseTtlMs: number;
  /** Encrypts the label of a failed record. */
  readonly seal: (label: string) => Uint8Array;
  /** The run only shows what a sync would do: its plan is all that is kept. */
  readonly preview?: boolean;
  /** Our clock, epoch milliseconds. */
  readonly nowMs: () => number;
  /** Rows written by this process since it last looked at the statistics of a table. */
  readonly filled: Map<FilledTable, number>;
}

/** Counts rows that were written. */
export function fill({ filled }: SyncScope, table: FilledTable, rows: number): void {
  filled.set(table, (filled.get(table) ?? 0) + rows);
}

/** The fence as a CTE named `lease`; parameters 1 to 4 of the statement. */
const LEASE = `lease AS (
  UPDATE "Lease" SET "expiresAt" = now() + ($4::float8 * interval '1 millisecond')
  WHERE "connectionId" = $1::uuid AND token = $3::bigint AND $2::uuid IS NOT NULL
  RETURNING 1
)`;

/**
 * Runs `WITH lease, <ctes> SELECT …`. In the body `$1` is the connection, `$2` the run, and own parameters begin at `$5`;
 * every data-modifying part must join `lease`. @throws LeaseLost
 */
export async function fenced(
  scope: SyncScope,
  ctes: string,
  ...parameters: readonly unknown[]
): Promise<number> {
  const sql = `WITH ${LEASE}, ${ctes} SELECT (SELECT count(*) FROM lease)::int AS held, (SELECT count(*) FROM done)::int AS done`;
  const { rows } = await scope.pool.query<{ held: number; done: number }>(sql, [
    scope.connectionId,
    scope.runId,
    scope.token,
    scope.leaseTtlMs,
    ...parameters,
  ]);
  const row = rows[0];
  if (row === undefined || row.held === 0) throw new LeaseLost();
  return row.done;
}

/** @throws LeaseLost */
export async function hold(scope: SyncScope): Promise<void> {
  await fenced(scope, 'done AS (SELECT 1 FROM lease)');
}

/** Reads with `$1` the connection and `$2` the run. */
export async function read<Row extends object>(
  scope: SyncScope,
  sql: string,
  ...parameters: readonly unknown[]
): Promise<Row[]> {
  const { rows } = await scope.pool.query<Row>(sql, [scope.connectionId, scope.runId, ...parameters]);
  return rows;
}

/** Milliseconds since the epoch of a timestamp column, as a double (exact to the millisecond). */
export const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** Milliseconds since a timestamp column, on the database's own clock: it may differ from ours. */
export const ageMs = (column: string): string =>
  `(extract(epoch from (clock_timestamp() - ${column})) * 1000)::float8`;

/** Rows whose age the database told, with the moment that was on our clock. */
export function agedRows<Row extends { readonly ageMs: number }>(
  rows: readonly Row[],
  nowMs: number,
): readonly (Omit<Row, 'ageMs'> & { readonly createdAtMs: number })[] {
  return rows.map(({ ageMs: age, ...row }) => ({ ...row, createdAtMs: nowMs - Math.max(0, age) }));
}

/** A timestamp from milliseconds. */
export const stamp = (expression: string): string => `to_timestamp(${expression} / 1000.0)`;
