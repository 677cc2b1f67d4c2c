/** Records that a service has said to have changed, until a run takes them up. */
import type { SelectedRecord } from '../engine/model.ts';
import { type AuditRecord, recordAudit } from './audit.ts';
import type { PrismaClient } from './generated/prisma/client.ts';
import type { Sealer } from './sealing.ts';

const contextOf = (connectionId: string): string => `inbound hook of connection ${connectionId}`;

/** Records of one connection that one run takes; the rest comes with the next. */
export const HINTED_MAX = 500;

/** Sets what calls must know from now on; null: nobody may call any more, and what is known is forgotten. */
export async function setHookSecret(
  prisma: PrismaClient,
  sealer: Sealer,
  secret: string | null,
  audit: AuditRecord & { readonly connectionId: string },
): Promise<void> {
  const { connectionId, at } = audit;
  await prisma.$transaction(async (transaction) => {
    if (secret === null) {
      await transaction.inboundHook.deleteMany({ where: { connectionId } });
      await transaction.hint.deleteMany({ where: { connectionId } });
    } else {
      const sealed = sealer.seal(contextOf(connectionId), secret);
      await transaction.inboundHook.upsert({
        where: { connectionId },
        create: { connectionId, secret: sealed, createdAt: at },
        update: { secret: sealed, createdAt: at },
      });
    }
    await recordAudit(transaction, audit);
  });
}

/** Null: the connection takes no calls. @throws UnsealError */
export async function hookSecret(
  prisma: PrismaClient,
  sealer: Sealer,
  connectionId: string,
): Promise<string | null> {
  const hook = await prisma.inboundHook.findUnique({ where: { connectionId } });
  return hook === null ? null : sealer.unseal(contextOf(connectionId), hook.secret);
}

/** Each record once, however often it is named. */
export async function addHints(
  prisma: PrismaClient,
  connectionId: string,
  records: readonly SelectedRecord[],
  at: Date,
): Promise<void> {
  const unique = new Map(records.map((one) => [`${one.side} ${one.module} ${one.id}`, one]));
  await prisma.$executeRaw`
    INSERT INTO "Hint" ("connectionId", side, module, "recordId", "firstAt", "lastAt")
    SELECT ${connectionId}::uuid, r.side::"Side", r.module, r.id, ${at}, ${at}
    FROM jsonb_to_recordset(${JSON.stringify([...unique.values()])}::jsonb) AS r(side text, module text, id text)
    WHERE EXISTS (SELECT 1 FROM "InboundHook" h WHERE h."connectionId" = ${connectionId}::uuid)
    ON CONFLICT ("connectionId", side, module, "recordId") DO UPDATE SET "lastAt" = EXCLUDED."lastAt"`;
}

/** Connections with a hint that came before, and no run that would keep another from beginning. */
export async function hintedConnections(prisma: PrismaClient, before: Date): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT h."connectionId"::text AS id FROM "Hint" h JOIN "Connection" c ON c.id = h."connectionId"
    WHERE h."firstAt" <= ${before} AND c."activeRunId" IS NULL LIMIT 100`;
  return rows.map(({ id }) => id);
}

export interface Hinted {
  readonly record: SelectedRecord;
  readonly lastAt: Date;
}

/** The oldest first. */
export async function hintsOf(prisma: PrismaClient, connectionId: string): Promise<readonly Hinted[]> {
  const rows = await prisma.hint.findMany({
    where: { connectionId },
    orderBy: [{ firstAt: 'asc' }, { recordId: 'asc' }],
    take: HINTED_MAX,
  });
  return rows.map(({ side, module, recordId, lastAt }) => ({
    record: { side, module, id: recordId },
    lastAt,
  }));
}

/** Forgets hints a run has taken up; one that came again since stays. */
export async function dropHints(
  prisma: PrismaClient,
  connectionId: string,
  taken: readonly Hinted[],
): Promise<void> {
  const rows = taken.map(({ record, lastAt }) => ({ ...record, lastAt: lastAt.toISOString() }));
  await prisma.$executeRaw`
    DELETE FROM "Hint" h USING jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(side text, module text, id text, "lastAt" timestamptz)
    WHERE h."connectionId" = ${connectionId}::uuid AND h.side = r.side::"Side" AND h.module = r.module
      AND h."recordId" = r.id AND h."lastAt" <= r."lastAt"`;
}
