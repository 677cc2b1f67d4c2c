/** What the API says of a connection's mapping while its files change. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';

let bench: Bench;
let connection: Connected;
const folder = mkdtempSync(join(tmpdir(), 'fieldledger-mappings-'));
const table = join(folder, 'default', 'items.ts');
const shipped = readFileSync('mappings/default/items.ts', 'utf8');

beforeAll(async () => {
  cpSync('mappings', folder, { recursive: true });
  bench = await Bench.start({ mappingsDir: folder });
  const zoho = await bench.organization({ services: 2, items: 2 });
  connection = (await bench.synced(zoho)).connection;
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

const QUERY = `query Mapping($id: ID!) { connection(id: $id) { mappings {
  table upToDate pendingResync pendingChanges { key class why } rules { key inWords } violations { code file line field message }
} } }`;

interface Status {
  readonly connection: { readonly mappings: readonly Record<string, unknown>[] };
}

async function status(): Promise<Record<string, unknown>> {
  const { data, errors } = await bench.api.ask(QUERY, { id: connection.id });
  expect(errors).toEqual([]);
  const [mapping] = (data as Status).connection.mappings;
  if (mapping === undefined) throw new Error('no mapping');
  return mapping;
}

it('tells rules in words, and nothing pending, after a run applied the mapping', async () => {
  expect(await status()).toMatchObject({
    table: 'items',
    upToDate: true,
    pendingResync: 'NONE',
    pendingChanges: [],
    violations: [],
    rules: expect.arrayContaining([{ key: 'rate', inWords: expect.stringContaining('Unit_Price') }]),
  });
});

it('[S5] names what changed since, by rule and class, and what the next run makes of it', async () => {
  writeFileSync(
    table,
    shipped
      .replace('    sku: both(item.SKU),\n', '')
      .replace('description: both(', 'description: toBooks(')
      .replace('{ both }', '{ both, toBooks }'),
  );
  expect(await status()).toMatchObject({
    upToDate: false,
    pendingChanges: [
      { key: 'description', class: 'CHANGED_RULE', why: expect.stringContaining('direction') },
      { key: 'sku', class: 'REMOVED_RULE', why: expect.stringContaining('nothing is written') },
    ],
  });
  const run = await connection.sync();
  expect(run.state).toBe('SUCCEEDED');
  expect(await status()).toMatchObject({ upToDate: true, pendingChanges: [] });
});

it('shows what is wrong with file, line, field and remedy once a file does not compile', async () => {
  writeFileSync(
    table,
    shipped
      .replace('{ both }', '{ both, toBooks }')
      .replace('unit: both(item.Unit)', 'unit: toBooks(item.Unit_Price)'),
  );
  const line = shipped.split('\n').findIndex((text) => text.includes('unit: both')) + 1;
  expect(await status()).toMatchObject({
    rules: [],
    violations: [
      {
        file: 'mappings/default/items.ts',
        line,
        field: 'items.unit',
        message: expect.stringContaining('.via('),
      },
    ],
  });
});
