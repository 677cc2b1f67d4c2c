/** Links: a record of FSM and its counterpart in Books. */

import type { TableName } from '../src/engine/model.ts';
import { Prisma, type RecordLink as RecordLinkRow } from '../src/store/generated/prisma/client.ts';
import { booksEnd } from '../src/store/record-ends.ts';
import { onlyVisible } from './access.ts';
import { builder } from './builder.ts';
import { Connection, findConnection } from './connection.ts';
import { Pair } from './enums.ts';
import { isUuid, NIL_UUID } from './ids.ts';
import type { ListSource } from './paging.ts';
import { kindOf, RecordKind } from './record-kind.ts';
import { RecordRef } from './record-ref.ts';

/** Zoho's ids have at most 19 digits; longer searches find nothing. */
const SEARCH_LENGTH_MAX = 40;

const LinkState = builder.enumType('LinkState', {
  description: 'Whether both records of a link still exist.',
  values: {
    LINKED: { description: 'Both exist.' },
    GONE_IN_FSM: { description: 'The FSM record was deleted. It is not created again.' },
    GONE_IN_BOOKS: { description: 'The Books record was deleted. It is not created again.' },
    GONE_IN_BOTH: { description: 'Both were deleted.' },
    MOVING: {
      description:
        'The FSM contact joined, left or changed its company, and its new counterpart has not been made yet.',
    },
  } as const,
});

function stateOf({ fsmGoneAt, booksGoneAt, booksModule }: RecordLinkRow) {
  if (booksModule === '') return 'MOVING';
  if (fsmGoneAt && booksGoneAt) return 'GONE_IN_BOTH';
  if (fsmGoneAt) return 'GONE_IN_FSM';
  return booksGoneAt ? 'GONE_IN_BOOKS' : 'LINKED';
}

export const RecordLink = builder.prismaNode('RecordLink', {
  description: 'A record of FSM and its counterpart in Books.',
  id: { field: 'id', description: 'Global id.' },
  nullable: true,
  findUnique: (id, { principal }) => ({
    id: isUuid(id) ? id : NIL_UUID,
    ...onlyVisible(principal),
  }),
  fields: (t) => ({
    pair: t.expose('pair', { type: Pair, description: 'The pair the records belong to.' }),
    fsm: t.field({
      type: RecordRef,
      nullable: true,
      description: 'The record in FSM.',
      resolve: (link) => ({
        connectionId: link.connectionId,
        side: 'FSM' as const,
        module: link.fsmModule,
        id: link.fsmId,
        goneAt: link.fsmGoneAt,
      }),
    }),
    books: t.field({
      type: RecordRef,
      nullable: true,
      description: 'The record in Books or Invoice.',
      resolve: (link) =>
        link.booksModule === ''
          ? null
          : {
              connectionId: link.connectionId,
              side: 'BOOKS' as const,
              module: link.booksModule,
              id: link.booksId,
              goneAt: link.booksGoneAt,
            },
    }),
    state: t.field({ type: LinkState, description: 'Whether both still exist.', resolve: stateOf }),
    lastSyncedAt: t.expose('lastSyncedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a run last wrote or joined the records.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the two were joined.' }),
  }),
});

const LINKS: ListSource<RecordLinkRow> = {
  table: 'RecordLink',
  belongs: Prisma.sql`r."connectionId" = p."id"`,
  orderBy: ['id'],
  direction: 'ASC',
  idType: 'uuid',
};

const STATE_CONDITIONS = {
  LINKED: Prisma.sql`(r."fsmGoneAt" IS NULL AND r."booksGoneAt" IS NULL AND r."booksModule" <> '')`,
  GONE_IN_FSM: Prisma.sql`(r."fsmGoneAt" IS NOT NULL AND r."booksGoneAt" IS NULL)`,
  GONE_IN_BOOKS: Prisma.sql`(r."fsmGoneAt" IS NULL AND r."booksGoneAt" IS NOT NULL)`,
  GONE_IN_BOTH: Prisma.sql`(r."fsmGoneAt" IS NOT NULL AND r."booksGoneAt" IS NOT NULL)`,
  MOVING: Prisma.sql`(r."booksModule" = '')`,
} as const;

