/** What begins, stops and tunes runs in this process. */
import type { EngineClock } from '../engine/services.ts';
import type { EventBus } from '../jobs/events.ts';
import type { Runner } from '../jobs/runner.ts';
import type { Scheduler } from '../jobs/scheduler.ts';
import type { SyncControlDependencies } from '../jobs/sync-control.ts';
import type { PrismaClient } from '../store/generated/prisma/client.ts';
import type { MappingSets } from './mapping-sets.ts';
import type { Inquiries } from './preflight/index.ts';

export interface SyncParts {
  readonly prisma: PrismaClient;
  readonly clock: EngineClock;
  readonly events: EventBus;
  readonly newId: () => string;
  readonly mappings: MappingSets;
  readonly scheduler: Scheduler;
  readonly runner: Runner;
  readonly inquiries: Inquiries;
  /** This process works on runs itself. */
  readonly works: boolean;
}

export function syncDependencies(parts: SyncParts): SyncControlDependencies {
  const { prisma, clock, events, newId, mappings, scheduler, runner, works, inquiries } = parts;
  return {
    prisma,
    clock,
    events,
    newId,
    // A process that works itself need not wait for the alarm to ring.
    wake: async (runId) => {
      if (works) void runner.execute(runId);
      else await scheduler.runNow(runId);
    },
    cancelHere: (runId) => runner.cancel(runId),
    mappingIssues: (connection) => mappings.issues(connection),
    ...inquiries,
  };
}
