/** Who is told of what, and how far that is: rows that any process may take up, one at a time. */
import type { Delivery, PrismaClient } from './generated/prisma/client.ts';
import type { DeliveryState } from './generated/prisma/enums.ts';

/** Notices and deliveries in one statement. */
const BATCH = 50;
/** A process that takes a delivery has it for so long; longer than any delivery takes. */
export const CLAIM_MS = 90_000;

/**
 * Decides about the notices nobody has decided about: a call for each webhook that wants them, and a place in a mail. The
 * first reason of a connection is mailed at once, with all there is by then; what follows within `groupMs` waits for its
 * end and becomes one mail, unless the sync was disabled: then it goes at once. Answers how many notices there were.
 */
/** The failure that has just disabled the sync: it is told as that (`noticeDisabled`), not as itself before. */
const tellsOfDisabling = `c.status = 'DISABLED_BY_ERROR' AND n.trigger <> 'SYNC_DISABLED' AND n."closedAt" IS NULL
  AND n.code = c."disabledCode" AND NOT EXISTS (SELECT 1 FROM "Notification" o
    WHERE o."connectionId" = c.id AND o.trigger = 'SYNC_DISABLED' AND o."closedAt" IS NULL)`;

export async function routeNotices(
  prisma: PrismaClient,
  times: { readonly at: Date; readonly groupMs: number },
): Promise<number> {
  const { at, groupMs } = times;
  return prisma.$executeRawUnsafe(
    `WITH fresh AS (
       SELECT n.id, n."connectionId", n.trigger,
         cardinality(c."mailRecipients") > 0 AND n.trigger = ANY(c."mailTriggers") AS mailed
       FROM "Notification" n JOIN "Connection" c ON c.id = n."connectionId"
       WHERE n."routedAt" IS NULL AND NOT (${tellsOfDisabling}) ORDER BY n.at LIMIT ${BATCH} FOR UPDATE OF n SKIP LOCKED
     ), hooks AS (
       INSERT INTO "Delivery" (id, "connectionId", channel, "createdAt", "dueAt", "webhookId", "notificationId")
       SELECT gen_random_uuid(), f."connectionId", 'WEBHOOK', $1::timestamptz, $1::timestamptz, w.id, f.id
       FROM fresh f JOIN "Webhook" w ON w."connectionId" = f."connectionId" AND f.trigger = ANY(w.triggers)
       RETURNING 1
     ), wanted AS (
       SELECT "connectionId", bool_or(trigger = 'SYNC_DISABLED') AS urgent FROM fresh WHERE mailed GROUP BY 1
     ), waiting AS (
       SELECT d.id, d."connectionId" FROM "Delivery" d JOIN wanted u ON u."connectionId" = d."connectionId"
       WHERE d.channel = 'MAIL' AND d.state = 'PENDING' AND d.attempts = 0 FOR UPDATE OF d SKIP LOCKED
     ), hurried AS (
       UPDATE "Delivery" d SET "dueAt" = $1::timestamptz FROM waiting w JOIN wanted u ON u."connectionId" = w."connectionId"
       WHERE d.id = w.id AND u.urgent RETURNING 1
     ), made AS (
       INSERT INTO "Delivery" (id, "connectionId", channel, "createdAt", "dueAt")
       SELECT gen_random_uuid(), u."connectionId", 'MAIL', $1::timestamptz, greatest($1::timestamptz,
         (SELECT max(d."createdAt") + $2::float8 * interval '1 millisecond' FROM "Delivery" d
          WHERE d."connectionId" = u."connectionId" AND d.channel = 'MAIL' AND NOT u.urgent))
       FROM wanted u WHERE NOT EXISTS (SELECT 1 FROM waiting w WHERE w."connectionId" = u."connectionId")
       RETURNING id, "connectionId"
     )
     UPDATE "Notification" n SET "routedAt" = $1::timestamptz, "mailId" = CASE WHEN f.mailed THEN (
         SELECT m.id FROM (SELECT * FROM waiting UNION ALL SELECT * FROM made) m
         WHERE m."connectionId" = f."connectionId" LIMIT 1) END
     FROM fresh f WHERE n.id = f.id`,
    at,
    groupMs,
  );
}

/** Takes what is due. Each is answered to one process; whoever does not finish it in `CLAIM_MS` loses it to the next. */
export async function claimDeliveries(prisma: PrismaClient, at: Date): Promise<readonly Delivery[]> {
  return prisma.$queryRaw<Delivery[]>`
    UPDATE "Delivery" SET attempts = attempts + 1, "claimedUntil" = ${new Date(at.getTime() + CLAIM_MS)}
    WHERE id IN (SELECT id FROM "Delivery" WHERE state = 'PENDING' AND "dueAt" <= ${at}
      AND ("claimedUntil" IS NULL OR "claimedUntil" <= ${at}) ORDER BY "dueAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING *`;
}

/** What a try has come to. `at`: when it is over, or tried again. */
export interface Tried {
  readonly state: DeliveryState;
  readonly at: Date;
  readonly error: string | null;
  readonly status?: number | null;
  readonly mail?: {
    readonly subject: string;
    readonly recipients: readonly string[];
    readonly open: readonly string[];
    readonly refused: readonly string[];
  };
}

/** Each claim raises the attempts: one that was lost to another process matches nothing any more. */
const claimed = ({ id, attempts }: Delivery) => ({ id, attempts, state: 'PENDING' as const });

/** Stores what a try has come to, and gives the delivery back. */
export async function saveTried(prisma: PrismaClient, delivery: Delivery, tried: Tried): Promise<void> {
  const { state, at, error, status, mail } = tried;
  const over = state !== 'PENDING';
  // Nothing happens when the delivery has gone with its connection or webhook.
  await prisma.delivery.updateMany({
    where: claimed(delivery),
    data: {
      state,
      lastError: error,
      claimedUntil: null,
      ...(over ? { endedAt: at } : { dueAt: at }),
      ...(status === undefined ? {} : { lastStatus: status }),
      ...(mail === undefined
        ? {}
        : {
            subject: mail.subject,
            recipients: [...mail.recipients],
            open: [...mail.open],
            refused: [...mail.refused],
          }),
    },
  });
}

/** Gives back a delivery whose try was broken off, as if it had not been begun. */
export async function giveBack(prisma: PrismaClient, delivery: Delivery): Promise<void> {
  await prisma.delivery.updateMany({
    where: claimed(delivery),
    data: { attempts: { decrement: 1 }, claimedUntil: null },
  });
}

/** Gives back what dead processes had: called by the process that has just opened the embedded database. */
export async function giveBackAll(prisma: PrismaClient): Promise<void> {
  await prisma.delivery.updateMany({ where: { claimedUntil: { not: null } }, data: { claimedUntil: null } });
}

/** Has a delivery that was given up, or is kept as a file, tried again. False when it is not one of these. */
export async function retryDelivery(prisma: PrismaClient, id: string, at: Date): Promise<boolean> {
  const again = await prisma.$executeRaw`
    UPDATE "Delivery" SET state = 'PENDING', "dueAt" = ${at}, attempts = 0, "endedAt" = NULL, "claimedUntil" = NULL,
      open = CASE WHEN state = 'KEPT' THEN recipients ELSE open || refused END, refused = '{}'
    WHERE id = ${id}::uuid AND state IN ('KEPT', 'FAILED')`;
  return again > 0;
}
