/** Watching a connection: its syncs, its imports and its previews. */
import { GraphQLError } from 'graphql';
import type { RunMode } from '../src/store/generated/prisma/enums.ts';
import { SYNC_MODES } from '../src/store/runs.ts';
import { builder } from './builder.ts';
import { connectionNotFound, findConnection } from './connection.ts';
import type { Context } from './context.ts';
import { ImportRun } from './import-run.ts';
import { type Progress, type ProgressSource, progressStream, type RunWithPairs } from './progress-stream.ts';
import { SyncPreview } from './sync-preview.ts';
import { SyncRun } from './sync-run.ts';

const SEQUENCE = 'Counts what this subscription was sent: 1, 2, 3, without a gap.';

const SyncProgress = builder.objectRef<Progress>('SyncProgress').implement({
  description: 'State of the syncs of a connection, as a watcher is shown it.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence', { description: SEQUENCE }),
    run: t.field({
      type: SyncRun,
      nullable: true,
      description: 'The run under way, else the last one; null while there was none.',
      resolve: ({ run }) => run,
    }),
  }),
});

const ImportProgress = builder.objectRef<Progress>('ImportProgress').implement({
  description: 'State of the imports of a connection, as a watcher is shown it.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence', { description: SEQUENCE }),
    run: t.field({
      type: ImportRun,
      nullable: true,
      description: 'The import under way, else the last one; null while there was none.',
      resolve: ({ run }) => run,
    }),
  }),
});

const PreviewProgress = builder.objectRef<Progress>('PreviewProgress').implement({
  description: 'State of the previews of a connection, as a watcher is shown it.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence', { description: SEQUENCE }),
    preview: t.field({
      type: SyncPreview,
      nullable: true,
      description: 'The preview that is being made, else the last one; null while there is none.',
      resolve: ({ run }) => run,
    }),
  }),
});

const include = { pairs: { orderBy: { pair: 'asc' } } } as const;

function sourceOf({ prisma, stillAuthorised }: Context, modes: readonly RunMode[]): ProgressSource {
  return {
    readRun: (id) => prisma.syncRun.findUnique({ where: { id }, include }),
    nextRun: (connectionId, after) => nextRun({ prisma }, { connectionId, modes }, after),
    stillAuthorised,
  };
}

function nextRun(
  { prisma }: Pick<Context, 'prisma'>,
  { connectionId, modes }: { readonly connectionId: string; readonly modes: readonly RunMode[] },
  after: RunWithPairs | null,
): Promise<RunWithPairs | null> {
  const mode = { in: [...modes] };
  if (after === null) {
    return prisma.syncRun.findFirst({
      where: { connectionId, mode },
      orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
      include,
    });
  }
  const { requestedAt, id } = after;
  return prisma.syncRun.findFirst({
    where: {
      connectionId,
      mode,
      OR: [{ requestedAt: { gt: requestedAt } }, { requestedAt, id: { gt: id } }],
    },
    orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
    include,
  });
}

/** @throws GraphQLError with code NOT_FOUND when there is no such connection */
async function watch(
  context: Context,
  globalId: string,
  modes: readonly RunMode[],
): Promise<AsyncIterableIterator<Progress>> {
  const connection = await findConnection(context, globalId);
  if (!connection) throw new GraphQLError(connectionNotFound, { extensions: { code: 'NOT_FOUND' } });
  const { events, signal } = context;
  return progressStream({ connectionId: connection.id, events, source: sourceOf(context, modes) }, signal);
}

const HOW =
  'The present state at once, then each change, at most four a second; a slow client gets the newest. Ends with error code NOT_FOUND when there is no such connection.';
const CONNECTION = 'Global id of the connection.';

builder.subscriptionField('syncProgress', (t) =>
  t.field({
    type: SyncProgress,
    description: HOW,
    args: { connectionId: t.arg.id({ description: CONNECTION }) },
    subscribe: (_root, { connectionId }, context) => watch(context, connectionId, SYNC_MODES),
    resolve: (progress) => progress,
  }),
);

builder.subscriptionField('importProgress', (t) =>
  t.field({
    type: ImportProgress,
    description: `As syncProgress, of imports. ${HOW}`,
    args: { connectionId: t.arg.id({ description: CONNECTION }) },
    subscribe: (_root, { connectionId }, context) => watch(context, connectionId, ['IMPORT']),
    resolve: (progress) => progress,
  }),
);

builder.subscriptionField('previewProgress', (t) =>
  t.field({
    type: PreviewProgress,
    description: `As syncProgress, of previews. ${HOW}`,
    args: { connectionId: t.arg.id({ description: CONNECTION }) },
    subscribe: (_root, { connectionId }, context) => watch(context, connectionId, ['PREVIEW']),
    resolve: (progress) => progress,
  }),
);
