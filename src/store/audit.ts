/** Who did what that others may have to answer for. Entries are written beside the deed, in its transaction. */
import type { Prisma, PrismaClient } from './generated/prisma/client.ts';
import { BOOTSTRAP_TOKEN_ID } from './tokens.ts';

export interface AuditRecord {
  /** `tokenId` of whoever asked. */
  readonly actorTokenId: string;
  /** The mutation: `replaceCredential`, …. */
  readonly action: string;
  /** GraphQL type and id of what it was done to. */
  readonly subjectType: string;
  readonly subjectId: string;
  /** The connection it concerns; whoever may see that may see the entry. */
  readonly connectionId: string | null;
  /** What the actor gave as the reason. */
  readonly reason: string | null;
  readonly at: Date;
}

/** Part of a transaction; a deed that is rolled back leaves no entry. */
export async function recordAudit(
  prisma: PrismaClient | Prisma.TransactionClient,
  record: AuditRecord,
): Promise<void> {
  await prisma.auditEntry.create({
    data: { ...record, actorName: await nameOf(prisma, record.actorTokenId) },
  });
}

async function nameOf(prisma: PrismaClient | Prisma.TransactionClient, tokenId: string): Promise<string> {
  if (tokenId === BOOTSTRAP_TOKEN_ID) return 'ADMIN_TOKEN';
  // Tokens are revoked, never deleted: one without a row was not made by this database.
  return (await prisma.apiToken.findUnique({ where: { id: tokenId } }))?.name ?? 'unknown token';
}
