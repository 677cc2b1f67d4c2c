/** What a preview shows of one record. */
import type { TableName } from '../src/engine/model.ts';
import { Prisma, type RunRecord as RunRecordRow } from '../src/store/generated/prisma/client.ts';
import { builder } from './builder.ts';
import { causeInWords } from './cause.ts';
import { Direction, Pair } from './enums.ts';
import type { ListSource } from './paging.ts';
import { reasonOf, UserFacingReason } from './reason.ts';
import { kindOf, RecordKind } from './record-kind.ts';
import { RecordRef } from './record-ref.ts';
import { Operation, refOf } from './run-record.ts';
import { SyncPreview } from './sync-preview.ts';

const PreviewRecord = builder.objectRef<RunRecordRow>('PreviewRecord').implement({
  description: 'What a sync would do with one record. Forgotten with its preview.',
  fields: (t) => ({
    pair: t.expose('pair', { type: Pair, description: 'The pair the record belongs to.' }),
    kind: t.field({
      type: RecordKind,
      description: 'What the record is to the sync.',
      // The engine writes the names of its tables and nothing else (model.ts).
      resolve: ({ kind }) => kindOf(kind as TableName),
    }),
    operation: t.field({
      type: Operation,
      description: 'What would be done.',
      // As above.
      resolve: ({ operation }) => operation as 'CREATE',
    }),
    direction: t.expose('direction', { type: Direction, description: 'Which side would be written.' }),
    fields: t.exposeStringList('fields', {
      description:
        'Books names of the fields that would be written. None of an UPDATE: that shows when both records are read.',
    }),
    overwrittenFields: t.exposeStringList('overwritten', {
      description: 'Of these, the ones where an edit on the other side would be given up.',
    }),
    cause: t.string({ description: 'Why, in words.', resolve: ({ cause }) => causeInWords(cause) }),
    causeCode: t.exposeString('cause', { description: 'The same for programs, e.g. `CHANGED_IN_FSM`.' }),
    reason: t.field({
      type: UserFacingReason,
      nullable: true,
      description: 'Why it would fail or be skipped.',
      resolve: (row) => reasonOf(row.reasonCode, row.reasonMessage, row.reasonField),
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
  }),
});

/** What is linked and equal is not shown: only its base would be written. */
const SHOWN: ListSource<RunRecordRow> = {
  table: 'RunRecord',
  belongs: Prisma.sql`r."runId" = p."id" AND r."outcome" IS DISTINCT FROM 'UNCHANGED'`,
  orderBy: ['id'],
  direction: 'ASC',
  idType: 'bigint',
};

builder.prismaObjectFields(SyncPreview, (t) => ({
  records: t.connection({
    type: PreviewRecord,
    description: 'What would be done, record by record.',
    args: {
      operation: t.arg({
        type: [Operation],
        required: false,
        description: 'Only records with one of these operations.',
      }),
      pair: t.arg({ type: Pair, required: false, description: 'Only records of this pair.' }),
      direction: t.arg({ type: Direction, required: false, description: 'Only records of this direction.' }),
    },
    resolve: ({ id }, { operation, pair, direction, ...page }, { loaders }) => {
      const all: Prisma.Sql[] = [];
      if (pair) all.push(Prisma.sql`r."pair" = ${pair}::"Pair"`);
      if (operation) all.push(Prisma.sql`r."operation" = ANY(${[...operation]}::text[])`);
      if (direction) all.push(Prisma.sql`r."direction" = ${direction}::"Direction"`);
      return loaders.pages.connection(SHOWN, all.length === 0 ? null : Prisma.join(all, ' AND '), page, id);
    },
  }),
}));
