/** The life of a run as single statements, so that two processes can never both begin, take over or end it. */

import type { Connection, PrismaClient } from './generated/prisma/client.ts';
import type { DuplicatePolicy, RunScope, RunState, RunTrigger } from './generated/prisma/enums.ts';
import type { LeaseHandle } from './leases.ts';

export type QueueAnswer =
  | 'queued'
  | 'notFound'
  | 'notEnabled'
  | 'disabledByError'
  | 'inProgress'
  | 'limitReached';

/**
 * Queues a run when the connection is enabled and has none. `manualSince` is the start of the organisation's day and
 * `manualMax` the number of manual runs it allows (S3).
 */
export async function queueRun(
  prisma: PrismaClient,
  run: {
    readonly runId: string;
    readonly connectionId: string;
    readonly trigger: RunTrigger;
    readonly scope: RunScope;
    readonly at: Date;
    readonly manualSince: Date;
    readonly manualMax: number;
    readonly confirmedDeactivations?: boolean;
  },
): Promise<QueueAnswer> {
  const queued = await prisma.$executeRawUnsafe(
    `WITH claim AS (
       UPDATE "Connection" c SET "activeRunId" = $1::uuid
       WHERE c.id = $2::uuid AND c.status = 'ENABLED' AND c."activeRunId" IS NULL
         AND ($3 <> 'AUTOMATIC' OR (c."autoSync" AND c."nextSyncAt" <= $5::timestamptz))
         AND ($3 <> 'MANUAL' OR (SELECT count(*) FROM "SyncRun" r WHERE r."connectionId" = c.id
           AND r.trigger = 'MANUAL' AND r."requestedAt" >= $6::timestamptz) < $7::int)
       RETURNING 1
     )
     INSERT INTO "SyncRun" (id, "connectionId", trigger, scope, state, "requestedAt", "confirmedDeactivations")
     SELECT $1::uuid, $2::uuid, $3::"RunTrigger", $4::"RunScope", 'QUEUED', $5::timestamptz, $8::boolean FROM claim`,
    run.runId,
    run.connectionId,
    run.trigger,
    run.scope,
    run.at,
    run.manualSince,
    run.manualMax,
    run.confirmedDeactivations ?? false,
  );
  return queued > 0 ? 'queued' : whyNotQueued(prisma, run.connectionId);
}

async function whyNotQueued(prisma: PrismaClient, connectionId: string): Promise<QueueAnswer> {
  const connection = await prisma.connection.findUnique({
    where: { id: connectionId },
    select: { status: true, activeRunId: true },
  });
  if (connection === null) return 'notFound';
  if (connection.status === 'DISABLED_BY_ERROR') return 'disabledByError';
  if (connection.status !== 'ENABLED') return 'notEnabled';
  return connection.activeRunId === null ? 'limitReached' : 'inProgress';
}

/**
 * Whether an import into FSM runs (E2, S6). Imports hold the connection as syncs do, by `activeRunId`, and exist only
 * while two-way sync is not enabled (E8): whatever runs then is one.
 */
export const importRuns = (connection: Pick<Connection, 'status' | 'activeRunId'>): boolean =>
  connection.status !== 'ENABLED' && connection.activeRunId !== null;

/**
 * E1, E9: enables the connection once and queues its first run with it, an automatic one. False when it is not in setup
 * or something runs.
 */
export async function enableAndQueue(
  prisma: PrismaClient,
  run: {
    readonly runId: string;
    readonly connectionId: string;
    readonly duplicatePolicy: DuplicatePolicy;
    readonly at: Date;
  },
): Promise<boolean> {
  const queued = await prisma.$executeRawUnsafe(
    `WITH claim AS (
       UPDATE "Connection" SET status = 'ENABLED', "enabledAt" = $4::timestamptz,
         "duplicatePolicy" = $3::"DuplicatePolicy", "activeRunId" = $1::uuid
       WHERE id = $2::uuid AND status = 'SETUP' AND "activeRunId" IS NULL RETURNING 1
     )
     INSERT INTO "SyncRun" (id, "connectionId", trigger, scope, state, "requestedAt")
     SELECT $1::uuid, $2::uuid, 'AUTOMATIC', 'FULL', 'QUEUED', $4::timestamptz FROM claim`,
    run.runId,
    run.connectionId,
    run.duplicatePolicy,
    run.at,
  );
  return queued > 0;
}

