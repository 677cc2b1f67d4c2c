/** What syncs, imports and previews have in common: their progress, their calls and how they end. */
import { z } from 'zod';
import { type Counts as CountsRow, NO_COUNTS } from '../src/engine/model.ts';
import type { RunPair, SyncRun as RunRow } from '../src/store/generated/prisma/client.ts';
import { builder } from './builder.ts';
import { Connection } from './connection.ts';
import type { Context } from './context.ts';
import { Pair, PairPhase, RunMode, RunScope, RunState, RunTrigger } from './enums.ts';
import { reasonOf, UserFacingReason } from './reason.ts';

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

const ApiCalls = builder.objectRef<RunRow>('ApiCalls').implement({
  description: "How many calls a run made to Zoho's APIs.",
  fields: (t) => ({
    booksReads: t.exposeInt('booksReads', { description: 'Reads from Books or Invoice.' }),
    booksWrites: t.exposeInt('booksWrites', { description: 'Writes to Books or Invoice.' }),
    fsmReads: t.exposeInt('fsmReads', { description: 'Reads from FSM.' }),
    fsmWrites: t.exposeInt('fsmWrites', { description: 'Writes to FSM.' }),
  }),
});

/** The GraphQL type of a stored run. */
export function typeOfRun({ mode }: Pick<RunRow, 'mode'>): 'SyncRun' | 'ImportRun' | 'SyncPreview' {
  if (mode === 'PREVIEW') return 'SyncPreview';
  return mode === 'IMPORT' ? 'ImportRun' : 'SyncRun';
}

export const RunProgress = builder.prismaInterface('SyncRun', {
  variant: 'RunProgress',
  description: 'How far a sync, an import or a preview is.',
  resolveType: (run: RunRow) => typeOfRun(run),
  fields: (t) => ({
    connection: t.field({
      type: Connection,
      description: 'The connection it is about.',
      resolve: async (run, _args, { loaders, prisma }) =>
        (await loaders.connections.load(run.connectionId)) ??
        prisma.connection.findUniqueOrThrow({ where: { id: run.connectionId } }),
    }),
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

export const Run = builder.prismaInterface('SyncRun', {
  variant: 'Run',
  description: 'What reads both sides and writes: a sync or an import, with its log.',
  resolveType: (run: RunRow) => typeOfRun(run),
  interfaces: [RunProgress],
  fields: (t) => ({
    id: t.globalID({
      description: 'Global id; also the id of the log.',
      resolve: (run) => ({ type: typeOfRun(run), id: run.id }),
    }),
    mode: t.expose('mode', { type: RunMode, description: 'What the run is for.' }),
    trigger: t.expose('trigger', { type: RunTrigger, description: 'What started it.' }),
    scope: t.expose('scope', { type: RunScope, description: 'Which records it considers.' }),
    state: t.expose('state', { type: RunState, description: 'How it is going or how it ended.' }),
  }),
});

export const readRun = (context: Context, id: string): Promise<RunRow> =>
  context.prisma.syncRun.findUniqueOrThrow({ where: { id } });
