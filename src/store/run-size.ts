/** How much a run has to do, as far as what it has stored tells. */
import type { Direction, Operation, PairName, Side, TableName } from '../engine/model.ts';
import type { Prisma, PrismaClient } from './generated/prisma/client.ts';

export interface PlannedCount {
  readonly pair: PairName;
  readonly direction: Direction;
  readonly operation: Operation;
  /** True: done, by a write. False: planned and not done. */
  readonly written: boolean;
  readonly count: number;
}

/** How much a run has planned and not done, and how much it has written. */
export function plannedCounts(prisma: PrismaClient, runId: string): Promise<PlannedCount[]> {
  return prisma.$queryRawUnsafe<PlannedCount[]>(
    `SELECT pair::text AS pair, direction::text AS direction, operation, outcome IS NOT NULL AS written, count(*)::int AS count
     FROM "RunRecord" WHERE "runId" = $1::uuid AND (outcome IS NULL OR outcome IN ('CREATED', 'UPDATED', 'DEACTIVATED'))
     GROUP BY 1, 2, 3, 4`,
    runId,
  );
}

/** Of a run, the records of the given tables that have no counterpart yet and whose table is not decided, by side. */
export function stagedNew(
  prisma: PrismaClient,
  runId: string,
  kinds: readonly TableName[],
): Promise<{ readonly side: Side; readonly count: number }[]> {
  return prisma.$queryRawUnsafe<{ side: Side; count: number }[]>(
    `SELECT side::text AS side, count(*)::int AS count FROM "StagedRecord"
     WHERE "runId" = $1::uuid AND kind = ANY($2::text[]) AND considered AND active AND "linkId" IS NULL GROUP BY 1`,
    runId,
    kinds,
  );
}

/** Keeps how many records both sides held before a run read them for the first time. */
export async function saveCounted(
  prisma: PrismaClient,
  runId: string,
  counted: Prisma.InputJsonObject,
): Promise<void> {
  await prisma.syncRun.update({ where: { id: runId }, data: { counted } });
}
