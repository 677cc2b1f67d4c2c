/** The log of runs, per record: what was decided, why, and what became of it. */

import type { TableName } from '../src/engine/model.ts';
import { Prisma, type RunRecord as RunRecordRow } from '../src/store/generated/prisma/client.ts';
import { booksModuleOfKind, moduleOfKind } from '../src/store/record-modules.ts';
import { onlyVisible } from './access.ts';
import { builder } from './builder.ts';
import { causeInWords } from './cause.ts';
import type { Context } from './context.ts';
import { Direction, Outcome, Pair } from './enums.ts';
import { isSerial } from './ids.ts';
import type { ListSource } from './paging.ts';
import { reasonOf, UserFacingReason } from './reason.ts';
import { kindOf, RecordKind } from './record-kind.ts';
import { RecordLink } from './record-link.ts';
import { RecordRef, type RecordRefRow } from './record-ref.ts';
import { Run } from './run.ts';

export const Operation = builder.enumType('Operation', {
  description: 'What a run decided to do with a record.',
  values: {
    CREATE: { description: 'Create its counterpart.' },
    UPDATE: { description: 'Write fields to its counterpart.' },
    LINK: { description: 'Join it with its counterpart.' },
    DEACTIVATE: { description: 'Make its counterpart inactive.' },
    MARK_GONE: { description: 'Note that one of the two was deleted; the other stays as it is.' },
    SKIP: { description: 'Leave it alone.' },
    FAIL: { description: 'Leave it alone, because it cannot be synced as it is.' },
  } as const,
});

export async function refOf(
  record: RunRecordRow,
  side: 'FSM' | 'BOOKS',
  context: Context,
): Promise<RecordRefRow | null> {
  const id = side === 'FSM' ? record.fsmId : record.booksId;
  if (id === null) return null;
  const module = (side === 'FSM' ? moduleOfKind : booksModuleOfKind)(record.kind);
  const link = record.linkId === null ? undefined : await context.loaders.links.load(record.linkId);
  const goneAt = (side === 'FSM' ? link?.fsmGoneAt : link?.booksGoneAt) ?? null;
  return { connectionId: record.connectionId, side, module, id, goneAt };
}

