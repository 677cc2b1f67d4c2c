/** What people decide about which records belong together. */
import { type ParkedRecord as ParkedRecordRow, Prisma } from '../src/store/generated/prisma/client.ts';
import { maySee, onlyVisible } from './access.ts';
import { builder } from './builder.ts';
import { Connection, reachConnection } from './connection.ts';
import { isUuid, NIL_UUID, uuidOf } from './ids.ts';
import type { ListSource } from './paging.ts';
import { RecordLink } from './record-link.ts';
import { RecordRef } from './record-ref.ts';
import { forRole, INPUT, refused, resultType, UserErrorValue } from './user-error.ts';

const ParkedReason = builder.enumType('ParkedReason', {
  description: 'Why a record is left alone.',
  values: {
    LEFT_BEHIND: {
      description:
        'Its FSM contact joined, left or changed its company and has another counterpart now. Nobody deleted this one, so it stays.',
    },
    UNLINKED: { description: 'A person took its link away.' },
  } as const,
});

export const ParkedRecord = builder.prismaNode('ParkedRecord', {
  description:
    'A record that the sync leaves alone: it is matched with nothing and created nowhere until somebody links it.',
  id: { field: 'id', description: 'Global id.' },
  nullable: true,
  findUnique: (id, { principal }) => ({ id: isUuid(id) ? id : NIL_UUID, ...onlyVisible(principal) }),
  fields: (t) => ({
    record: t.field({
      type: RecordRef,
      description: 'The record.',
      resolve: ({ connectionId, side, module, recordId }) => ({
        connectionId,
        side,
        module,
        id: recordId,
        goneAt: null,
      }),
    }),
    reason: t.field({
      type: ParkedReason,
      description: 'Why it is left alone.',
      // Written by releaseMoved and unlinkRecords only.
      resolve: ({ reasonCode }) => reasonCode as 'UNLINKED',
    }),
    since: t.expose('since', { type: 'DateTime', description: 'Since when.' }),
  }),
});

const PARKED: ListSource<ParkedRecordRow> = {
  table: 'ParkedRecord',
  belongs: Prisma.sql`r."connectionId" = p."id"`,
  orderBy: ['id'],
  direction: 'ASC',
  idType: 'uuid',
};

builder.prismaObjectFields(Connection, (t) => ({
  parkedRecords: t.connection({
    type: ParkedRecord,
    description: 'Records that the sync leaves alone until somebody links them.',
    resolve: ({ id }, page, { loaders }) => loaders.pages.connection(PARKED, null, page, id),
  }),
}));

const LinkRecordsInput = builder.inputType('LinkRecordsInput', {
  description: 'Two records that belong together.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    fsmModule: t.string({ description: 'Companies, Contacts or Service_And_Parts.' }),
    fsmId: t.string({ description: "FSM's id of the record." }),
    booksId: t.string({
      description:
        "Books' id of the customer, contact person or item. Of a contact person, its own id: its customer is that of the contact's company.",
    }),
  }),
});

builder.mutationField('linkRecords', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('LinkRecords', RecordLink),
    description:
      'Joins two records that have no counterpart; later runs keep to it. The next run brings them together: an empty side is filled, of two values the conflict policy keeps one. Role: OPERATOR.',
    args: { input: t.arg({ type: LinkRecordsInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const { fsmModule, fsmId, booksId } = input;
      const answer = await context.control.linkRecords({ connectionId, fsmModule, fsmId, booksId });
      if (!answer.ok) return new UserErrorValue(answer.refusal);
      return context.prisma.recordLink.findUniqueOrThrow({ where: { id: answer.value.linkId } });
    },
  }),
);

const UnlinkRecordsInput = builder.inputType('UnlinkRecordsInput', {
  description: 'The link to take away.',
  fields: (t) => ({ linkId: t.id({ description: 'Global id of the link.' }) }),
});

builder.mutationField('unlinkRecords', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('UnlinkRecords', Connection),
    description:
      'Parts two records. Both stay as they are, and the sync leaves them alone until they are linked again. Role: OPERATOR.',
    args: { input: t.arg({ type: UnlinkRecordsInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const linkId = uuidOf('RecordLink', input.linkId);
      const link = linkId === null ? undefined : await context.loaders.links.load(linkId);
      if (!link || !maySee(context.principal, link.connectionId))
        return refused('NOT_FOUND', 'There is no such link.');
      const answer = await context.control.unlinkRecords({ linkId: link.id });
      if (!answer.ok) return new UserErrorValue(answer.refusal);
      return context.prisma.connection.findUniqueOrThrow({ where: { id: answer.value.connectionId } });
    },
  }),
);
