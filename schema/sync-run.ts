/** Runs: their state and progress, and starting and stopping them. */
import { z } from 'zod';
import { type Counts as CountsRow, NO_COUNTS } from '../src/engine/model.ts';
import { Prisma, type RunPair, type SyncRun as SyncRunRow } from '../src/store/generated/prisma/client.ts';
import { maySee, onlyVisible } from './access.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection } from './connection.ts';
import type { Context } from './context.ts';
import { Pair, PairPhase, RunScope, RunState, RunTrigger } from './enums.ts';
import { isUuid, NIL_UUID, uuidOf } from './ids.ts';
import type { ListSource } from './paging.ts';
import { reasonOf, UserFacingReason } from './reason.ts';
import { forRole, INPUT, refused, resultType, UserErrorValue } from './user-error.ts';

const count = z.number().int().nonnegative().default(0);
const countsSchema = z.object({
  created: count,
  updated: count,
  linked: count,
  deactivated: count,
  unchanged: count,
  skipped: count,
  failed: count,
});

/** Counts as the database holds them, in JSON. */
const readCounts = (stored: unknown): CountsRow => countsSchema.safeParse(stored).data ?? NO_COUNTS;

const Counts = builder.objectRef<CountsRow>('Counts').implement({
  description:
    'How many records came to what, in one direction. A record counts once, where its outcome is decided.',
  fields: (t) => ({
    created: t.exposeInt('created', { description: 'Created on the other side.' }),
    updated: t.exposeInt('updated', { description: 'Fields were written.' }),
    linked: t.exposeInt('linked', { description: 'Joined with a counterpart, with nothing to write.' }),
    deactivated: t.exposeInt('deactivated', { description: 'Made inactive.' }),
    unchanged: t.exposeInt('unchanged', { description: 'Considered and equal on both sides.' }),
    skipped: t.exposeInt('skipped', { description: 'Left alone for a reason that is no fault.' }),
    failed: t.exposeInt('failed', { description: 'Not synced.' }),
  }),
});

const PairProgress = builder.objectRef<RunPair>('PairProgress').implement({
  description: 'How far a run is with one pair.',
  fields: (t) => ({
    pair: t.expose('pair', { type: Pair, description: 'The pair.' }),
    phase: t.expose('phase', { type: PairPhase, description: 'What the run does with it now.' }),
    total: t.exposeInt('total', {
      nullable: true,
      description: 'How many records are to be considered; null until that is known.',
    }),
    done: t.exposeInt('done', { description: 'How many of them are done.' }),
    toBooks: t.field({
      type: Counts,
      description: 'Outcomes of the records that go from FSM to Books.',
      resolve: (row) => readCounts(row.toBooks),
    }),
    toFsm: t.field({
      type: Counts,
      description: 'Outcomes of the records that go from Books to FSM.',
      resolve: (row) => readCounts(row.toFsm),
    }),
  }),
});

const ApiCalls = builder.objectRef<SyncRunRow>('ApiCalls').implement({
  description: "How many calls a run made to Zoho's APIs.",
  fields: (t) => ({
    booksReads: t.exposeInt('booksReads', { description: 'Reads from Books or Invoice.' }),
    booksWrites: t.exposeInt('booksWrites', { description: 'Writes to Books or Invoice.' }),
    fsmReads: t.exposeInt('fsmReads', { description: 'Reads from FSM.' }),
    fsmWrites: t.exposeInt('fsmWrites', { description: 'Writes to FSM.' }),
  }),
});

