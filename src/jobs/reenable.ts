/** Support enables a sync again that an error had disabled (X1). */
import { recordAudit } from '../store/audit.ts';
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import { closeDisabled } from '../store/notices.ts';
import type { Answer, Control } from './control.ts';
import type { EventBus } from './events.ts';
import { NOT_FOUND, type Refused, refuse } from './refusals.ts';

export interface ReenableDependencies {
  readonly prisma: PrismaClient;
  readonly nowMs: () => number;
  readonly events: Pick<EventBus, 'publish'>;
  /** Sets the alarm of the next automatic sync. */
  readonly scheduleSync: (connectionId: string, at: Date) => Promise<void>;
}

/**
 * The next automatic sync keeps its distance of three hours from the end of the last one (S1), which is at once where
 * they have passed. Nobody need wait for it: manual syncs work again at once.
 */
export async function supportReenable(
  deps: ReenableDependencies,
  { connectionId, reason }: Parameters<Control['supportReenable']>[0],
  actor: Parameters<Control['supportReenable']>[1],
): Promise<Answer<{ connectionId: string }>> {
  const { prisma, events } = deps;
  const connection = await prisma.connection.findUnique({ where: { id: connectionId } });
  if (connection === null) return NOT_FOUND;
  if (connection.status !== 'DISABLED_BY_ERROR') return notDisabled();
  const at = new Date(deps.nowMs());
  const due = new Date(Math.max(at.getTime(), connection.nextSyncAt?.getTime() ?? 0));
  const enabled = await prisma.$transaction(async (transaction) => {
    const { count } = await transaction.connection.updateMany({
      where: { id: connectionId, status: 'DISABLED_BY_ERROR', activeRunId: null },
      data: { status: 'ENABLED', disabledCode: null, disabledMessage: null, nextSyncAt: due },
    });
    if (count === 0) return false;
    // Disabled again, even at once, it is told again.
    await closeDisabled(transaction, connectionId, at);
    await recordAudit(transaction, {
      actorTokenId: actor.tokenId,
      action: 'supportReenable',
      subjectType: 'Connection',
      subjectId: connectionId,
      connectionId,
      reason,
      at,
    });
    return true;
  });
  // Somebody else was quicker between the look and the claim.
  if (!enabled) return notDisabled();
  await deps.scheduleSync(connectionId, due);
  await events.publish({ connectionId, runId: null });
  return { ok: true, value: { connectionId } };
}

const notDisabled = (): Refused =>
  refuse(
    'NOT_DISABLED',
    'No error has disabled the sync of this connection; there is nothing to enable again.',
  );
