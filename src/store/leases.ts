/** Ownership of a connection: one row, taken by one conditional statement on the database's own clock. */
import type { PrismaClient } from './generated/prisma/client.ts';

/** How long a holder that says nothing more still owns the connection. */
export const LEASE_TTL_MS = 30_000;

export interface LeaseHandle {
  readonly connectionId: string;
  /** Fencing token: rises with every change of hands. */
  readonly token: bigint;
}

/** Takes the lease when it is free or has lapsed; null when somebody else holds it. */
export async function acquireLease(
  prisma: PrismaClient,
  connectionId: string,
  holder: string,
  purpose: string,
): Promise<LeaseHandle | null> {
  const rows = await prisma.$queryRawUnsafe<{ token: bigint }[]>(
    `INSERT INTO "Lease" ("connectionId", token, holder, purpose, "expiresAt")
     VALUES ($1::uuid, 1, $2, $3, now() + ($4::float8 * interval '1 millisecond'))
     ON CONFLICT ("connectionId") DO UPDATE SET token = "Lease".token + 1, holder = EXCLUDED.holder,
       purpose = EXCLUDED.purpose, "expiresAt" = EXCLUDED."expiresAt"
     WHERE "Lease"."expiresAt" <= now()
     RETURNING token`,
    connectionId,
    holder,
    purpose,
    LEASE_TTL_MS,
  );
  const row = rows[0];
  return row === undefined ? null : { connectionId, token: row.token };
}

/** False once somebody else has it. */
export async function renewLease(prisma: PrismaClient, lease: LeaseHandle): Promise<boolean> {
  const count = await prisma.$executeRawUnsafe(
    `UPDATE "Lease" SET "expiresAt" = now() + ($3::float8 * interval '1 millisecond')
     WHERE "connectionId" = $1::uuid AND token = $2::bigint`,
    lease.connectionId,
    lease.token,
    LEASE_TTL_MS,
  );
  return count > 0;
}

/** Gives the lease up; harmless when it is lost already. */
export async function releaseLease(prisma: PrismaClient, lease: LeaseHandle): Promise<void> {
  await prisma.$executeRawUnsafe(
    `UPDATE "Lease" SET "expiresAt" = now() WHERE "connectionId" = $1::uuid AND token = $2::bigint`,
    lease.connectionId,
    lease.token,
  );
}

/**
 * Ends the leases of holders that cannot be alive: called by the process that has just opened the embedded database,
 * which nobody else can have been using. Were one alive after all, its token would be outdated and its writes refused.
 */
export async function expireLeases(prisma: PrismaClient): Promise<void> {
  await prisma.$executeRawUnsafe(`UPDATE "Lease" SET "expiresAt" = now() WHERE "expiresAt" > now()`);
}
