/** What a connection's pair of organisations can do, as it is kept with the connection. */
import type { PrismaClient } from './generated/prisma/client.ts';

/**
 * Adds what was found to what is known by then, in the database: a probe and several sessions find out different things at
 * the same time, and none knows of the others. Answers all that is known; null when there is no such connection.
 */
export async function addCapabilities(
  prisma: PrismaClient,
  connectionId: string,
  found: Readonly<Record<string, string | number | boolean | null>>,
): Promise<unknown> {
  const [row] = await prisma.$queryRaw<{ capabilities: unknown }[]>`
    UPDATE "Connection" SET capabilities = coalesce(nullif(capabilities, 'null'), '{}') || ${JSON.stringify(found)}::jsonb
    WHERE id = ${connectionId}::uuid RETURNING capabilities`;
  return row?.capabilities ?? null;
}
