/**
 * What happened to a connection, written in the statement that makes it so: a process that dies right after has lost
 * nothing. Who is told is decided later (deliveries.ts).
 */
import { Prisma, type PrismaClient } from './generated/prisma/client.ts';
import type { NotificationTrigger } from './generated/prisma/enums.ts';

export interface Notice {
  readonly trigger: NotificationTrigger;
  readonly code: string;
  /** In words, without any field value. */
  readonly message: string;
}

/** Moments and counts in a sentence make no new reason. */
export const dedupeKeyOf = ({ trigger, code, message }: Notice): string =>
  `${trigger} ${code} ${message.replace(/\d+/g, '#')}`;

const INSERT = `INSERT INTO "Notification"
    (id, "connectionId", "runId", trigger, code, message, "dedupeKey", at, "openKey")`;
const UNLESS_OPEN = `ON CONFLICT ("openKey") DO NOTHING`;

/** A hash, as a reason may be longer than an index takes. */
const openKey = (connectionId: string, dedupeKey: string): string =>
  `md5(${connectionId}::text || ' ' || ${dedupeKey})`;

/** What the statements below take for a notice, in this order. */
export const noticeParameters = (notice: Notice | null): readonly (string | null)[] =>
  notice === null
    ? [null, null, null, null]
    : [notice.trigger, notice.code, notice.message, dedupeKeyOf(notice)];

/**
 * A part of a statement: writes the notice of parameters `$first` and the three after it (nulls: none) for each row of
 * `source` (`"connectionId"`, `"runId"`, `at`), unless the same reason is open.
 */
export const insertNotice = (source: string, first: number): string => `
  ${INSERT}
  SELECT gen_random_uuid(), e."connectionId", e."runId", $${first}::"NotificationTrigger", $${first + 1}::text,
    $${first + 2}::text, $${first + 3}::text, e.at, ${openKey('e."connectionId"', `$${first + 3}::text`)}
  FROM ${source} e WHERE $${first}::text IS NOT NULL ${UNLESS_OPEN} RETURNING 1`;

/**
 * A part of a statement: the notice that records failed in the run, for each row of `source`, unless people know of each of
 * the reasons. Its key is the list of codes.
 */
export const insertRecordsFailed = (source: string): string => `
  ${INSERT}
  SELECT gen_random_uuid(), e."connectionId", e."runId", 'RECORDS_FAILED', 'RECORDS_FAILED',
    sum(c.count) || CASE WHEN sum(c.count) = 1 THEN ' record' ELSE ' records' END || ' could not be synced: '
      || string_agg(c.code || ' (' || c.count || ')', ', ' ORDER BY c.count DESC, c.code) || '.',
    string_agg(c.code, ',' ORDER BY c.code), e.at,
    ${openKey('e."connectionId"', `'RECORDS_FAILED ' || string_agg(c.code, ',' ORDER BY c.code)`)}
  FROM ${source} e CROSS JOIN LATERAL (SELECT coalesce(r."reasonCode", 'UNKNOWN') AS code, count(*) AS count
    FROM "RunRecord" r WHERE r."runId" = e."runId" AND r.outcome = 'FAILED' GROUP BY 1) c
  GROUP BY e."connectionId", e."runId", e.at
  HAVING NOT array_agg(c.code) <@ coalesce((SELECT array_agg(k) FROM "Notification" o,
      unnest(string_to_array(o."dedupeKey", ',')) k
    WHERE o."connectionId" = e."connectionId" AND o.trigger = 'RECORDS_FAILED' AND o."closedAt" IS NULL), '{}')
  ${UNLESS_OPEN} RETURNING 1`;

/**
 * A part of a statement: a run has succeeded, so that the same reasons are told anew from now on. Failed records stay told
 * until a run has none.
 */
export const closeNotices = (source: string): string => `
  UPDATE "Notification" n SET "closedAt" = e.at, "openKey" = NULL FROM ${source} e
  WHERE n."connectionId" = e."connectionId" AND n."closedAt" IS NULL
    AND (e.state = 'SUCCEEDED' OR (e.state = 'SUCCEEDED_WITH_FAILURES' AND n.trigger <> 'RECORDS_FAILED'))
  RETURNING 1`;

/** Part of a transaction: the sync of the connection is no longer disabled. */
export async function closeDisabled(
  prisma: Prisma.TransactionClient,
  connectionId: string,
  at: Date,
): Promise<void> {
  await prisma.notification.updateMany({
    where: { connectionId, trigger: 'SYNC_DISABLED', closedAt: null },
    data: { closedAt: at, openKey: null },
  });
}

/**
 * Notices that follow from the state of the connections: a sync that an error has disabled. Derived, so that it does not
 * matter who disabled it, or whether that process lived to tell. A failure that did it is told as this, not twice.
 */
export async function noticeDisabled(prisma: PrismaClient, at: Date): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Notification" n SET "closedAt" = ${at}, "openKey" = NULL FROM "Connection" c
    WHERE c.id = n."connectionId" AND n.trigger = 'SYNC_DISABLED' AND n."closedAt" IS NULL
      AND c.status <> 'DISABLED_BY_ERROR'`;
  const key = Prisma.raw(openKey('c.id', "'SYNC_DISABLED'"));
  await prisma.$executeRaw`
    UPDATE "Notification" n SET trigger = 'SYNC_DISABLED', "openKey" = ${key} FROM "Connection" c
    WHERE c.status = 'DISABLED_BY_ERROR' AND n.id = (SELECT x.id FROM "Notification" x
        WHERE x."connectionId" = c.id AND x."routedAt" IS NULL AND x."closedAt" IS NULL AND x.code = c."disabledCode"
        ORDER BY x.at DESC LIMIT 1)
      AND n."routedAt" IS NULL AND NOT EXISTS (SELECT 1 FROM "Notification" o WHERE o."openKey" = ${key})`;
  await prisma.$executeRaw`
    INSERT INTO "Notification" (id, "connectionId", trigger, code, message, "dedupeKey", at, "openKey")
    SELECT gen_random_uuid(), c.id, 'SYNC_DISABLED', coalesce(c."disabledCode", 'SYNC_DISABLED'),
      coalesce(c."disabledMessage", c."disabledCode", 'An error disabled the sync.'), 'SYNC_DISABLED', ${at}, ${key}
    FROM "Connection" c WHERE c.status = 'DISABLED_BY_ERROR' ON CONFLICT ("openKey") DO NOTHING`;
}
