/** Syncs of a connection. */
import { Prisma, type SyncRun as SyncRunRow } from '../src/store/generated/prisma/client.ts';
import { SYNC_MODES } from '../src/store/runs.ts';
import { onlyVisible } from './access.ts';
import { builder } from './builder.ts';
import { Connection } from './connection.ts';
import { RunState } from './enums.ts';
import { isUuid, NIL_UUID } from './ids.ts';
import type { ListSource } from './paging.ts';
import { Run, RunProgress } from './run.ts';

export const SyncRun = builder.prismaNode('SyncRun', {
  description: 'One sync of a connection, from its request to its end.',
  id: { field: 'id', description: 'Global id; also the id of the log.' },
  nullable: true,
  interfaces: [RunProgress, Run],
  findUnique: (id, { principal }) => ({
    id: isUuid(id) ? id : NIL_UUID,
    mode: { in: [...SYNC_MODES] },
    ...onlyVisible(principal),
  }),
});

const RUNS: ListSource<SyncRunRow> = {
  table: 'SyncRun',
  belongs: Prisma.sql`r."connectionId" = p."id" AND r."mode" NOT IN ('PREVIEW', 'IMPORT')`,
  orderBy: ['requestedAt', 'id'],
  direction: 'DESC',
  idType: 'uuid',
};

builder.prismaObjectFields(Connection, (t) => ({
  activeRun: t.field({
    type: SyncRun,
    nullable: true,
    description: 'The sync that is queued or under way; null when there is none.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.activeRuns.load(id)) ?? null,
  }),
  lastRun: t.field({
    type: SyncRun,
    nullable: true,
    description: 'The sync that ended last.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.lastRuns.load(id)) ?? null,
  }),
  runs: t.connection({
    type: SyncRun,
    description: 'All syncs, newest first.',
    args: {
      state: t.arg({ type: [RunState], required: false, description: 'Only runs in one of these states.' }),
    },
    resolve: ({ id }, { state, ...page }, { loaders }) => {
      const filter = state ? Prisma.sql`r."state" = ANY(${[...state]}::"RunState"[])` : null;
      return loaders.pages.connection(RUNS, filter, page, id);
    },
  }),
}));
