/** Watching a connection: the subscription `syncProgress`. */
import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';
import { connectionNotFound, findConnection } from './connection.ts';
import type { Context } from './context.ts';
import { type Progress, type ProgressSource, progressStream, type RunWithPairs } from './progress-stream.ts';
import { SyncRun } from './sync-run.ts';

const SyncProgress = builder.objectRef<Progress>('SyncProgress').implement({
  description: 'State of a connection, as a watcher is shown it.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence', {
      description: 'Counts what this subscription was sent: 1, 2, 3, without a gap.',
    }),
    run: t.field({
      type: SyncRun,
      nullable: true,
      description: 'The run under way, else the last one; null while there was none.',
      resolve: ({ run }) => run,
    }),
  }),
});

const include = { pairs: { orderBy: { pair: 'asc' } } } as const;

function sourceOf({ prisma, stillAuthorised }: Context): ProgressSource {
  return {
    readRun: (id) => prisma.syncRun.findUnique({ where: { id }, include }),
    nextRun: (connectionId, after) => nextRun({ prisma }, connectionId, after),
    stillAuthorised,
  };
}

function nextRun(
  { prisma }: Pick<Context, 'prisma'>,
  connectionId: string,
  after: RunWithPairs | null,
): Promise<RunWithPairs | null> {
  if (after === null) {
    return prisma.syncRun.findFirst({
      where: { connectionId },
      orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
      include,
    });
  }
  const { requestedAt, id } = after;
  return prisma.syncRun.findFirst({
    where: { connectionId, OR: [{ requestedAt: { gt: requestedAt } }, { requestedAt, id: { gt: id } }] },
    orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
    include,
  });
}

builder.subscriptionField('syncProgress', (t) =>
  t.field({
    type: SyncProgress,
    description:
      'The present state at once, then each change, at most four a second; a slow client gets the newest. Ends with error code NOT_FOUND when there is no such connection.',
    args: { connectionId: t.arg.id({ description: 'Global id of the connection.' }) },
    subscribe: async (_root, { connectionId }, context) => {
      const connection = await findConnection(context, connectionId);
      if (!connection) throw new GraphQLError(connectionNotFound, { extensions: { code: 'NOT_FOUND' } });
      const { events, signal } = context;
      return progressStream({ connectionId: connection.id, events, source: sourceOf(context) }, signal);
    },
    resolve: (progress) => progress,
  }),
);