export interface StartedRun {
  readonly resumed: boolean;
}

/** Marks the run as running under the lease; null when it is over or the lease is lost. */
export async function startRun(
  prisma: PrismaClient,
  lease: LeaseHandle,
  run: {
    readonly runId: string;
    readonly at: Date;
    readonly scope: RunScope;
    readonly mappingFingerprint: string;
  },
): Promise<StartedRun | null> {
  const rows = await prisma.$queryRawUnsafe<{ resumes: number; first: boolean }[]>(
    `UPDATE "SyncRun" r SET state = 'RUNNING', "waitingUntil" = NULL, "waitingFor" = NULL,
       resumes = CASE WHEN r."startedAt" IS NULL THEN r.resumes ELSE r.resumes + 1 END,
       scope = CASE WHEN r."startedAt" IS NULL THEN $5::"RunScope" ELSE r.scope END,
       "mappingFingerprint" = CASE WHEN r."startedAt" IS NULL THEN $6 ELSE r."mappingFingerprint" END,
       "startedAt" = coalesce(r."startedAt", $4::timestamptz)
     FROM "Lease" l
     WHERE r.id = $1::uuid AND r.state IN ('QUEUED', 'RUNNING') AND r."cancelRequestedAt" IS NULL
       AND l."connectionId" = r."connectionId" AND l."connectionId" = $2::uuid AND l.token = $3::bigint
     RETURNING r.resumes, r.resumes = 0 AS first`,
    run.runId,
    lease.connectionId,
    lease.token,
    run.at,
    run.scope,
    run.mappingFingerprint,
  );
  const row = rows[0];
  return row === undefined ? null : { resumed: !row.first };
}

/** The run rests: everything stays as it is, and the watchdog takes it up at `until`. */
export async function restRun(
  prisma: PrismaClient,
  lease: LeaseHandle,
  run: { readonly runId: string; readonly until: Date; readonly reason: string },
): Promise<boolean> {
  const count = await prisma.$executeRawUnsafe(
    `UPDATE "SyncRun" r SET "waitingUntil" = $4::timestamptz, "waitingFor" = $5 FROM "Lease" l
     WHERE r.id = $1::uuid AND r.state IN ('QUEUED', 'RUNNING') AND l."connectionId" = $2::uuid AND l.token = $3::bigint`,
    run.runId,
    lease.connectionId,
    lease.token,
    run.until,
    run.reason,
  );
  return count > 0;
}

export interface RunEnd {
  readonly runId: string;
  readonly state: Extract<RunState, 'SUCCEEDED' | 'SUCCEEDED_WITH_FAILURES' | 'FAILED' | 'CANCELLED'>;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly at: Date;
  /** When the schedule starts the next one (S1). */
  readonly nextSyncAt: Date;
  /** The error also disables the sync (X2, X3): only support enables it again. */
  readonly disables: boolean;
  /** Set when the run brought every record up to this mapping. */
  readonly appliedMapping: { readonly fingerprint: string; readonly plan: unknown } | null;
}

/**
 * Ends the run, frees the connection for the next one (or disables it) and forgets what was staged; atomic, and only
 * under the lease.
 */
