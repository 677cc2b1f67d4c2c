/** What a preview has shown, counted. */
import type { Direction, Operation, TableName } from '../engine/model.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import type { Pair } from './generated/prisma/enums.ts';

export interface PreviewCount {
  readonly runId: string;
  readonly pair: Pair;
  readonly kind: TableName;
  readonly direction: Direction;
  readonly operation: Operation;
  /** Of these, the pairs that Zoho's own sync had joined before. */
  readonly adopted: number;
  readonly count: number;
}

/**
 * By preview. A record that is linked already and equal is not shown: only its base would be written, which nobody but the
 * engine sees.
 */
export async function previewCounts(
  prisma: PrismaClient,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PreviewCount[]>> {
  const rows = await prisma.$queryRaw<PreviewCount[]>`
    SELECT "runId", pair::text AS pair, kind, direction::text AS direction, operation, count(*)::int AS count,
      (count(*) FILTER (WHERE cause = 'MATCHED_BY_COUNTERPART' AND "linkId" IS NULL))::int AS adopted
    FROM "RunRecord" WHERE "runId" = ANY(${[...runIds]}::uuid[]) AND outcome IS DISTINCT FROM 'UNCHANGED'
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`;
  return Map.groupBy(rows, ({ runId }) => runId);
}