interface LinkFilter {
  readonly pair?: 'ITEMS' | 'CUSTOMERS' | null | undefined;
  readonly state?: readonly (keyof typeof STATE_CONDITIONS)[] | null | undefined;
  readonly search?: string | null | undefined;
}

function linkFilter({ pair, state, search }: LinkFilter): Prisma.Sql | null {
  const all: Prisma.Sql[] = [];
  if (pair) all.push(Prisma.sql`r."pair" = ${pair}::"Pair"`);
  if (state) {
    const either = state.map((one) => STATE_CONDITIONS[one]);
    all.push(either.length === 0 ? Prisma.sql`false` : Prisma.sql`(${Prisma.join(either, ' OR ')})`);
  }
  const text = search?.trim() ?? '';
  if (text !== '') {
    const start = text.slice(0, SEARCH_LENGTH_MAX);
    all.push(Prisma.sql`(starts_with(r."fsmId", ${start}) OR starts_with(r."booksId", ${start})
      OR starts_with(split_part(r."booksId", '/', 2), ${start}))`);
  }
  return all.length === 0 ? null : Prisma.join(all, ' AND ');
}

builder.prismaObjectFields(Connection, (t) => ({
  links: t.connection({
    type: RecordLink,
    description: 'The linked records, in an order that does not change.',
    args: {
      pair: t.arg({ type: Pair, required: false, description: 'Only links of this pair.' }),
      state: t.arg({ type: [LinkState], required: false, description: 'Only links in one of these states.' }),
      search: t.arg.string({
        required: false,
        description: 'Only links where the id of either record starts with this. Names are not kept here.',
      }),
    },
    resolve: ({ id }, { pair, state, search, ...page }, { loaders }) =>
      loaders.pages.connection(LINKS, linkFilter({ pair, state, search }), page, id),
  }),
}));

/** The persons of a customer's link. */
const PERSONS: ListSource<RecordLinkRow> = {
  ...LINKS,
  belongs: Prisma.sql`EXISTS (SELECT 1 FROM "RecordLink" c WHERE c."id" = p."id" AND c."kind" = 'business'
    AND r."connectionId" = c."connectionId" AND r."kind" = 'person'
    AND starts_with(r."booksId", c."booksId" || '/'))`,
};

builder.prismaObjectFields(RecordLink, (t) => ({
  persons: t.connection({
    type: RecordLink,
    description: 'Of a company and its customer: the linked contacts and contact persons under them.',
    resolve: ({ id }, page, { loaders }) => loaders.pages.connection(PERSONS, null, page, id),
  }),
}));

builder.queryField('recordLink', (t) =>
  t.field({
    type: RecordLink,
    nullable: true,
    description: 'The link of one record, by its id in either service; null when it has none.',
    args: {
      connectionId: t.arg.id({ description: 'Global id of the connection.' }),
      fsmId: t.arg.string({ required: false, description: "FSM's id of the record." }),
      booksId: t.arg.string({
        required: false,
        description: "Books' id of the record. With both, both must match.",
      }),
    },
    resolve: async (_root, { connectionId, fsmId, booksId }, context) => {
      const connection = await findConnection(context, connectionId);
      if (!connection || (!fsmId && !booksId)) return null;
      return context.prisma.recordLink.findFirst({
        where: {
          connectionId: connection.id,
          ...(fsmId ? { fsmId } : {}),
          ...(booksId ? booksEnd(booksId) : {}),
        },
        orderBy: { id: 'asc' },
      });
    },
  }),
);

builder.prismaObjectField(RecordLink, 'kind', (t) =>
  t.field({
    type: RecordKind,
    description: 'What the two records are.',
    // The engine is the column's only writer.
    resolve: ({ kind }) => kindOf(kind as TableName),
  }),
);
