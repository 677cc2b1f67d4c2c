/** Batched reads of single rows, one set per request: what a nested query needs never depends on how many rows it shows. */

import type { Control } from '../src/jobs/control.ts';
import {
  failuresByModule,
  failuresByReason,
  type ModuleFailures,
  type ReasonFailures,
  type Resolution,
  resolutionsOf,
} from '../src/store/failure-summary.ts';
import type {
  Connection,
  Notification,
  RecordLink,
  RunPair,
  SyncRun,
  Webhook,
} from '../src/store/generated/prisma/client.ts';
import { Prisma, type PrismaClient } from '../src/store/generated/prisma/client.ts';
import type { RunMode } from '../src/store/generated/prisma/enums.ts';
import { type PreviewCount, previewCounts } from '../src/store/preview-summary.ts';
import { SYNC_MODES } from '../src/store/runs.ts';
import { BatchLoader } from './batch.ts';
import type { MappingReader, MappingView } from './context.ts';
import { PageLoader } from './paging.ts';

/** Runs that have not ended. */
export const ACTIVE_STATES = ['QUEUED', 'RUNNING'] as const;

export interface Loaders {
  readonly pages: PageLoader;
  readonly connections: BatchLoader<Connection>;
  readonly runs: BatchLoader<SyncRun>;
  readonly links: BatchLoader<RecordLink>;
  /** By run. */
  readonly pairs: BatchLoader<readonly RunPair[]>;
  /** By connection: the sync that is queued or under way. */
  readonly activeRuns: BatchLoader<SyncRun>;
  /** By connection: the sync that ended last. */
  readonly lastRuns: BatchLoader<SyncRun>;
  /** By connection: the import that is queued or under way. */
  readonly activeImports: BatchLoader<SyncRun>;
  /** By connection: the import that ended last. */
  readonly lastImports: BatchLoader<SyncRun>;
  /** By connection: the preview that is being made. */
  readonly activePreviews: BatchLoader<SyncRun>;
  /** By connection: the preview that was made last. */
  readonly lastPreviews: BatchLoader<SyncRun>;
  /** By preview: how many records it shows for each operation. */
  readonly previewCounts: BatchLoader<readonly PreviewCount[]>;
  /** By connection: manual syncs its day still allows. */
  readonly manualSyncsLeft: BatchLoader<number>;
  /** By run. */
  readonly failedModules: BatchLoader<readonly ModuleFailures[]>;
  /** By run. */
  readonly failureReasons: BatchLoader<readonly ReasonFailures[]>;
  /** By the id of a record that failed: the later run that synced it. */
  readonly resolutions: BatchLoader<Resolution>;
  readonly webhooks: BatchLoader<Webhook>;
  /** By connection. */
  readonly webhooksOf: BatchLoader<readonly Webhook[]>;
  readonly notifications: BatchLoader<Notification>;
  /** By the mail that tells of them. */
  readonly notificationsOf: BatchLoader<readonly Notification[]>;
  /** By connection. */
  readonly mappings: BatchLoader<readonly MappingView[]>;
}

