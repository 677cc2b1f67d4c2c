/** The life of a run as single statements, so that two processes can never both begin, take over or end it. */

import type { SelectedRecord } from '../engine/model.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import type {
  ConnectionStatus,
  DuplicatePolicy,
  RunMode,
  RunScope,
  RunState,
  RunTrigger,
} from './generated/prisma/enums.ts';
import type { LeaseHandle } from './leases.ts';
import { closeNotices, insertNotice, insertRecordsFailed, type Notice, noticeParameters } from './notices.ts';

export type QueueAnswer =
  | 'queued'
  | 'notFound'
  | 'notEnabled'
  | 'disabledByError'
  | 'inProgress'
  | 'importing'
  | 'alreadyEnabled'
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
    /** A sync, when left out. */
    readonly mode?: RunMode;
    readonly previewId?: string | null;
    readonly selection?: readonly SelectedRecord[] | null;
    readonly duplicatePolicy?: DuplicatePolicy | null;
  },
): Promise<QueueAnswer> {
  const mode = run.mode ?? 'SYNC';
  const queued = await prisma.$executeRawUnsafe(
    `WITH claim AS (
       UPDATE "Connection" c SET "activeRunId" = $1::uuid
       WHERE c.id = $2::uuid AND c.status = ANY($9::"ConnectionStatus"[]) AND c."activeRunId" IS NULL
         AND ($3 <> 'AUTOMATIC' OR $10 <> 'SYNC' OR (c."autoSync" AND c."nextSyncAt" <= $5::timestamptz))
         AND ($3 <> 'MANUAL' OR $10 NOT IN ('SYNC', 'APPLY') OR (SELECT count(*) FROM "SyncRun" r WHERE r."connectionId" = c.id
           AND r.trigger = 'MANUAL' AND r.mode IN ('SYNC', 'APPLY') AND r."requestedAt" >= $6::timestamptz) < $7::int)
       RETURNING 1
     )
     INSERT INTO "SyncRun" (id, "connectionId", trigger, scope, state, "requestedAt", "confirmedDeactivations", mode, "previewId",
       selection, "duplicatePolicy")
     SELECT $1::uuid, $2::uuid, $3::"RunTrigger", $4::"RunScope", 'QUEUED', $5::timestamptz, $8::boolean,
       $10::"RunMode", $11::uuid, $12::jsonb, $13::"DuplicatePolicy" FROM claim`,
    run.runId,
    run.connectionId,
    run.trigger,
    run.scope,
    run.at,
    run.manualSince,
    run.manualMax,
    run.confirmedDeactivations ?? false,
    STATUSES[mode],
    mode,
    run.previewId ?? null,
    run.selection == null ? null : JSON.stringify(run.selection),
    run.duplicatePolicy ?? null,
  );
  return queued > 0 ? 'queued' : whyNotQueued(prisma, run.connectionId, mode, run.trigger);
}

/** The modes that are syncs to whoever asks for runs: neither imports nor previews. */
export const SYNC_MODES = ['SYNC', 'APPLY', 'SELECTED'] as const satisfies readonly RunMode[];

/** The state a connection must be in (E8: records are imported until sync is enabled). */
const STATUSES: Readonly<Record<RunMode, readonly ConnectionStatus[]>> = {
  SYNC: ['ENABLED'],
  APPLY: ['ENABLED'],
  SELECTED: ['ENABLED'],
  IMPORT: ['SETUP'],
  PREVIEW: ['SETUP', 'ENABLED'],
};

/** Whether an import works on the connection (E2, S6). */
export async function isImporting(prisma: PrismaClient, connectionId: string): Promise<boolean> {
  const count = await prisma.syncRun.count({
    where: { connectionId, mode: 'IMPORT', state: { in: ['QUEUED', 'RUNNING'] } },
  });
  return count > 0;
}

