/** The safety net under Agenda: finds what is due or was left behind, whatever job was lost or fired twice. */
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import { abandonedRuns, dueConnections, farConnections, moveNextSync, queueRun } from '../store/runs.ts';
import { afterBlackout, blackoutFromJson } from './blackout.ts';
import type { Runner } from './runner.ts';
import { nextSyncAt } from './schedule.ts';

export interface WatchdogDependencies {
  readonly prisma: PrismaClient;
  readonly runner: Runner;
  readonly nowMs: () => number;
  readonly newId: () => string;
}

/** Begins every due automatic sync and takes up every run nobody works on. Safe to run in any number of processes at once. */
export async function watch(deps: WatchdogDependencies): Promise<void> {
  const at = new Date(deps.nowMs());
  for (const connection of await dueConnections(deps.prisma, at)) {
    if (!(await movedByBlackout(deps, connection, at))) await queueAutomatic(deps, connection.id, at);
  }
  await correctFarAlarms(deps, at);
  for (const { runId } of await abandonedRuns(deps.prisma, at)) {
    // Not awaited: runs last long, and a second look while one runs is harmless. `execute` never rejects.
    void deps.runner.execute(runId);
  }
}

interface Alarm {
  readonly id: string;
  readonly nextSyncAt: Date | null;
  readonly blackout: unknown;
  readonly timeZone: string;
}

/** Due within blackout hours, a sync waits for their end. */
async function movedByBlackout(deps: WatchdogDependencies, alarm: Alarm, at: Date): Promise<boolean> {
  const to = afterBlackout(at, blackoutFromJson(alarm.blackout), alarm.timeZone);
  if (to.getTime() === at.getTime() || alarm.nextSyncAt === null) return false;
  await moveNextSync(deps.prisma, { connectionId: alarm.id, seen: alarm.nextSyncAt, to });
  return true;
}

/** A sync that ended while the clock was ahead would leave the next one waiting for hours or days (S1). */
async function correctFarAlarms(deps: WatchdogDependencies, at: Date): Promise<void> {
  const latest = nextSyncAt(at);
  for (const { id, nextSyncAt: seen, blackout, timeZone } of await farConnections(deps.prisma, latest)) {
    const to = afterBlackout(latest, blackoutFromJson(blackout), timeZone);
    if (seen !== null && seen > to) await moveNextSync(deps.prisma, { connectionId: id, seen, to });
  }
}

/** S1, S2: one automatic run if the connection is due; nothing when another was quicker. */
export async function queueAutomatic(
  deps: WatchdogDependencies,
  connectionId: string,
  at: Date,
): Promise<void> {
  await queueRun(deps.prisma, {
    runId: deps.newId(),
    connectionId,
    trigger: 'AUTOMATIC',
    scope: 'INCREMENTAL',
    at,
    manualSince: at,
    manualMax: 0,
  });
}
