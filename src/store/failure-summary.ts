/** Failed records of runs, counted; and which of them a later run has put right. */
import { Prisma, type PrismaClient } from './generated/prisma/client.ts';
import { moduleOfKind } from './record-modules.ts';

/** Reasons shown for one run: those with the most records. */
export const REASONS_MAX = 100;

export interface ModuleFailures {
  readonly runId: string;
  readonly module: string;
  readonly count: number;
}

export interface ReasonFailures extends ModuleFailures {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
}

/** Per run, how many records of each module failed. */
export async function failuresByModule(
  prisma: PrismaClient,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ModuleFailures[]>> {
  const rows = await prisma.$queryRaw<{ runId: string; kind: string; count: number }[]>`
    SELECT "runId", kind, count(*)::int AS count FROM "RunRecord"
    WHERE "runId" = ANY(${[...runIds]}::uuid[]) AND outcome = 'FAILED'
    GROUP BY "runId", kind ORDER BY "runId", kind`;
  const modules = new Map<string, ModuleFailures>();
  for (const { runId, kind, count } of rows) {
    const module = moduleOfKind(kind);
    const key = `${runId} ${module}`;
    modules.set(key, { runId, module, count: count + (modules.get(key)?.count ?? 0) });
  }
  return Map.groupBy(modules.values(), ({ runId }) => runId);
}

/** Per run, its failed records by reason, the most frequent first. Reasons hold no field values. */
export async function failuresByReason(
  prisma: PrismaClient,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ReasonFailures[]>> {
  const rows = await prisma.$queryRaw<(Omit<ReasonFailures, 'module'> & { kind: string })[]>`
    SELECT p.id AS "runId", g.* FROM unnest(${[...runIds]}::uuid[]) AS p(id) CROSS JOIN LATERAL (
      SELECT kind, coalesce("reasonCode", 'UNKNOWN') AS code, coalesce("reasonMessage", "reasonCode", '') AS message,
        "reasonField" AS field, count(*)::int AS count
      FROM "RunRecord" r WHERE r."runId" = p.id AND r.outcome = 'FAILED'
      GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 2, 1, 4 LIMIT ${REASONS_MAX}
    ) g`;
  const reasons = rows.map(({ kind, ...row }) => ({ ...row, module: moduleOfKind(kind) }));
  return Map.groupBy(reasons, ({ runId }) => runId);
}

export interface Resolution {
  readonly failedId: string;
  readonly runId: string;
  readonly at: Date;
}

/**
 * By the id of a failed record, the first later run that handled the same record and did not fail. A record that FSM has is
 * looked up run by run in their index of FSM ids. For those that Books alone has there is none: all of a request are held
 * against the later rows in one pass.
 */
export async function resolutionsOf(
  prisma: PrismaClient,
  failedIds: readonly string[],
): Promise<ReadonlyMap<string, Resolution>> {
  const ids = failedIds.map(BigInt);
  const rows = await prisma.$queryRaw<Resolution[]>(Prisma.sql`
    SELECT f.id::text AS "failedId", d."runId", d.at
    FROM "RunRecord" f JOIN "SyncRun" o ON o.id = f."runId" CROSS JOIN LATERAL (
      SELECT r."runId", r.at FROM "SyncRun" s JOIN "RunRecord" r ON r."runId" = s.id AND r."fsmId" = f."fsmId"
      WHERE s."connectionId" = f."connectionId" AND s."requestedAt" > o."requestedAt" AND r.kind = f.kind AND ${SYNCED}
      ORDER BY s."requestedAt", r.id LIMIT 1
    ) d WHERE f.id = ANY(${ids}::bigint[]) AND f.outcome = 'FAILED' AND f."fsmId" IS NOT NULL
    UNION ALL (
      SELECT DISTINCT ON (f.id) f.id::text, r."runId", r.at
      FROM "RunRecord" f JOIN "SyncRun" o ON o.id = f."runId"
      JOIN "RunRecord" r ON r."connectionId" = f."connectionId" AND r.kind = f.kind AND r."booksId" = f."booksId"
      JOIN "SyncRun" s ON s.id = r."runId" AND s."requestedAt" > o."requestedAt"
      WHERE f.id = ANY(${ids}::bigint[]) AND f.outcome = 'FAILED' AND f."fsmId" IS NULL AND ${SYNCED}
      ORDER BY f.id, s."requestedAt", r.id
    )`);
  return new Map(rows.map((row) => [row.failedId, row]));
}

const SYNCED = Prisma.sql`s.mode <> 'PREVIEW' AND r.outcome IN ('CREATED', 'UPDATED', 'LINKED', 'DEACTIVATED', 'UNCHANGED')`;
