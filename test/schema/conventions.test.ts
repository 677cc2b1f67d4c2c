/** The printed schema is up to date, and keeps the conventions of docs/api.md. */
import { readFile } from 'node:fs/promises';
import {
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.ts';
import { printedSchema, SCHEMA_FILE } from '../../src/cli/print-schema.ts';
import { REFUSAL_CODES } from '../../src/jobs/control.ts';
import { EXAMPLES } from '../../src/server/http/examples.ts';
import { policyOf, renderPage } from '../../src/server/http/graphiql.ts';

const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const composites = types.filter(
  (type): type is GraphQLObjectType | GraphQLInterfaceType => isObjectType(type) || isInterfaceType(type),
);

/** Every describable part of the schema, by its path, with its description. */
function* parts(): Generator<readonly [string, string | null | undefined]> {
  for (const type of types) {
    yield [type.name, type.description];
    if (isEnumType(type))
      for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description];
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        yield [`${type.name}.${field.name}`, field.description];
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field.description];
      for (const argument of field.args)
        yield [`${type.name}.${field.name}(${argument.name})`, argument.description];
    }
  }
}

describe('the schema', () => {
  test('is printed as it is', async () => {
    expect(await readFile(SCHEMA_FILE, 'utf8')).toBe(printedSchema());
  });

  test('describes every type, field, argument and enum value', () => {
    const all = [...parts()];
    expect(all.length).toBeGreaterThan(300);
    expect(all.filter(([, description]) => !description?.trim()).map(([path]) => path)).toEqual([]);
  });

  test('gives every mutation one input of its own and a union of its subject and errors', () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.map(({ name }) => name).sort()).toEqual([
      'addWebhook',
      'beginAuthorisation',
      'cancelRun',
      'changeSyncType',
      'completeAuthorisation',
      'createConnection',
      'createToken',
      'enableSync',
      'linkRecords',
      'previewSync',
      'probeConnection',
      'removeWebhook',
      'replaceCredential',
      'retryDelivery',
      'retryFailed',
      'revokeToken',
      'setAutoSync',
      'setBlackout',
      'setDuplicatePolicy',
      'setInboundHooks',
      'setMailRecipients',
      'setNotifications',
      'setQuotaReserve',
      'startImport',
      'supportReenable',
      'syncNow',
      'syncRecord',
      'testWebhook',
      'unlinkRecords',
    ]);
    for (const { name, args, type } of mutations) {
      const pascal = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      expect(args.map((arg) => `${arg.name}: ${arg.type}`)).toEqual([`input: ${pascal}Input!`]);
      expect(String(type)).toBe(`${pascal}Result!`);
      const union = getNamedType(type);
      if (!isUnionType(union)) throw new Error(`${name} answers no union`);
      const errors = union
        .getTypes()
        .filter((member) => member.getInterfaces().some((one) => one.name === 'UserError'));
      // What is stopped may be a sync, an import or a preview.
      expect(union.getTypes().length - errors.length).toBe(name === 'cancelRun' ? 3 : 1);
      expect(errors.map((error) => error.name)).toContain('ValidationError');
    }
  });

  test('knows every code a refusal can have', () => {
    const type = schema.getType('ErrorCode');
    expect(
      isEnumType(type)
        ? type
            .getValues()
            .map(({ name }) => name)
            .sort()
        : null,
    ).toEqual([...REFUSAL_CODES].sort());
  });

  test('counts and pages every connection in the same way', () => {
    const connections = composites.filter(({ name }) => name.endsWith('Connection') && name !== 'Connection');
    expect(connections.map(({ name }) => name).sort()).toEqual([
      'ConnectionLinksConnection',
      'ConnectionMailsConnection',
      'ConnectionOpenFailuresConnection',
      'ConnectionParkedRecordsConnection',
      'ConnectionRunsConnection',
      'QueryAuditLogConnection',
      'QueryConnectionsConnection',
      'QueryTokensConnection',
      'RecordLinkHistoryConnection',
      'RecordLinkPersonsConnection',
      'SyncPreviewRecordsConnection',
      'SyncRunRecordsConnection',
      'WebhookDeliveriesConnection',
    ]);
    for (const connection of connections) {
      const fields = connection.getFields();
      expect(Object.keys(fields).sort()).toEqual(['edges', 'nodes', 'pageInfo', 'totalCount']);
      expect(Object.values(fields).every((field) => isNonNullType(field.type))).toBe(true);
    }
    const paged = composites
      .flatMap((type) => Object.values(type.getFields()))
      .filter((field) => {
        return connections.some(({ name }) => name === getNamedType(field.type).name);
      });
    for (const field of paged) {
      expect(field.args.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['first', 'after', 'last', 'before']),
      );
    }
  });
});

describe('GraphiQL', () => {
  test.each(
    EXAMPLES.map(({ query }) => [query.split('\n').find((line) => !line.startsWith('#')) ?? '', query]),
  )('opens with a valid %s', (_name, query) => {
    expect(validate(schema, parse(query))).toEqual([]);
  });

  test('loads nothing from elsewhere, and runs only the scripts of its page', () => {
    const page = renderPage();
    const shell = page
      .replaceAll(/<script>[\s\S]*?<\/script>/g, '')
      .replaceAll(/<style>[\s\S]*?<\/style>/g, '');
    expect(shell).toContain('<div id="root">');
    expect(shell.match(/(?:src|href)\s*=\s*"(?!data:)[^"]*"/g)).toBeNull();
    expect(page).not.toMatch(/@import\s|url\(\s*['"]?(?:https?:)?\/\//);
    const policy = policyOf(page);
    expect(policy).toMatch(/script-src 'sha256-[\w+/]{43}=' blob:;/);
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toContain('http');
    expect(policy).not.toContain('unsafe-eval');
  });
});
