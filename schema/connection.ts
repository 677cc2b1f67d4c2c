/** Connections: one FSM organisation joined with one Books or Invoice organisation. */

import { type Connection as ConnectionRow, Prisma } from '../src/store/generated/prisma/client.ts';
import { maySee, seesEverything } from './access.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { BooksProduct, ConnectionStatus, DataCenter, DuplicatePolicy, SyncType } from './enums.ts';
import { isUuid, NIL_UUID, uuidOf } from './ids.ts';
import type { ListSource } from './paging.ts';
import { reasonOf, UserFacingReason } from './reason.ts';
import { forRole, INPUT, refused, resultType, UserErrorValue } from './user-error.ts';

export const Connection = builder.prismaNode('Connection', {
  description: 'One FSM organisation joined with one Books or Invoice organisation.',
  id: { field: 'id', description: 'Global id.' },
  nullable: true,
  findUnique: (id, { principal }) => ({
    id: isUuid(id) ? id : NIL_UUID,
    ...(seesEverything(principal) ? {} : { AND: [{ id: { in: [...principal.connectionIds] } }] }),
  }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name given to the connection.' }),
    product: t.expose('product', { type: BooksProduct, description: 'Books or Invoice.' }),
    syncType: t.expose('syncType', { type: SyncType, description: 'Which people and companies are synced.' }),
    status: t.expose('status', {
      type: ConnectionStatus,
      description: 'Where the connection is in its life.',
    }),
    disabledReason: t.field({
      type: UserFacingReason,
      nullable: true,
      description: 'Why an error disabled the sync; null while none has.',
      resolve: (row) => reasonOf(row.disabledCode, row.disabledMessage),
    }),
    duplicatePolicy: t.expose('duplicatePolicy', {
      type: DuplicatePolicy,
      nullable: true,
      description: 'What happens to records with the same identity; null until sync is enabled.',
    }),
    autoSync: t.exposeBoolean('autoSync', { description: 'Whether the schedule starts runs.' }),
    dataCenter: t.expose('dataCenter', { type: DataCenter, description: 'Where both organisations live.' }),
    booksOrganizationId: t.exposeString('booksOrganizationId', {
      description: "Zoho's id of the Books or Invoice organisation.",
    }),
    fsmOrganizationId: t.exposeString('fsmOrganizationId', {
      description: "Zoho's id of the FSM organisation.",
    }),
    timeZone: t.exposeString('timeZone', {
      description: "IANA name of the organisation's time zone: its day bounds manual syncs.",
    }),
    mappingSet: t.exposeString('mappingSet', { description: 'Folder of the mapping set in use.' }),
    nextSyncAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the schedule starts the next run; null while it does not.',
      // The moment is kept while the schedule is off, so that switching it on again does not bring it forward.
      resolve: ({ status, autoSync, activeRunId, nextSyncAt }) =>
        status === 'ENABLED' && autoSync && activeRunId === null ? nextSyncAt : null,
    }),
    enabledAt: t.expose('enabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When two-way sync was enabled.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When the connection was made.' }),
    manualSyncsLeftToday: t.int({
      description: "How many manual syncs the organisation's calendar day still allows.",
      resolve: async ({ id }, _args, { loaders }) => (await loaders.manualSyncsLeft.load(id)) ?? 0,
    }),
  }),
});

/** The connection a global id names, if the token may see it. */
export async function findConnection(context: Context, globalId: string): Promise<ConnectionRow | null> {
  const id = uuidOf('Connection', globalId);
  if (id === null || !maySee(context.principal, id)) return null;
  return (await context.loaders.connections.load(id)) ?? null;
}

/** The local id of a connection that a mutation names, or the refusal: unknown and invisible look the same. */
export function reachConnection(context: Context, globalId: string): string | UserErrorValue {
  const id = uuidOf('Connection', globalId);
  return id !== null && maySee(context.principal, id)
    ? id
    : refused('NOT_FOUND', 'There is no such connection.');
}

export const connectionNotFound = 'There is no such connection.';

builder.queryField('connection', (t) =>
  t.field({
    type: Connection,
    nullable: true,
    description: 'One connection; null when there is none or the token may not see it.',
    args: { id: t.arg.id({ description: 'Global id of the connection.' }) },
    resolve: (_root, { id }, context) => findConnection(context, id),
  }),
);

const ALL_CONNECTIONS: ListSource<ConnectionRow> = {
  table: 'Connection',
  belongs: Prisma.sql`true`,
  orderBy: ['createdAt', 'id'],
  direction: 'ASC',
  idType: 'uuid',
};

builder.queryField('connections', (t) =>
  t.connection({
    type: Connection,
    description: 'The connections the token may see, oldest first.',
    resolve: (_root, args, { loaders, principal }) => {
      const filter = seesEverything(principal)
        ? null
        : Prisma.sql`r."id" = ANY(${[...principal.connectionIds]}::uuid[])`;
      return loaders.pages.connection(ALL_CONNECTIONS, filter, args, NIL_UUID);
    },
  }),
);

const EnableSyncInput = builder.inputType('EnableSyncInput', {
  description: 'The connection to enable.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    duplicatePolicy: t.field({ type: DuplicatePolicy, description: 'What happens to duplicates.' }),
  }),
});

builder.mutationField('enableSync', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('EnableSync', Connection),
    description:
      'Enables two-way sync, once per connection, and queues the first run: `activeRun` of the answer. Role: OPERATOR.',
    args: { input: t.arg({ type: EnableSyncInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const answer = await context.control.enableSync({
        connectionId,
        duplicatePolicy: input.duplicatePolicy,
      });
      return answer.ok
        ? readConnection(context, answer.value.connectionId)
        : new UserErrorValue(answer.refusal);
    },
  }),
);

const SetAutoSyncInput = builder.inputType('SetAutoSyncInput', {
  description: 'Whether the schedule starts runs.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    enabled: t.boolean({ description: 'True: the schedule starts runs. False: only people do.' }),
  }),
});

builder.mutationField('setAutoSync', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('SetAutoSync', Connection),
    description: 'Turns the schedule on or off; `syncNow` works either way. Role: OPERATOR.',
    args: { input: t.arg({ type: SetAutoSyncInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const answer = await context.control.setAutoSync({ connectionId, enabled: input.enabled });
      return answer.ok
        ? readConnection(context, answer.value.connectionId)
        : new UserErrorValue(answer.refusal);
    },
  }),
);

const SetDuplicatePolicyInput = builder.inputType('SetDuplicatePolicyInput', {
  description: 'What happens to duplicates from now on.',
  fields: (t) => ({
    connectionId: t.id({ description: 'Global id of the connection.' }),
    duplicatePolicy: t.field({ type: DuplicatePolicy, description: 'The policy from the next run on.' }),
  }),
});

builder.mutationField('setDuplicatePolicy', (t) =>
  t.field({
    ...forRole('operator'),
    type: resultType('SetDuplicatePolicy', Connection),
    description: 'Changes the duplicate policy. Role: OPERATOR.',
    args: { input: t.arg({ type: SetDuplicatePolicyInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const connectionId = reachConnection(context, input.connectionId);
      if (connectionId instanceof UserErrorValue) return connectionId;
      const answer = await context.control.setDuplicatePolicy({
        connectionId,
        duplicatePolicy: input.duplicatePolicy,
      });
      return answer.ok
        ? readConnection(context, answer.value.connectionId)
        : new UserErrorValue(answer.refusal);
    },
  }),
);

export const readConnection = (context: Context, id: string): Promise<ConnectionRow> =>
  context.prisma.connection.findUniqueOrThrow({ where: { id } });
