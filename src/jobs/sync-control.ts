/** The part of `Control` that begins, stops and tunes syncs. Every refusal is decided by one conditional statement. */
import type { EngineClock } from '../engine/services.ts';
import type { Connection, PrismaClient } from '../store/generated/prisma/client.ts';
import type { DuplicatePolicy } from '../store/generated/prisma/enums.ts';
import { previewStateOf } from '../store/previews.ts';
import { enableAndQueue, isImporting, type QueueAnswer, queueRun } from '../store/runs.ts';
import type { Answer, Control } from './control.ts';
import type { EventBus } from './events.ts';
import {
  CRM_SYNC_RUNS,
  importInProgress,
  NOT_FOUND,
  type Refused,
  refuse,
  supportRequired,
  syncInProgress,
} from './refusals.ts';
import type { MappedConnection } from './runner.ts';
import { MANUAL_SYNCS_PER_DAY, startOfDay } from './schedule.ts';

export interface SyncControlDependencies {
  readonly prisma: PrismaClient;
  readonly clock: EngineClock;
  readonly events: EventBus;
  readonly newId: () => string;
  /** Tells some worker that a run waits for it. */
  readonly wake: (runId: string) => Promise<void>;
  /** Stops the run if this process works on it. */
  readonly cancelHere: (runId: string) => void;
  /** Violations of the mapping set, empty when it is valid (E4). */
  readonly mappingIssues: (
    connection: MappedConnection,
  ) => Promise<readonly { path: readonly string[]; message: string }[]>;
  /** S9: whether the account's CRM sync is known to run just now; does not keep a person waiting for long. */
  readonly crmSyncRuns: (connectionId: string) => Promise<boolean>;
  /** E5: why the FSM edition does not allow sync; null: it does, or nobody tells. */
  readonly editionProblem: (connection: Connection) => Promise<string | null>;
  /** E4: what the fields of both organisations, as they are now, forbid the mapping. */
  readonly catalogProblems: (
    connection: Connection,
  ) => Promise<readonly { readonly path: readonly string[]; readonly message: string }[]>;
}

type SyncControl = Pick<
  Control,
  'enableSync' | 'syncNow' | 'cancelRun' | 'setDuplicatePolicy' | 'manualSyncsLeftToday'
>;

export function createSyncControl(deps: SyncControlDependencies): SyncControl {
  return {
    enableSync: (input) => enableSync(deps, input),
    syncNow: (input) => syncNow(deps, input),
    cancelRun: (input) => cancelRun(deps, input.runId),
    setDuplicatePolicy: (input) => setDuplicatePolicy(deps, input),
    manualSyncsLeftToday: (connectionIds) => manualSyncsLeftToday(deps, connectionIds),
  };
}

async function enableSync(
  deps: SyncControlDependencies,
  input: { connectionId: string; duplicatePolicy: DuplicatePolicy },
): Promise<Answer<{ connectionId: string; runId: string }>> {
  const connection = await deps.prisma.connection.findUnique({ where: { id: input.connectionId } });
  if (connection === null) return NOT_FOUND;
  const refused = await refusalToEnable(deps, connection);
  if (refused !== null) return refused;
  const inFiles = await deps.mappingIssues(connection);
  const issues = inFiles.length > 0 ? inFiles : await deps.catalogProblems(connection);
  if (issues.length > 0) {
    return refuse(
      'MAPPING_INVALID',
      `The mapping set "${connection.mappingSet}" is not valid. Correct what is listed and enable again.`,
      issues,
    );
  }
  const problem = await deps.editionProblem(connection);
  if (problem !== null) return refuse('EDITION_UNSUPPORTED', problem);
  const runId = deps.newId();
  const enabled = await enableAndQueue(deps.prisma, { ...input, runId, at: new Date(deps.clock.nowMs()) });
  if (!enabled) {
    // Somebody else was quicker between the look and the claim.
    const now = await deps.prisma.connection.findUnique({ where: { id: input.connectionId } });
    return (now && (await refusalToEnable(deps, now))) ?? alreadyEnabled();
  }
  await begun(deps, input.connectionId, runId);
  return { ok: true, value: { connectionId: input.connectionId, runId } };
}

const alreadyEnabled = (): Refused =>
  refuse(
    'ALREADY_ENABLED',
    'Two-way sync is enabled already; enabling happens once. The duplicate policy and the mapping can be changed at any time.',
  );

/** E1, E2, X1: why a connection as it is cannot be enabled; null: it can. */
async function refusalToEnable(
  deps: SyncControlDependencies,
  { id, status, activeRunId, timeZone }: Connection,
): Promise<Refused | null> {
  if (status === 'ENABLED') return alreadyEnabled();
  if (status === 'DISABLED_BY_ERROR') return supportRequired();
  if (activeRunId === null) return null;
  // Previews hold a connection as imports do.
  return refusalOf((await isImporting(deps.prisma, id)) ? 'importing' : 'inProgress', timeZone);
}

export async function begun(
  deps: SyncControlDependencies,
  connectionId: string,
  runId: string,
): Promise<void> {
  await deps.wake(runId);
  await deps.events.publish({ connectionId, runId });
}

