/** Types of the operations of the tests and of the dashboard, from the printed schema: `npm run codegen`. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const shared = {
  useTypeImports: true,
  enumsAsTypes: true,
  importExtension: '.ts',
  emitLegacyCommonJSImports: false,
  strictScalars: true,
  scalars: { DateTime: 'string', Decimal: 'string', JSON: 'unknown' },
} as const;

const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  generates: {
    'test/gql/': {
      documents: 'test/operations/*.graphql',
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...shared, documentMode: 'string' },
    },
    'dashboard/src/gql/': {
      documents: 'dashboard/src/operations/*.graphql',
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      // urql adds `__typename` to every selection, and takes parsed documents.
      config: { ...shared, nonOptionalTypename: true },
    },
  },
};

export default config;
