/** API tokens: listing, making and revoking them. */
import { z } from 'zod';
import { type ApiToken as ApiTokenRow, Prisma } from '../src/store/generated/prisma/client.ts';
import { maySee, seesEverything } from './access.ts';
import { builder } from './builder.ts';
import { Connection } from './connection.ts';
import type { Context, Principal } from './context.ts';
import { TokenRole } from './enums.ts';
import { isUuid, NIL_UUID, uuidOf } from './ids.ts';
import type { ListSource } from './paging.ts';
import { forRole, INPUT, parseInput, refused, resultType, UserErrorValue } from './user-error.ts';

const NAME_LENGTH_MAX = 120;
/** Connections one token can be tied to. */
const CONNECTIONS_PER_TOKEN_MAX = 100;

/** Admins that are tied to certain connections see and revoke only tokens tied to these. */
const mayManage = (principal: Principal, token: ApiTokenRow): boolean =>
  seesEverything(principal) ||
  (token.connectionIds.length > 0 && token.connectionIds.every((id) => maySee(principal, id)));

export const ApiToken = builder.prismaNode('ApiToken', {
  description: 'A token for this API. The token itself is shown once, when it is made.',
  id: { field: 'id', description: 'Global id.' },
  nullable: true,
  findUnique: (id, { principal }) => ({
    id: isUuid(id) && principal.role === 'ADMIN' && seesEverything(principal) ? id : NIL_UUID,
  }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name given to it.' }),
    role: t.expose('role', { type: TokenRole, description: 'What it may do.' }),
    connections: t.field({
      type: [Connection],
      description: 'The connections it is tied to; empty: all.',
      resolve: async ({ connectionIds }, _args, { loaders }) => {
        const found = await Promise.all(connectionIds.map((id) => loaders.connections.load(id)));
        return found.filter((connection) => connection !== undefined);
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, roughly.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null while it is good.',
    }),
  }),
});

const TOKENS: ListSource<ApiTokenRow> = {
  table: 'ApiToken',
  belongs: Prisma.sql`true`,
  orderBy: ['createdAt', 'id'],
  direction: 'ASC',
  idType: 'uuid',
};

builder.queryField('tokens', (t) =>
  t.connection({
    type: ApiToken,
    authScopes: { admin: true },
    description: 'The API tokens, oldest first. Role: ADMIN.',
    resolve: (_root, args, { loaders, principal }) => {
      const filter = seesEverything(principal)
        ? null
        : Prisma.sql`(cardinality(r."connectionIds") > 0 AND r."connectionIds" <@ ${[...principal.connectionIds]}::uuid[])`;
      return loaders.pages.connection(TOKENS, filter, args, NIL_UUID);
    },
  }),
);

interface CreatedTokenRow {
  readonly token: string;
  readonly row: ApiTokenRow;
}

const CreatedToken = builder.objectRef<CreatedTokenRow>('CreatedToken').implement({
  description: 'A new token.',
  fields: (t) => ({
    token: t.exposeString('token', {
      description: 'The token itself. Only its hash is kept: it is never shown again.',
    }),
    apiToken: t.expose('row', { type: ApiToken, description: 'What is kept of it.' }),
  }),
});

const createTokenSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(NAME_LENGTH_MAX, `must have at most ${NAME_LENGTH_MAX} characters`),
  role: z.enum(['VIEWER', 'OPERATOR', 'ADMIN', 'SUPPORT']),
  connectionIds: z
    .array(z.string())
    .max(CONNECTIONS_PER_TOKEN_MAX, `must have at most ${CONNECTIONS_PER_TOKEN_MAX} connections`)
    .nullish(),
});

const CreateTokenInput = builder.inputType('CreateTokenInput', {
  description: 'The token to make.',
  fields: (t) => ({
    name: t.string({ description: 'Name of the token, for people.' }),
    role: t.field({ type: TokenRole, description: 'What it may do.' }),
    connectionIds: t.idList({
      required: false,
      description: 'Global ids of the connections it is tied to; left out or empty: all.',
    }),
  }),
});

/** The local ids of the connections a new token is tied to, or why it cannot be. */
async function tie(context: Context, globalIds: readonly string[]): Promise<string[] | UserErrorValue> {
  if (globalIds.length === 0 && !seesEverything(context.principal)) {
    return refused('FORBIDDEN', 'A token tied to certain connections can only make tokens tied to these.');
  }
  const ids: string[] = [];
  for (const globalId of globalIds) {
    const id = uuidOf('Connection', globalId);
    const known =
      id !== null && maySee(context.principal, id) && (await context.loaders.connections.load(id));
    if (!known) return refused('NOT_FOUND', 'One of the connections does not exist.');
    ids.push(known.id);
  }
  return [...new Set(ids)];
}

builder.mutationField('createToken', (t) =>
  t.field({
    ...forRole('admin'),
    type: resultType('CreateToken', CreatedToken),
    description: 'Makes an API token and shows it once; kept in the audit log. Role: ADMIN.',
    args: { input: t.arg({ type: CreateTokenInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const parsed = parseInput(createTokenSchema, input);
      if (!parsed.ok) return parsed.error;
      const connectionIds = await tie(context, parsed.value.connectionIds ?? []);
      if (connectionIds instanceof UserErrorValue) return connectionIds;
      const { name, role } = parsed.value;
      const answer = await context.control.createToken(
        { name, role, connectionIds },
        { tokenId: context.principal.tokenId },
      );
      if (!answer.ok) return new UserErrorValue(answer.refusal);
      const row = await context.prisma.apiToken.findUniqueOrThrow({ where: { id: answer.value.tokenId } });
      return { token: answer.value.token, row };
    },
  }),
);

const RevokeTokenInput = builder.inputType('RevokeTokenInput', {
  description: 'The token to revoke.',
  fields: (t) => ({ tokenId: t.id({ description: 'Global id of the token.' }) }),
});

builder.mutationField('revokeToken', (t) =>
  t.field({
    ...forRole('admin'),
    type: resultType('RevokeToken', ApiToken),
    description: 'Makes a token useless, at once and for good; kept in the audit log. Role: ADMIN.',
    args: { input: t.arg({ type: RevokeTokenInput, description: INPUT }) },
    resolve: async (_root, { input }, context) => {
      const id = uuidOf('ApiToken', input.tokenId);
      const token = id === null ? null : await context.prisma.apiToken.findUnique({ where: { id } });
      if (!token || !mayManage(context.principal, token))
        return refused('NOT_FOUND', 'There is no such token.');
      const answer = await context.control.revokeToken(
        { tokenId: token.id },
        { tokenId: context.principal.tokenId },
      );
      if (!answer.ok) return new UserErrorValue(answer.refusal);
      return context.prisma.apiToken.findUniqueOrThrow({ where: { id: token.id } });
    },
  }),
);
