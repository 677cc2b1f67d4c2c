/** Field catalogs: which fields a mapping may name. */
import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';
import { connectionNotFound, findConnection } from './connection.ts';
import type { CatalogField } from './context.ts';
import { Product } from './enums.ts';

const FieldInfo = builder.objectRef<CatalogField>('FieldInfo').implement({
  description: 'A field of a module, as the mapping catalog knows it.',
  fields: (t) => ({
    apiName: t.exposeString('apiName', { description: 'Name in the API and in mapping files.' }),
    label: t.exposeString('label', { description: 'Name in the web app.' }),
    type: t.exposeString('type', { description: 'Kind of its values, e.g. `text` or `decimal`.' }),
    required: t.exposeBoolean('required', { description: 'Whether the service demands a value.' }),
    pii: t.exposeBoolean('pii', { description: 'Marked as personal data.' }),
    ephi: t.exposeBoolean('ephi', { description: 'Marked as health data.' }),
    mappable: t.exposeBoolean('mappable', {
      description:
        'Whether a mapping may name it: not where it holds personal or health data, and not identity and addresses, which the sync carries by itself.',
    }),
  }),
});

const notFound = (message: string) => new GraphQLError(message, { extensions: { code: 'NOT_FOUND' } });

builder.queryField('fieldCatalog', (t) =>
  t.field({
    type: [FieldInfo],
    description: "The fields of one module, from the catalog of the connection's mapping set.",
    args: {
      connectionId: t.arg.id({ description: 'Global id of the connection.' }),
      product: t.arg({ type: Product, description: 'Side of the module.' }),
      module: t.arg.string({
        description: "The service's name of the module, e.g. `items`, `Service_And_Parts`.",
      }),
    },
    resolve: async (_root, { connectionId, product, module }, context) => {
      const connection = await findConnection(context, connectionId);
      if (!connection) throw notFound(connectionNotFound);
      const fields = await context.mappings.fields(connection, product, module);
      if (!fields) throw notFound('The catalog of this mapping set has no such module.');
      return [...fields];
    },
  }),
);
