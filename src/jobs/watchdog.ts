/** The safety net under Agenda: finds what is due or was left behind, whatever job was lost or fired twice. */
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import { abandonedRuns, dueConnections, queueRun } from '../store/runs.ts';
import type { Runner } from './runner.ts';

export interface WatchdogDependencies {
  readonly prisma: PrismaClient;
  readonly runner: Runner;
  readonly nowMs: () => number;
  readonly newId: () => string;
}

/** Begins every due automatic sync and takes up every run nobody works on. Safe to run in any number of processes at once. */
export async function watch(deps: WatchdogDependencies): Promise<void> {
  const at = new Date(deps.nowMs());
  for (const { connectionId } of await dueConnections(deps.prisma, at)) {
    await queueAutomatic(deps, connectionId, at);
  }
  for (const { runId } of await abandonedRuns(deps.prisma, at)) {
    // Not awaited: runs last long, and a second look while one runs is harmless. `execute` never rejects.
    void deps.runner.execute(runId);
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
