/** The Pothos builder all subjects build on. */
import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { GraphQLError } from 'graphql';
import type PrismaTypes from '../src/store/generated/pothos.ts';
import { getDatamodel } from '../src/store/generated/pothos.ts';
import { hasRole } from './access.ts';
import type { Context } from './context.ts';
import { readGlobalId } from './ids.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './page-size.ts';

export interface BuilderTypes {
  PrismaTypes: PrismaTypes;
  Context: Context;
  AuthScopes: { viewer: boolean; operator: boolean; admin: boolean; support: boolean };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Decimal: { Input: string; Output: string };
    JSON: { Input: unknown; Output: unknown };
  };
  /** Every connection counts its rows only when asked to. */
  Connection: { countRows: () => Promise<number> };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  DefaultInputFieldRequiredness: true;
}

export const forbidden = (): GraphQLError =>
  new GraphQLError('This token may not do that.', { extensions: { code: 'FORBIDDEN' } });

export const builder = new SchemaBuilder<BuilderTypes>({
  plugins: [ScopeAuthPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  scopeAuth: {
    unauthorizedError: forbidden,
    authScopes: ({ principal }) => ({
      viewer: hasRole(principal, 'VIEWER'),
      operator: hasRole(principal, 'OPERATOR'),
      admin: hasRole(principal, 'ADMIN'),
      support: hasRole(principal, 'SUPPORT'),
    }),
  },
  prisma: {
    client: ({ prisma }) => prisma,
    dmmf: getDatamodel(),
    exposeDescriptions: false,
    filterConnectionTotalCount: false,
  },
  relay: {
    // Garbage is an id of nothing, not an error: `node` answers null for it.
    decodeGlobalID: (globalId) => readGlobalId(globalId) ?? { typename: '', id: '' },
    nodeTypeOptions: { description: 'Anything with a global id, to be read again through `node`.' },
    idFieldOptions: { description: 'Global id.' },
    nodeQueryOptions: {
      description:
        'Reads anything by its global id; null when there is no such thing or the token may not see it.',
      nullable: true,
      args: { id: { description: 'Global id of any node.' } },
      resolve: (_root, { id }, _context, info, resolveNode) => {
        const type = info.schema.getType(id.typename);
        const isNode =
          type !== undefined && 'getInterfaces' in type && type.getInterfaces().some(isNodeInterface);
        return isNode ? resolveNode(id) : null;
      },
    },
    nodesQueryOptions: false,
    pageInfoTypeOptions: { description: 'Where a page lies within its list.' },
    hasNextPageFieldOptions: { description: 'True when rows follow this page (paging forward).' },
    hasPreviousPageFieldOptions: { description: 'True when rows come before this page (paging backward).' },
    startCursorFieldOptions: { description: 'Cursor of the first row of the page; null for an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last row of the page; null for an empty page.' },
    firstArgOptions: {
      description: `How many rows from the start (default ${PAGE_SIZE_DEFAULT}, at most ${PAGE_SIZE_MAX}).`,
    },
    afterArgOptions: { description: 'Cursor to start after.' },
    lastArgOptions: { description: `How many rows from the end (at most ${PAGE_SIZE_MAX}).` },
    beforeArgOptions: { description: 'Cursor to end before.' },
    defaultConnectionTypeOptions: { description: 'A page of a list.' },
    defaultEdgeTypeOptions: { description: 'A row of a page, with its cursor.' },
    pageInfoFieldOptions: { description: 'Where the page lies within its list.' },
    edgesFieldOptions: { description: 'The rows of the page, with their cursors.', nullable: false },
    nodeFieldOptions: { description: 'The row itself.', nullable: false },
    cursorFieldOptions: { description: 'Opaque position of the row, for `after` and `before`.' },
    nodesOnConnection: { description: 'The rows of the page.' },
  },
});

const isNodeInterface = (type: { readonly name: string }): boolean => type.name === 'Node';

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many rows the whole list has. Counted only when asked for.',
    resolve: (page) => page.countRows(),
  }),
);

builder.queryType({
  description: 'Reading. A token tied to certain connections sees only these.',
  authScopes: { viewer: true },
});
builder.mutationType({
  description: 'Changing. Each answers its subject, or a `UserError` a client can act on.',
});
builder.subscriptionType({ description: 'Watching, over `graphql-transport-ws` or server-sent events.' });