async function whyNotQueued(
  prisma: PrismaClient,
  connectionId: string,
  mode: RunMode,
  trigger: RunTrigger,
): Promise<QueueAnswer> {
  const connection = await prisma.connection.findUnique({
    where: { id: connectionId },
    select: { status: true, activeRunId: true },
  });
  if (connection === null) return 'notFound';
  if (connection.status === 'DISABLED_BY_ERROR') return 'disabledByError';
  if (!STATUSES[mode].includes(connection.status)) {
    return connection.status === 'ENABLED' ? 'alreadyEnabled' : 'notEnabled';
  }
  if (connection.activeRunId !== null && (await isImporting(prisma, connectionId))) return 'importing';
  // Only such runs are counted (S3); for any other, a run was under way that has ended by now.
  const counted = trigger === 'MANUAL' && (mode === 'SYNC' || mode === 'APPLY');
  return connection.activeRunId === null && counted ? 'limitReached' : 'inProgress';
}

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
  /** The mapping is another one than the run began with. */
  readonly mappingChanged: boolean;
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
  const rows = await prisma.$queryRawUnsafe<{ resumes: number; first: boolean; mappingChanged: boolean }[]>(
    `UPDATE "SyncRun" r SET state = 'RUNNING', "waitingUntil" = NULL, "waitingFor" = NULL,
       resumes = CASE WHEN r."startedAt" IS NULL THEN r.resumes ELSE r.resumes + 1 END,
       scope = CASE WHEN r."startedAt" IS NULL THEN $5::"RunScope" ELSE r.scope END,
       "mappingFingerprint" = CASE WHEN r."startedAt" IS NULL THEN $6 ELSE r."mappingFingerprint" END,
       "startedAt" = coalesce(r."startedAt", $4::timestamptz)
     FROM "Lease" l
     WHERE r.id = $1::uuid AND r.state IN ('QUEUED', 'RUNNING') AND r."cancelRequestedAt" IS NULL
       AND l."connectionId" = r."connectionId" AND l."connectionId" = $2::uuid AND l.token = $3::bigint
     RETURNING r.resumes, r.resumes = 0 AS first, r."mappingFingerprint" IS DISTINCT FROM $6 AS "mappingChanged"`,
    run.runId,
    lease.connectionId,
    lease.token,
    run.at,
    run.scope,
    run.mappingFingerprint,
  );
  const row = rows[0];
  return row === undefined ? null : { resumed: !row.first, mappingChanged: row.mappingChanged };
}

/** The run rests, running also where it had hardly begun; all else stays as it is, and the watchdog takes it up at `until`. */
export async function restRun(
  prisma: PrismaClient,
  lease: LeaseHandle,
  run: {
    readonly runId: string;
    readonly at: Date;
    readonly until: Date;
    readonly reason: string;
    /** A service was unavailable: such rests are counted. */
    readonly outage: boolean;
    /** What those are told who want to know; null: nothing. */
    readonly notice: Notice | null;
  },
): Promise<boolean> {
  const rows = await prisma.$queryRawUnsafe<{ rested: number }[]>(
    `WITH rested AS (
       UPDATE "SyncRun" r SET state = 'RUNNING', "waitingUntil" = $4::timestamptz, "waitingFor" = $5,
         outages = r.outages + CASE WHEN $7::boolean THEN 1 ELSE 0 END FROM "Lease" l
       WHERE r.id = $1::uuid AND r.state IN ('QUEUED', 'RUNNING') AND l."connectionId" = $2::uuid AND l.token = $3::bigint
       RETURNING r.id AS "runId", r."connectionId", $6::timestamptz AS at
     ), told AS (${insertNotice('rested', 8)})
     SELECT count(*)::int AS rested FROM rested`,
    run.runId,
    lease.connectionId,
    lease.token,
    run.until,
    run.reason,
    run.at,
    run.outage,
    ...noticeParameters(run.notice),
  );
  return (rows[0]?.rested ?? 0) > 0;
}

