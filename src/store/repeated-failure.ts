/** Whether people know of a failure already, told by the runs themselves. */
import type { PrismaClient } from './generated/prisma/client.ts';

/** True when an earlier run of the connection failed with the same code and sentence, and none has succeeded since. */
export async function isRepeatedFailure(prisma: PrismaClient, runId: string): Promise<boolean> {
  const run = await prisma.syncRun.findUniqueOrThrow({
    where: { id: runId },
    select: { connectionId: true, requestedAt: true, errorCode: true, errorMessage: true },
  });
  const { connectionId, requestedAt, errorCode, errorMessage } = run;
  // The runs of a connection follow each other, so they end in the order they were asked for; that order has an index.
  const success = await prisma.syncRun.findFirst({
    where: {
      connectionId,
      state: { in: ['SUCCEEDED', 'SUCCEEDED_WITH_FAILURES'] },
      requestedAt: { lt: requestedAt },
    },
    orderBy: { requestedAt: 'desc' },
    select: { requestedAt: true },
  });
  const alike = await prisma.syncRun.findFirst({
    where: {
      connectionId,
      state: 'FAILED',
      errorCode,
      errorMessage,
      requestedAt: { lt: requestedAt, ...(success === null ? {} : { gt: success.requestedAt }) },
    },
    select: { id: true },
  });
  return alike !== null;
}