export async function endRun(prisma: PrismaClient, lease: LeaseHandle, end: RunEnd): Promise<boolean> {
  const rows = await prisma.$queryRawUnsafe<{ ended: number }[]>(
    `WITH ended AS (
       UPDATE "SyncRun" r SET state = $4::"RunState", "endedAt" = $5::timestamptz, "waitingUntil" = NULL,
         "waitingFor" = NULL, "errorCode" = $6::text, "errorMessage" = $7::text
       FROM "Lease" l
       WHERE r.id = $1::uuid AND r.state IN ('QUEUED', 'RUNNING')
         AND l."connectionId" = $2::uuid AND l.token = $3::bigint RETURNING r.id
     ), freed AS (
       UPDATE "Connection" c SET "activeRunId" = NULL, "nextSyncAt" = $8::timestamptz,
         status = CASE WHEN $11::boolean THEN 'DISABLED_BY_ERROR'::"ConnectionStatus" ELSE c.status END,
         "disabledCode" = CASE WHEN $11::boolean THEN $6::text ELSE c."disabledCode" END,
         "disabledMessage" = CASE WHEN $11::boolean THEN $7::text ELSE c."disabledMessage" END
       FROM ended WHERE c.id = $2::uuid AND c."activeRunId" = ended.id RETURNING 1
     ), staged AS (
       DELETE FROM "StagedRecord" s USING ended WHERE s."runId" = ended.id RETURNING 1
     ), undone AS (
       DELETE FROM "RunRecord" d USING ended WHERE d."runId" = ended.id AND d.outcome IS NULL RETURNING 1
     ), mapping AS (
       INSERT INTO "MappingVersion" (id, "connectionId", fingerprint, plan, "appliedAt")
       SELECT gen_random_uuid(), $2::uuid, $9::text, $10::jsonb, $5::timestamptz FROM ended
       WHERE $9::text IS NOT NULL AND $9::text IS DISTINCT FROM (SELECT m.fingerprint FROM "MappingVersion" m
         WHERE m."connectionId" = $2::uuid ORDER BY m."appliedAt" DESC LIMIT 1) RETURNING 1
     )
     SELECT count(*)::int AS ended FROM ended`,
    end.runId,
    lease.connectionId,
    lease.token,
    end.state,
    end.at,
    end.error?.code ?? null,
    end.error?.message ?? null,
    end.nextSyncAt,
    end.appliedMapping?.fingerprint ?? null,
    end.appliedMapping === null ? null : JSON.stringify(end.appliedMapping.plan),
    end.disables,
  );
  return (rows[0]?.ended ?? 0) > 0;
}

/** Runs that nobody works on though they should be: queued, left by a dead process, or done waiting. */
export async function abandonedRuns(prisma: PrismaClient, at: Date): Promise<readonly { runId: string }[]> {
  return prisma.$queryRawUnsafe<{ runId: string }[]>(
    `SELECT r.id::text AS "runId" FROM "SyncRun" r LEFT JOIN "Lease" l ON l."connectionId" = r."connectionId"
     WHERE r.state IN ('QUEUED', 'RUNNING') AND (r."waitingUntil" IS NULL OR r."waitingUntil" <= $1::timestamptz
         OR r."cancelRequestedAt" IS NOT NULL)
       AND (l.token IS NULL OR l."expiresAt" <= now())
     ORDER BY r."requestedAt" LIMIT 100`,
    at,
  );
}

/** Connections whose automatic sync is due (S1, S2). */
export async function dueConnections(
  prisma: PrismaClient,
  at: Date,
): Promise<readonly { connectionId: string }[]> {
  const rows = await prisma.connection.findMany({
    where: { status: 'ENABLED', autoSync: true, activeRunId: null, nextSyncAt: { lte: at } },
    select: { id: true },
    orderBy: { nextSyncAt: 'asc' },
    take: 100,
  });
  return rows.map((row) => ({ connectionId: row.id }));
}

/** True when the run is still to be stopped; also what a heartbeat reads. */
export async function isCancelRequested(prisma: PrismaClient, runId: string): Promise<boolean> {
  const run = await prisma.syncRun.findUnique({ where: { id: runId }, select: { cancelRequestedAt: true } });
  return run?.cancelRequestedAt != null;
}