export interface RunEnd {
  readonly runId: string;
  readonly state: Extract<RunState, 'SUCCEEDED' | 'SUCCEEDED_WITH_FAILURES' | 'FAILED' | 'CANCELLED'>;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly at: Date;
  /** When the schedule starts the next one (S1); a run of selected records, an import and a preview move nothing. */
  readonly nextSyncAt: Date;
  /** The error also disables the sync (X2, X3), unless it is that of a preview or an import: only support enables it again. */
  readonly disables: boolean;
  /** Set when the run brought every record up to this mapping. */
  readonly appliedMapping: { readonly fingerprint: string; readonly plan: unknown } | null;
  /** What those are told who want to know; null: nothing. Failed records are told of in any case. */
  readonly notice: Notice | null;
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
         AND l."connectionId" = $2::uuid AND l.token = $3::bigint
       RETURNING r.id, r.id AS "runId", r."connectionId", r.state, r."endedAt" AS at, r.mode,
         r.mode IN ('SYNC', 'APPLY') AS syncs, $11::boolean AND r.mode NOT IN ('PREVIEW', 'IMPORT') AS disables
     ), closed AS (${closeNotices('(SELECT * FROM ended WHERE syncs)')}
     ), told AS (${insertNotice('ended', 12)}
     ), "toldOfRecords" AS (${insertRecordsFailed("(SELECT * FROM ended WHERE state = 'SUCCEEDED_WITH_FAILURES')")}
     ), freed AS (
       UPDATE "Connection" c SET "activeRunId" = NULL,
         "nextSyncAt" = CASE WHEN ended.syncs THEN $8::timestamptz ELSE c."nextSyncAt" END,
         status = CASE WHEN ended.disables THEN 'DISABLED_BY_ERROR'::"ConnectionStatus" ELSE c.status END,
         "disabledCode" = CASE WHEN ended.disables THEN $6::text ELSE c."disabledCode" END,
         "disabledMessage" = CASE WHEN ended.disables THEN $7::text ELSE c."disabledMessage" END
       FROM ended WHERE c.id = $2::uuid AND c."activeRunId" = ended.id RETURNING 1
     ), staged AS (
       DELETE FROM "StagedRecord" s USING ended WHERE s."runId" = ended.id RETURNING 1
     ), undone AS (
       DELETE FROM "RunRecord" d USING ended WHERE d."runId" = ended.id AND d.outcome IS NULL AND ended.mode <> 'PREVIEW' RETURNING 1
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
    ...noticeParameters(end.notice),
  );
  return (rows[0]?.ended ?? 0) > 0;
}

/** No quota is waited for longer than a day of 25 hours: what says so was stamped by a clock that was wrong. */
const REST_MS_MAX = 26 * 3_600_000;

/** Runs that nobody works on though they should be: queued, left by a dead process, or done waiting. */
export async function abandonedRuns(prisma: PrismaClient, at: Date): Promise<readonly { runId: string }[]> {
  return prisma.$queryRawUnsafe<{ runId: string }[]>(
    `SELECT r.id::text AS "runId" FROM "SyncRun" r LEFT JOIN "Lease" l ON l."connectionId" = r."connectionId"
     WHERE r.state IN ('QUEUED', 'RUNNING') AND (r."waitingUntil" IS NULL OR r."waitingUntil" <= $1::timestamptz
         OR r."waitingUntil" > $2::timestamptz OR r."cancelRequestedAt" IS NOT NULL)
       AND (l.token IS NULL OR l."expiresAt" <= now())
     ORDER BY r."requestedAt" LIMIT 100`,
    at,
    new Date(at.getTime() + REST_MS_MAX),
  );
}

/** Connections whose automatic sync is due (S1, S2). */
export function dueConnections(prisma: PrismaClient, at: Date) {
  return prisma.connection.findMany({
    where: { status: 'ENABLED', autoSync: true, activeRunId: null, nextSyncAt: { lte: at } },
    select: { id: true, nextSyncAt: true, blackout: true, timeZone: true },
    orderBy: { nextSyncAt: 'asc' },
    take: 100,
  });
}

/** Adds to the time worked on the run. True when somebody asked it to stop. */
export async function beatRun(prisma: PrismaClient, runId: string, workedMs: number): Promise<boolean> {
  const rows = await prisma.$queryRawUnsafe<{ asked: boolean }[]>(
    `UPDATE "SyncRun" SET "workedMs" = "workedMs" + $2::bigint WHERE id = $1::uuid
     RETURNING "cancelRequestedAt" IS NOT NULL AS asked`,
    runId,
    BigInt(Math.round(workedMs)),
  );
  return rows[0]?.asked ?? false;
}

/** Moves the alarm of a connection that stands as it was seen; nothing when another process was quicker. */
export async function moveNextSync(
  prisma: PrismaClient,
  move: { readonly connectionId: string; readonly seen: Date; readonly to: Date },
): Promise<boolean> {
  const moved = await prisma.connection.updateMany({
    where: { id: move.connectionId, activeRunId: null, nextSyncAt: move.seen },
    data: { nextSyncAt: move.to },
  });
  return moved.count > 0;
}

/** Connections whose alarm is set for later than it can be by a clock that is right. */
export function farConnections(prisma: PrismaClient, after: Date) {
  return prisma.connection.findMany({
    where: { status: 'ENABLED', autoSync: true, activeRunId: null, nextSyncAt: { gt: after } },
    select: { id: true, nextSyncAt: true, blackout: true, timeZone: true },
    take: 100,
  });
}
