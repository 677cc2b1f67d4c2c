/** The part of `Control` that says when and how much a connection syncs by itself. */
import type { EngineClock } from '../engine/services.ts';
import type { Connection, PrismaClient } from '../store/generated/prisma/client.ts';
import { afterBlackout, type BlackoutWindow, blackoutFromJson, blackoutIssues } from './blackout.ts';
import type { Answer, Control, Refusal } from './control.ts';
import type { EventBus } from './events.ts';
import { NOT_FOUND, type Refused, refuse, supportRequired } from './refusals.ts';
import { AUTOMATIC_SYNC_EVERY_MS } from './schedule.ts';

export interface ScheduleControlDependencies {
  readonly prisma: PrismaClient;
  readonly clock: EngineClock;
  readonly events: EventBus;
  /** Sets the alarm of the next automatic sync. */
  readonly scheduleSync: (connectionId: string, at: Date) => Promise<void>;
}

/** More than this for people, and a first sync would take weeks. */
export const RESERVE_PERCENT_MAX = 90;

export function createScheduleControl(
  deps: ScheduleControlDependencies,
): Pick<Control, 'setAutoSync' | 'setBlackout' | 'setQuotaReserve'> {
  return {
    setAutoSync: ({ connectionId, enabled }) => change(deps, connectionId, { autoSync: enabled }),
    setBlackout: async ({ connectionId, windows }) => {
      const issues = blackoutIssues(windows);
      if (issues.length > 0) return invalid('The blackout hours cannot be used as they are.', issues);
      return change(deps, connectionId, { blackout: windows.map(stored) });
    },
    setQuotaReserve: ({ connectionId, percent }) => setQuotaReserve(deps, connectionId, percent),
  };
}

const stored = ({ from, to, days }: BlackoutWindow) => ({ from, to, days: [...days] });

const invalid = (message: string, issues: NonNullable<Refusal['issues']>): Refused =>
  refuse('VALIDATION_FAILED', message, issues);

/** From the next session on: it counts for what is not taken yet. */
async function setQuotaReserve(
  { prisma, events }: ScheduleControlDependencies,
  connectionId: string,
  percent: number,
): Promise<Answer<{ connectionId: string }>> {
  if (!Number.isInteger(percent) || percent < 0 || percent > RESERVE_PERCENT_MAX) {
    const message = `The reserve is a whole number of percent from 0 to ${RESERVE_PERCENT_MAX}.`;
    return invalid(message, [{ path: ['input', 'percent'], message }]);
  }
  const changed = await prisma.connection.updateMany({
    where: { id: connectionId },
    data: { quotaReservePercent: percent },
  });
  if (changed.count === 0) return NOT_FOUND;
  await events.publish({ connectionId, runId: null });
  return { ok: true, value: { connectionId } };
}

/**
 * S2, and hours without automatic syncs. The next one keeps its distance from the end of the last (S1), or comes as soon as
 * it may when that has passed.
 */
async function change(
  deps: ScheduleControlDependencies,
  connectionId: string,
  changes: { autoSync: boolean } | { blackout: ReturnType<typeof stored>[] },
): Promise<Answer<{ connectionId: string }>> {
  const { prisma, events } = deps;
  const found = await prisma.connection.findUnique({ where: { id: connectionId } });
  if (found === null) return NOT_FOUND;
  if ('autoSync' in changes && found.status === 'DISABLED_BY_ERROR') return supportRequired();
  const connection: Connection = { ...found, ...changes };
  const due = await dueAt(deps, connection);
  await prisma.connection.update({ where: { id: connectionId }, data: changes });
  if (connection.autoSync && due !== null) {
    // A run that has ended since, or is under way, sets the next moment by itself, with the hours as they are now.
    const moved = await prisma.connection.updateMany({
      where: { id: connectionId, activeRunId: null, nextSyncAt: found.nextSyncAt },
      data: { nextSyncAt: due },
    });
    if (moved.count > 0) await deps.scheduleSync(connectionId, due);
  }
  await events.publish({ connectionId, runId: connection.activeRunId });
  return { ok: true, value: { connectionId } };
}

async function dueAt(
  { prisma, clock }: ScheduleControlDependencies,
  connection: Connection,
): Promise<Date | null> {
  if (connection.status !== 'ENABLED') return connection.nextSyncAt;
  const last = await prisma.syncRun.findFirst({
    where: { connectionId: connection.id, mode: { in: ['SYNC', 'APPLY'] }, endedAt: { not: null } },
    // Not by the time of the end: a clock that was set back would hide the newest.
    orderBy: { sequence: 'desc' },
    select: { endedAt: true },
  });
  const endedAtMs = last?.endedAt?.getTime();
  if (endedAtMs === undefined) return connection.nextSyncAt;
  const nowMs = clock.nowMs();
  // An end that lies ahead was stamped by a clock that was wrong then. A run that is to be tried again comes sooner.
  const regularMs = Math.min(endedAtMs, nowMs) + AUTOMATIC_SYNC_EVERY_MS;
  const dueMs = Math.max(nowMs, Math.min(regularMs, connection.nextSyncAt?.getTime() ?? regularMs));
  return afterBlackout(new Date(dueMs), blackoutFromJson(connection.blackout), connection.timeZone);
}
