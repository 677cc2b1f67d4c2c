/** A connection's sync type, and what a plan to change it rests on. */
import type { Pool } from 'pg';
import { type AuditRecord, recordAudit } from './audit.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import type { SyncType } from './generated/prisma/enums.ts';

/** Changes with every link and parked record that comes, goes or becomes another's. */
export async function linksFingerprint(pool: Pick<Pool, 'query'>, connectionId: string): Promise<string> {
  const { rows } = await pool.query<{ links: string; parked: string }>(
    `SELECT
       (SELECT count(*) || '.' || coalesce(sum(hashtextextended(l.kind || l."fsmId" || ' ' || l."booksId", 0)::numeric), 0)
        FROM "RecordLink" l WHERE l."connectionId" = $1::uuid) AS links,
       (SELECT count(*) || '.' || coalesce(sum(hashtextextended(p.side || p.module || p."recordId", 0)::numeric), 0)
        FROM "ParkedRecord" p WHERE p."connectionId" = $1::uuid) AS parked`,
    [connectionId],
  );
  const [row] = rows;
  return `${row?.links ?? ''}/${row?.parked ?? ''}`;
}

/** Changes the type unless a run is queued or under way, or somebody has changed it since. Answers whether it did. */
export async function storeSyncType(
  prisma: PrismaClient,
  change: { readonly connectionId: string; readonly from: SyncType; readonly to: SyncType },
  audit: AuditRecord,
): Promise<boolean> {
  return prisma.$transaction(async (transaction) => {
    const { connectionId: id, from, to } = change;
    const { count } = await transaction.connection.updateMany({
      where: { id, syncType: from, activeRunId: null },
      data: { syncType: to },
    });
    if (count > 0) await recordAudit(transaction, audit);
    return count > 0;
  });
}
