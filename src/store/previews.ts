/** How long a preview can be applied, and forgetting it afterwards. */
import type { PrismaClient, SyncRun } from './generated/prisma/client.ts';

/** From its end on. */
export const PREVIEW_VALID_MS = 3_600_000;

export type PreviewState = 'QUEUED' | 'RUNNING' | 'READY' | 'FAILED' | 'CANCELLED' | 'EXPIRED';

export const previewEnd = ({ endedAt }: Pick<SyncRun, 'endedAt'>): Date | null =>
  endedAt === null ? null : new Date(endedAt.getTime() + PREVIEW_VALID_MS);

export function previewStateOf(run: Pick<SyncRun, 'state' | 'endedAt'>, nowMs: number): PreviewState {
  switch (run.state) {
    case 'QUEUED':
    case 'RUNNING':
    case 'FAILED':
    case 'CANCELLED':
      return run.state;
    case 'SUCCEEDED':
    case 'SUCCEEDED_WITH_FAILURES':
      return nowMs <= (previewEnd(run)?.getTime() ?? 0) ? 'READY' : 'EXPIRED';
  }
}

/** Previews in one statement. */
const BATCH_PREVIEWS = 20;

/**
 * Forgets previews that ended so long ago that nobody can apply them, with what they have shown: not one that is being
 * applied. Safe to run in any number of processes at once.
 */
export async function forgetPreviews(prisma: PrismaClient, at: Date): Promise<number> {
  const before = new Date(at.getTime() - PREVIEW_VALID_MS);
  const rows = await prisma.$queryRaw<{ runs: number }[]>`
    WITH old AS (
      DELETE FROM "SyncRun" WHERE id IN (SELECT p.id FROM "SyncRun" p
        WHERE p.mode = 'PREVIEW' AND p."endedAt" < ${before} AND NOT EXISTS (SELECT 1 FROM "SyncRun" r
          WHERE r."connectionId" = p."connectionId" AND r."previewId" = p.id AND r.state IN ('QUEUED', 'RUNNING'))
        ORDER BY p."endedAt" LIMIT ${BATCH_PREVIEWS}) RETURNING id
    ), shown AS (DELETE FROM "RunRecord" USING old WHERE "runId" = old.id)
    SELECT count(*)::int AS runs FROM old`;
  return rows[0]?.runs ?? 0;
}