/** What loaders read from. */
export interface LoaderSources {
  readonly prisma: PrismaClient;
  readonly control: Pick<Control, 'manualSyncsLeftToday'>;
  readonly mappings: Pick<MappingReader, 'mappings'>;
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

/** The newest run per connection that meets a condition, in one statement; whatever the clock was set to meanwhile. */
async function newestRuns(
  prisma: PrismaClient,
  connectionIds: readonly string[],
  condition: Prisma.Sql,
): Promise<ReadonlyMap<string, SyncRun>> {
  const rows = await prisma.$queryRaw<SyncRun[]>(Prisma.sql`
    SELECT r.* FROM unnest(${[...connectionIds]}::uuid[]) AS p("id")
    CROSS JOIN LATERAL (
      SELECT * FROM "SyncRun" r WHERE r."connectionId" = p."id" AND ${condition}
      ORDER BY r."sequence" DESC LIMIT 1
    ) r`);
  return new Map(rows.map((run) => [run.connectionId, run]));
}

export function makeLoaders({ prisma, control, mappings }: LoaderSources): Loaders {
  const idIn = (ids: readonly string[]) => ({ where: { id: { in: [...ids] } } });
  return {
    pages: new PageLoader(prisma),
    connections: new BatchLoader(async (ids) => byId(await prisma.connection.findMany(idIn(ids)))),
    runs: new BatchLoader(async (ids) => byId(await prisma.syncRun.findMany(idIn(ids)))),
    links: new BatchLoader(async (ids) => byId(await prisma.recordLink.findMany(idIn(ids)))),
    pairs: new BatchLoader<readonly RunPair[]>(async (runIds) => {
      const rows = await prisma.runPair.findMany({
        where: { runId: { in: [...runIds] } },
        orderBy: { pair: 'asc' },
      });
      return Map.groupBy(rows, (row) => row.runId);
    }),
    ...runLoaders(prisma),
    previewCounts: new BatchLoader((runIds) => previewCounts(prisma, runIds)),
    manualSyncsLeft: new BatchLoader((ids) => control.manualSyncsLeftToday(ids)),
    failedModules: new BatchLoader((runIds) => failuresByModule(prisma, runIds)),
    failureReasons: new BatchLoader((runIds) => failuresByReason(prisma, runIds)),
    resolutions: new BatchLoader((ids) => resolutionsOf(prisma, ids)),
    ...notificationLoaders(prisma),
    mappings: new BatchLoader(async (ids) => mappings.mappings(await prisma.connection.findMany(idIn(ids)))),
  };
}

function runLoaders(
  prisma: PrismaClient,
): Pick<
  Loaders,
  'activeRuns' | 'lastRuns' | 'activeImports' | 'lastImports' | 'activePreviews' | 'lastPreviews'
> {
  const active = Prisma.sql`r."state" = ANY(${[...ACTIVE_STATES]}::"RunState"[])`;
  const ended = Prisma.sql`r."state" <> ALL(${[...ACTIVE_STATES]}::"RunState"[])`;
  const newest = (condition: Prisma.Sql, modes: readonly RunMode[]) =>
    new BatchLoader<SyncRun>((ids) =>
      newestRuns(prisma, ids, Prisma.sql`${condition} AND r."mode" = ANY(${[...modes]}::"RunMode"[])`),
    );
  return {
    activeRuns: newest(active, SYNC_MODES),
    lastRuns: newest(ended, SYNC_MODES),
    activeImports: newest(active, ['IMPORT']),
    lastImports: newest(ended, ['IMPORT']),
    activePreviews: newest(active, ['PREVIEW']),
    lastPreviews: newest(ended, ['PREVIEW']),
  };
}

function notificationLoaders(
  prisma: PrismaClient,
): Pick<Loaders, 'webhooks' | 'webhooksOf' | 'notifications' | 'notificationsOf'> {
  const idIn = (ids: readonly string[]) => ({ where: { id: { in: [...ids] } } });
  return {
    webhooks: new BatchLoader(async (ids) => byId(await prisma.webhook.findMany(idIn(ids)))),
    webhooksOf: new BatchLoader<readonly Webhook[]>(async (connectionIds) => {
      const rows = await prisma.webhook.findMany({
        where: { connectionId: { in: [...connectionIds] } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return Map.groupBy(rows, (row) => row.connectionId);
    }),
    notifications: new BatchLoader(async (ids) => byId(await prisma.notification.findMany(idIn(ids)))),
    notificationsOf: new BatchLoader<readonly Notification[]>(async (mailIds) => {
      const rows = await prisma.notification.findMany({
        where: { mailId: { in: [...mailIds] } },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      });
      return Map.groupBy(rows, (row) => row.mailId ?? '');
    }),
  };
}