export const SyncRun = builder.prismaNode('SyncRun', {
  description: 'One sync of a connection, from its request to its end.',
  id: { field: 'id', description: 'Global id; also the id of the log.' },
  nullable: true,
  findUnique: (id, { principal }) => ({
    id: isUuid(id) ? id : NIL_UUID,
    ...onlyVisible(principal),
  }),
  fields: (t) => ({
    connection: t.field({
      type: Connection,
      description: 'The connection that is synced.',
      resolve: async (run, _args, { loaders, prisma }) =>
        (await loaders.connections.load(run.connectionId)) ??
        prisma.connection.findUniqueOrThrow({ where: { id: run.connectionId } }),
    }),
    trigger: t.expose('trigger', { type: RunTrigger, description: 'What started it.' }),
    scope: t.expose('scope', { type: RunScope, description: 'Which records it considers.' }),
    state: t.expose('state', { type: RunState, description: 'How it is going or how it ended.' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a worker took it up; null while it is queued.',
    }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'When it ended.' }),
    waitingUntil: t.expose('waitingUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'The run rests until then and goes on by itself; null while it does not rest.',
    }),
    waitingFor: t.exposeString('waitingFor', { nullable: true, description: 'What it rests for, in words.' }),
    cancelRequestedAt: t.expose('cancelRequestedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a person asked it to stop; it ends as soon as the writes under way are done.',
    }),
    resumes: t.exposeInt('resumes', {
      description: 'How often it was taken up again after its process had gone.',
    }),
    pairs: t.field({
      type: [PairProgress],
      description: 'Progress of each pair.',
      resolve: async (run, _args, { loaders }) => [...((await loaders.pairs.load(run.id)) ?? [])],
    }),
    apiCalls: t.field({ type: ApiCalls, description: 'Calls made so far.', resolve: (run) => run }),
    error: t.field({
      type: UserFacingReason,
      nullable: true,
      description: 'What ended the run; null unless it FAILED.',
      resolve: (run) => reasonOf(run.errorCode, run.errorMessage),
    }),
  }),
});

const RUNS: ListSource<SyncRunRow> = {
  table: 'SyncRun',
  belongs: Prisma.sql`r."connectionId" = p."id"`,
  orderBy: ['requestedAt', 'id'],
  direction: 'DESC',
  idType: 'uuid',
};

builder.prismaObjectFields(Connection, (t) => ({
  activeRun: t.field({
    type: SyncRun,
    nullable: true,
    description: 'The run that is queued or under way; null when there is none.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.activeRuns.load(id)) ?? null,
  }),
  lastRun: t.field({
    type: SyncRun,
    nullable: true,
    description: 'Of the runs that ended, the one asked for last.',
    resolve: async ({ id }, _args, { loaders }) => (await loaders.lastRuns.load(id)) ?? null,
  }),
  runs: t.connection({
    type: SyncRun,
    description: 'All runs, newest first.',
    args: {
      state: t.arg({ type: [RunState], required: false, description: 'Only runs in one of these states.' }),
    },
    resolve: ({ id }, { state, ...page }, { loaders }) => {
      const filter = state ? Prisma.sql`r."state" = ANY(${[...state]}::"RunState"[])` : null;
      return loaders.pages.connection(RUNS, filter, page, id);
    },
  }),
}));

const SyncNowInput = builder.inputType('SyncNowInput', {
  description: 'The connection to sync.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    confirmDeactivations: t.boolean({
      required: false,
      description:
        'A run that would make more than 10 records, and more than 10 percent of a table, inactive in FSM stops with DEACTIVATION_GUARD. True lets this one through.',
    }),
  }),
});

builder.mutationField('syncNow', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('SyncNow', SyncRun),
    description: 'Queues a manual run. Refused while another run or an import is under way. Role: OPERATOR.',
    args: { input: t.arg({ type: SyncNowInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const confirmDeactivations = input.confirmDeactivations ?? false;
      const answer = await context.control.syncNow({ connectionId, confirmDeactivations });
      return answer.ok ? readRun(context, answer.value.runId) : new UserErrorValue(answer.refusal);
    },
  }),
);

const CancelRunInput = builder.inputType('CancelRunInput', {
  description: 'The run to stop.',
  fields: (t) => ({ runId: t.id({ description: 'Global id of the run.' }) }),
});

builder.mutationField('cancelRun', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('CancelRun', SyncRun),
    description: 'Asks a run to stop; what it has done stays done. Role: OPERATOR.',
    args: { input: t.arg({ type: CancelRunInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const runId = uuidOf('SyncRun', input.runId);
      const run = runId === null ? undefined : await context.loaders.runs.load(runId);
      if (!run || !maySee(context.principal, run.connectionId))
        return refused('NOT_FOUND', 'There is no such run.');
      const answer = await context.control.cancelRun({ runId: run.id });
      return answer.ok ? readRun(context, answer.value.runId) : new UserErrorValue(answer.refusal);
    },
  }),
);

const readRun = (context: Context, id: string): Promise<SyncRunRow> =>
  context.prisma.syncRun.findUniqueOrThrow({ where: { id } });