async function syncNow(
  deps: SyncControlDependencies,
  { connectionId, confirmDeactivations = false, previewId = null }: Parameters<Control['syncNow']>[0],
): Promise<Answer<{ runId: string }>> {
  const connection = await deps.prisma.connection.findUnique({
    where: { id: connectionId },
    select: { timeZone: true, status: true, activeRunId: true },
  });
  if (connection === null) return NOT_FOUND;
  // Asked only where a run could begin; the run asks again when there was no answer.
  const free = connection.status === 'ENABLED' && connection.activeRunId === null;
  if (free && (await deps.crmSyncRuns(connectionId))) return refuse('CRM_SYNC_IN_PROGRESS', CRM_SYNC_RUNS);
  const at = new Date(deps.clock.nowMs());
  const unusable = previewId === null ? null : await whyNotApplied(deps, connectionId, previewId);
  if (unusable !== null) return unusable;
  const runId = deps.newId();
  const answer = await queueRun(deps.prisma, {
    runId,
    connectionId,
    trigger: 'MANUAL',
    scope: 'INCREMENTAL',
    at,
    manualSince: startOfDay(at, connection.timeZone),
    manualMax: MANUAL_SYNCS_PER_DAY,
    confirmedDeactivations: confirmDeactivations,
    ...(previewId === null ? {} : { mode: 'APPLY', previewId }),
  });
  if (answer !== 'queued') return refusalOf(answer, connection.timeZone);
  await begun(deps, connectionId, runId);
  return { ok: true, value: { runId } };
}

/** A look before the run is queued; the run itself looks again, as the mapping may change meanwhile. */
async function whyNotApplied(
  { prisma, clock }: SyncControlDependencies,
  connectionId: string,
  previewId: string,
): Promise<Refused | null> {
  const preview = await prisma.syncRun.findFirst({ where: { id: previewId, connectionId, mode: 'PREVIEW' } });
  const state = preview === null ? 'EXPIRED' : previewStateOf(preview, clock.nowMs());
  switch (state) {
    case 'READY':
      return null;
    case 'QUEUED':
    case 'RUNNING':
      return refuse('PREVIEW_EXPIRED', 'The preview is not ready yet. Wait until its state is READY.');
    case 'FAILED':
    case 'CANCELLED':
      return refuse(
        'PREVIEW_EXPIRED',
        'The preview did not come to its end, so it shows nothing. Make another one.',
      );
    case 'EXPIRED':
      return refuse('PREVIEW_EXPIRED', 'The preview is older than an hour. Make another one.');
  }
}

export function refusalOf(answer: Exclude<QueueAnswer, 'queued'>, timeZone: string): Refused {
  switch (answer) {
    case 'notFound':
      return NOT_FOUND;
    case 'notEnabled':
      return refuse(
        'NOT_ENABLED',
        'Two-way sync is not enabled for this connection yet. Call enableSync first.',
      );
    case 'disabledByError':
      return supportRequired();
    case 'alreadyEnabled':
      return refuse(
        'ALREADY_ENABLED',
        'Two-way sync is enabled, so there is nothing to import: the next sync brings every record over.',
      );
    case 'importing':
      return importInProgress();
    case 'inProgress':
      return syncInProgress();
    case 'limitReached':
      return refuse(
        'MANUAL_LIMIT_REACHED',
        `${MANUAL_SYNCS_PER_DAY} manual syncs were run today (${timeZone}). The automatic sync goes on; manual ones are possible again tomorrow.`,
      );
  }
}

async function cancelRun(deps: SyncControlDependencies, runId: string): Promise<Answer<{ runId: string }>> {
  const run = await deps.prisma.syncRun.findUnique({ where: { id: runId } });
  if (run === null) return refuse('NOT_FOUND', 'There is no such run.');
  const asked = await deps.prisma.syncRun.updateMany({
    where: { id: runId, state: { in: ['QUEUED', 'RUNNING'] } },
    data: { cancelRequestedAt: new Date(deps.clock.nowMs()) },
  });
  if (asked.count === 0) return refuse('RUN_NOT_ACTIVE', 'The run is over; there is nothing to cancel.');
  deps.cancelHere(runId);
  // A run that waits for quota has no process: a worker must end it.
  await begun(deps, run.connectionId, runId);
  return { ok: true, value: { runId } };
}

/** E7: at any time; it counts from the next run on. */
async function setDuplicatePolicy(
  deps: SyncControlDependencies,
  input: { connectionId: string; duplicatePolicy: DuplicatePolicy },
): Promise<Answer<{ connectionId: string }>> {
  const changed = await deps.prisma.connection.updateMany({
    where: { id: input.connectionId },
    data: { duplicatePolicy: input.duplicatePolicy },
  });
  if (changed.count === 0) return NOT_FOUND;
  await deps.events.publish({ connectionId: input.connectionId, runId: null });
  return { ok: true, value: { connectionId: input.connectionId } };
}

/** Whoever is added is told from the next mail on. */
async function manualSyncsLeftToday(
  deps: SyncControlDependencies,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { prisma, clock } = deps;
  const connections = await prisma.connection.findMany({
    where: { id: { in: [...connectionIds] } },
    select: { id: true, timeZone: true },
  });
  const now = new Date(clock.nowMs());
  // One statement for all of them: each has a day of its own.
  const used = await prisma.$queryRaw<{ id: string; used: number }[]>`
    SELECT c."id", (
      SELECT count(*)::int FROM "SyncRun" r
      WHERE r."connectionId" = c."id" AND r."trigger" = 'MANUAL' AND r."mode" IN ('SYNC', 'APPLY')
        AND r."requestedAt" >= c."since"
    ) AS "used"
    FROM unnest(
      ${connections.map(({ id }) => id)}::uuid[],
      ${connections.map(({ timeZone }) => startOfDay(now, timeZone).toISOString())}::timestamptz[]
    ) AS c("id", "since")`;
  return new Map(used.map((row) => [row.id, Math.max(0, MANUAL_SYNCS_PER_DAY - row.used)]));
}
