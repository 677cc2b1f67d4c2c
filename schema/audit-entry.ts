/** The audit log: who did what that others may have to answer for. */
import { type AuditEntry as AuditEntryRow, Prisma } from '../src/store/generated/prisma/client.ts';
import { hasRole, maySee, seesEverything } from './access.ts';
import { builder } from './builder.ts';
import { Connection } from './connection.ts';
import { isSerial, NIL_UUID, uuidOf, writeGlobalId } from './ids.ts';
import type { ListSource } from './paging.ts';

interface ActorRow {
  readonly tokenId: string;
  readonly name: string;
}

const AuditActor = builder.objectRef<ActorRow>('AuditActor').implement({
  description: 'The API token that asked for something, as it was then.',
  fields: (t) => ({
    tokenId: t.exposeString('tokenId', { description: 'Id of the token; `bootstrap` for ADMIN_TOKEN.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
  }),
});

export const AuditEntry = builder.prismaNode('AuditEntry', {
  description: 'Something that was done by a person or program, and is kept as a record of it.',
  id: { resolve: (row) => String(row.id), description: 'Global id.' },
  nullable: true,
  findUnique: (id, { principal }) => ({
    id: isSerial(id) && (hasRole(principal, 'ADMIN') || hasRole(principal, 'SUPPORT')) ? BigInt(id) : -1n,
    ...(seesEverything(principal) ? {} : { connectionId: { in: [...principal.connectionIds] } }),
  }),
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it was done.' }),
    actor: t.field({
      type: AuditActor,
      description: 'Who did it.',
      resolve: ({ actorTokenId, actorName }) => ({ tokenId: actorTokenId, name: actorName }),
    }),
    action: t.exposeString('action', { description: 'The mutation, e.g. `replaceCredential`.' }),
    subject: t.id({
      description: 'Global id of what it was done to.',
      resolve: ({ subjectType, subjectId }) => writeGlobalId(subjectType, subjectId),
    }),
    connection: t.field({
      type: Connection,
      nullable: true,
      description: 'The connection it concerns; null when it concerns none, or that is gone.',
      resolve: async ({ connectionId }, _args, { loaders }) =>
        connectionId === null ? null : ((await loaders.connections.load(connectionId)) ?? null),
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'What the actor gave as the reason; of a token, its role, name and reach.',
    }),
  }),
});

const ENTRIES: ListSource<AuditEntryRow> = {
  table: 'AuditEntry',
  belongs: Prisma.sql`true`,
  orderBy: ['id'],
  direction: 'DESC',
  idType: 'bigint',
};

const NOTHING = Prisma.sql`false`;

builder.queryField('auditLog', (t) =>
  t.connection({
    type: AuditEntry,
    authScopes: { $any: { admin: true, support: true } },
    description: 'What was done, newest first. Role: ADMIN or SUPPORT.',
    args: {
      connectionId: t.arg.id({ required: false, description: 'Only what concerns this connection.' }),
    },
    resolve: (_root, { connectionId: globalId, ...args }, { loaders, principal }) => {
      const id = globalId == null ? null : uuidOf('Connection', globalId);
      const visible = seesEverything(principal)
        ? null
        : Prisma.sql`r."connectionId" = ANY(${[...principal.connectionIds]}::uuid[])`;
      const one = id !== null && maySee(principal, id) ? Prisma.sql`r."connectionId" = ${id}::uuid` : NOTHING;
      return loaders.pages.connection(ENTRIES, globalId == null ? visible : one, args, NIL_UUID);
    },
  }),
);
