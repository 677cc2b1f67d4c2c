/** What failed: per run as files and by reason, per connection what is still open. */
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { ModuleFailures, ReasonFailures } from '../src/store/failure-summary.ts';
import { Prisma, type RunRecord as RunRecordRow } from '../src/store/generated/prisma/client.ts';
import { builder } from './builder.ts';
import { Connection } from './connection.ts';
import type { ListSource } from './paging.ts';
import { Run } from './run.ts';
import { RunRecord } from './run-record.ts';

/** Where the file is served (src/server/http/failure-log.ts); the id's characters need no escaping. */
const csvUrl = ({ runId, module }: ModuleFailures): string =>
  `/logs/${encodeGlobalID('SyncRun', runId)}/${module}FailureLogs.csv`;

const CSV_URL =
  'Path of the CSV file on this server, with the name, the reason and the field of each record. Needs the same token as this API.';

const FailureLog = builder.objectRef<ModuleFailures>('FailureLog').implement({
  description: 'The failed records of one module in a run.',
  fields: (t) => ({
    module: t.exposeString('module', { description: "FSM's name of the module, e.g. `Companies`." }),
    count: t.exposeInt('count', { description: 'How many records failed.' }),
    csvUrl: t.string({ description: CSV_URL, resolve: csvUrl }),
  }),
});

const FailureReason = builder.objectRef<ReasonFailures>('FailureReason').implement({
  description: 'The records of a module that failed in a run for one reason.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code of the reason.' }),
    message: t.exposeString('message', {
      description: 'What happened and what to do, without any field value.',
    }),
    field: t.exposeString('field', {
      nullable: true,
      description: 'The field concerned, if it is about one.',
    }),
    count: t.exposeInt('count', { description: 'How many records failed for it.' }),
    module: t.exposeString('module', { description: "FSM's name of the module." }),
    csvUrl: t.string({ description: CSV_URL, resolve: csvUrl }),
  }),
});

builder.prismaInterfaceFields(Run, (t) => ({
  failureLogs: t.field({
    type: [FailureLog],
    description: 'The failed records as files, one for each module that has any.',
    resolve: async ({ id }, _args, { loaders }) => [...((await loaders.failedModules.load(id)) ?? [])],
  }),
  failuresByReason: t.field({
    type: [FailureReason],
    description: 'The failed records by reason, the most frequent first; 100 reasons at most.',
    resolve: async ({ id }, _args, { loaders }) => [...((await loaders.failureReasons.load(id)) ?? [])],
  }),
}));

builder.prismaObjectFields(RunRecord, (t) => ({
  resolvedAt: t.field({
    type: 'DateTime',
    nullable: true,
    description: 'When a later run synced the record that failed here; null while none has.',
    resolve: async (row, _args, { loaders }) =>
      row.outcome === 'FAILED' ? ((await loaders.resolutions.load(String(row.id)))?.at ?? null) : null,
  }),
  resolvedBy: t.field({
    type: Run,
    nullable: true,
    description: 'The later run that synced it.',
    resolve: async (row, _args, { loaders }) => {
      if (row.outcome !== 'FAILED') return null;
      const resolution = await loaders.resolutions.load(String(row.id));
      return resolution === undefined ? null : ((await loaders.runs.load(resolution.runId)) ?? null);
    },
  }),
}));

/** The newest row of each record that waits to be tried again, by its id on either side: a pair that failed waits twice. */
const newestOf = (side: 'FSM' | 'BOOKS', column: 'fsmId' | 'booksId'): Prisma.Sql => Prisma.sql`
  SELECT max(n."id") FROM "SyncRun" s JOIN "RunRecord" n ON n."runId" = s."id" AND n."outcome" IS NOT NULL
  JOIN "PendingRecord" q ON q."connectionId" = s."connectionId" AND q."pair" = n."pair"
    AND q."side" = ${Prisma.raw(`'${side}'`)} AND q."recordId" = n.${Prisma.raw(`"${column}"`)}
  WHERE s."connectionId" = p."id" AND s."mode" <> 'PREVIEW' GROUP BY q."module", q."recordId"`;

const OPEN_FAILURES: ListSource<RunRecordRow> = {
  table: 'RunRecord',
  belongs: Prisma.sql`r."outcome" = 'FAILED'
    AND r."id" IN (${newestOf('FSM', 'fsmId')} UNION ${newestOf('BOOKS', 'booksId')})`,
  orderBy: ['id'],
  direction: 'DESC',
  idType: 'bigint',
};

builder.prismaObjectField(Connection, 'openFailures', (t) =>
  t.connection({
    type: RunRecord,
    description:
      'The records whose latest outcome is a failure, each once, the newest first. The next run takes them up again.',
    resolve: ({ id }, page, { loaders }) => loaders.pages.connection(OPEN_FAILURES, null, page, id),
  }),
);
