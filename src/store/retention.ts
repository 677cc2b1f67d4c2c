/** Forgetting what is older than an installation keeps. Small statements, so that no sync waits for them. */
import type { PrismaClient } from './generated/prisma/client.ts';

/** Rows in one statement. */
const BATCH_ROWS = 1_000;
const BATCH_RUNS = 100;

export interface Cutoffs {
  /** Records of runs that ended before are forgotten, names of failed ones with them; so is what was told of them. */
  readonly log: Date;
  /** Runs that ended before are forgotten altogether; not later than `log`. */
  readonly runs: Date;
}

export interface Forgotten {
  readonly records: number;
  readonly runs: number;
  readonly deliveries: number;
  readonly notifications: number;
}

/** Safe to run in any number of processes at once, and to break off: the next call goes on. */
export async function forgetExpired(prisma: PrismaClient, cutoffs: Cutoffs): Promise<Forgotten> {
  const records = await forgetRecords(prisma, cutoffs.log);
  return {
    records,
    runs: await forgetRuns(prisma, cutoffs.runs),
    deliveries: await inBatches(
      () => prisma.$executeRaw`
        DELETE FROM "Delivery" WHERE id IN (SELECT id FROM "Delivery"
          WHERE state <> 'PENDING' AND "endedAt" < ${cutoffs.log} LIMIT ${BATCH_ROWS})`,
    ),
    // An open one stays: it is what keeps the same reason from being told again.
    notifications: await inBatches(
      () => prisma.$executeRaw`
        DELETE FROM "Notification" WHERE id IN (SELECT n.id FROM "Notification" n
          WHERE n."closedAt" < ${cutoffs.log} AND n."routedAt" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Delivery" d
            WHERE (d.id = n."mailId" OR d."notificationId" = n.id) AND d.state = 'PENDING') LIMIT ${BATCH_ROWS})`,
    ),
  };
}

async function forgetRecords(prisma: PrismaClient, before: Date): Promise<number> {
  let forgotten = 0;
  for (;;) {
    // By run, as their index has it; the time of a row has none.
    const runs = await prisma.$queryRaw<{ id: string }[]>`
      SELECT s.id FROM "SyncRun" s WHERE s."endedAt" < ${before}
        AND EXISTS (SELECT 1 FROM "RunRecord" r WHERE r."runId" = s.id) LIMIT ${BATCH_RUNS}`;
    if (runs.length === 0) return forgotten;
    for (const { id } of runs) {
      forgotten += await inBatches(
        () => prisma.$executeRaw`
          DELETE FROM "RunRecord" WHERE id IN (SELECT id FROM "RunRecord"
            WHERE "runId" = ${id}::uuid ORDER BY id LIMIT ${BATCH_ROWS})`,
      );
    }
  }
}

/** The last run of a connection stays: it says when the next one is due, and how the connection is doing. */
function forgetRuns(prisma: PrismaClient, before: Date): Promise<number> {
  return inBatches(
    () => prisma.$executeRaw`
      DELETE FROM "SyncRun" WHERE id IN (SELECT s.id FROM "SyncRun" s WHERE s."endedAt" < ${before}
        AND NOT EXISTS (SELECT 1 FROM "RunRecord" r WHERE r."runId" = s.id)
        AND EXISTS (SELECT 1 FROM "SyncRun" l WHERE l."connectionId" = s."connectionId"
          AND l."requestedAt" > s."requestedAt" AND l."endedAt" IS NOT NULL)
        LIMIT ${BATCH_RUNS})`,
    BATCH_RUNS,
  );
}

/** Repeats a statement until it finds less than a whole batch. */
async function inBatches(forget: () => Promise<number>, batch = BATCH_ROWS): Promise<number> {
  for (let forgotten = 0; ; ) {
    const rows = await forget();
    forgotten += rows;
    if (rows < batch) return forgotten;
  }
}