export const RunRecord = builder.prismaNode('RunRecord', {
  description:
    'What a run did with one record. Unchanged records are counted, and listed only where a write had been planned.',
  id: { resolve: (row) => String(row.id), description: 'Global id.' },
  nullable: true,
  findUnique: (id, { principal }) => ({
    id: isSerial(id) ? BigInt(id) : 0n,
    ...onlyVisible(principal),
  }),
  fields: (t) => ({
    run: t.field({
      type: Run,
      description: 'The run: a sync or an import.',
      resolve: async (row, _args, { loaders, prisma }) =>
        (await loaders.runs.load(row.runId)) ??
        prisma.syncRun.findUniqueOrThrow({ where: { id: row.runId } }),
    }),
    pair: t.expose('pair', { type: Pair, description: 'The pair the record belongs to.' }),
    direction: t.expose('direction', { type: Direction, description: 'Which side is written.' }),
    operation: t.field({
      type: Operation,
      description: 'What was decided.',
      // The engine writes the names of this enum and nothing else (model.ts).
      resolve: (row) => row.operation as 'CREATE',
    }),
    cause: t.string({
      description: 'Why that was decided, in words.',
      resolve: (row) => causeInWords(row.cause),
    }),
    causeCode: t.exposeString('cause', { description: 'The same for programs, e.g. `CHANGED_IN_FSM`.' }),
    outcome: t.expose('outcome', {
      type: Outcome,
      nullable: true,
      description: 'What became of it; null while it is planned and not done.',
    }),
    fields: t.exposeStringList('fields', { description: 'Books names of the fields written.' }),
    overwrittenFields: t.exposeStringList('overwritten', {
      description: 'Of these, the ones where an edit on the other side was given up.',
    }),
    fsm: t.field({
      type: RecordRef,
      nullable: true,
      description: 'The record in FSM; null while it has none there.',
      resolve: (row, _args, context) => refOf(row, 'FSM', context),
    }),
    books: t.field({
      type: RecordRef,
      nullable: true,
      description: 'The record in Books; null while it has none there.',
      resolve: (row, _args, context) => refOf(row, 'BOOKS', context),
    }),
    link: t.field({
      type: RecordLink,
      nullable: true,
      description: 'The link of the two, if they are joined.',
      resolve: async (row, _args, { loaders }) =>
        row.linkId === null ? null : ((await loaders.links.load(row.linkId)) ?? null),
    }),
    reason: t.field({
      type: UserFacingReason,
      nullable: true,
      description: 'Why it failed or was skipped.',
      resolve: (row) => reasonOf(row.reasonCode, row.reasonMessage, row.reasonField),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When the record was last worked on.' }),
  }),
});

const RECORDS: ListSource<RunRecordRow> = {
  table: 'RunRecord',
  belongs: Prisma.sql`r."runId" = p."id"`,
  orderBy: ['id'],
  direction: 'ASC',
  idType: 'bigint',
};

builder.prismaInterfaceFields(Run, (t) => ({
  records: t.connection(
    {
      type: RunRecord,
      description: 'The log of the run, per record.',
      args: {
        outcome: t.arg({
          type: [Outcome],
          required: false,
          description: 'Only records with one of these outcomes.',
        }),
        pair: t.arg({ type: Pair, required: false, description: 'Only records of this pair.' }),
        direction: t.arg({
          type: Direction,
          required: false,
          description: 'Only records of this direction.',
        }),
      },
      resolve: ({ id }, { outcome, pair, direction, ...page }, { loaders }) => {
        const all: Prisma.Sql[] = [];
        if (pair) all.push(Prisma.sql`r."pair" = ${pair}::"Pair"`);
        if (outcome) all.push(Prisma.sql`r."outcome" = ANY(${[...outcome]}::"Outcome"[])`);
        if (direction) all.push(Prisma.sql`r."direction" = ${direction}::"Direction"`);
        return loaders.pages.connection(
          RECORDS,
          all.length === 0 ? null : Prisma.join(all, ' AND '),
          page,
          id,
        );
      },
    },
    // Clients know the list by this name.
    { name: 'SyncRunRecordsConnection' },
    { name: 'SyncRunRecordsConnectionEdge' },
  ),
}));

/** Rows that name the link, and those of its two records from before they were joined. */
const HISTORY: ListSource<RunRecordRow> = {
  table: 'RunRecord',
  // What a preview has shown has not happened.
  belongs: Prisma.sql`NOT EXISTS (SELECT 1 FROM "SyncRun" v WHERE v."id" = r."runId" AND v."mode" = 'PREVIEW') AND r."id" IN (
    SELECT h."id" FROM "RunRecord" h WHERE h."linkId" = p."id"
    UNION SELECT h."id" FROM "RecordLink" l JOIN "RunRecord" h
      ON h."connectionId" = l."connectionId" AND h."fsmId" = l."fsmId" AND h."pair" = l."pair" WHERE l."id" = p."id"
    UNION SELECT h."id" FROM "RecordLink" l JOIN "RunRecord" h
      ON h."connectionId" = l."connectionId" AND h."booksId" = l."booksId" AND h."pair" = l."pair" WHERE l."id" = p."id"
  )`,
  orderBy: ['id'],
  direction: 'DESC',
  idType: 'bigint',
};

builder.prismaObjectFields(RecordLink, (t) => ({
  history: t.connection({
    type: RunRecord,
    description: 'What runs did with the two records, newest first.',
    resolve: ({ id }, page, { loaders }) => loaders.pages.connection(HISTORY, null, page, id),
  }),
}));

builder.prismaObjectField(RunRecord, 'kind', (t) =>
  t.field({
    type: RecordKind,
    description: 'What the record is.',
    // The engine is the column's only writer.
    resolve: ({ kind }) => kindOf(kind as TableName),
  }),
);
