/** How long logs are kept. */
import type { EngineClock } from '../engine/services.ts';
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import { type Forgotten, forgetExpired } from '../store/retention.ts';

const DAY_MS = 86_400_000;

export interface RetentionDependencies {
  readonly prisma: PrismaClient;
  readonly clock: Pick<EngineClock, 'nowMs'>;
  readonly log: { info(fields: Readonly<Record<string, unknown>>, message: string): void };
  readonly logRetentionDays: number;
  readonly runRetentionDays: number;
}

/** Forgets what has been kept long enough by now. */
export async function expireLogs(deps: RetentionDependencies): Promise<Forgotten> {
  const { prisma, clock, log } = deps;
  const daysAgo = (days: number): Date => new Date(clock.nowMs() - days * DAY_MS);
  const forgotten = await forgetExpired(prisma, {
    log: daysAgo(deps.logRetentionDays),
    runs: daysAgo(Math.max(deps.runRetentionDays, deps.logRetentionDays)),
  });
  if (Object.values(forgotten).some((count) => count > 0)) log.info({ ...forgotten }, 'old logs are gone');
  return forgotten;
}
