/** Mapping files as a user edits them, while the product runs. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Bench } from './harness.ts';
import { expectEqualSides, expectHonestCounts, expectQuietSync } from './oracle.ts';

const SHIPPED = join(import.meta.dirname, '../../mappings');

let bench: Bench;
let folder: string;
let original: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldledger-mappings-'));
  cpSync(SHIPPED, folder, { recursive: true });
  original = readFileSync(join(folder, 'default/items.ts'), 'utf8');
  bench = await Bench.start({ mappingsDir: folder });
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => edit((text) => text));

/** Saves the shipped file, changed. @throws Error when the change changes nothing it should */
function edit(change: (text: string) => string): void {
  writeFileSync(join(folder, 'default/items.ts'), change(original));
}

function withoutRule(rule: string): void {
  edit((text) => {
    const lines = text.split('\n');
    const kept = lines.filter((line) => !line.trim().startsWith(`${rule}:`));
    expect(kept).toHaveLength(lines.length - 1);
    return kept.join('\n');
  });
}

it('[E4] refuses to enable while a mandatory Books field has no rule, naming it, and enables once it has', async () => {
  const zoho = await bench.organization({ services: 2, items: 2 });
  const connection = await bench.connect(zoho);
  withoutRule('rate');
  const answer = await connection.tryEnable('OVERWRITE');
  expect(answer).toMatchObject({ __typename: 'ValidationError', code: 'MAPPING_INVALID' });
  expect(JSON.stringify(answer)).toContain('rate');
  expect(await connection.state()).toMatchObject({ status: 'SETUP', activeRun: null, lastRun: null });
  expect(await zoho.parts()).toHaveLength(2);
  edit((text) => text);
  expect((await connection.enable()).state).toBe('SUCCEEDED');
  await expectEqualSides(zoho, connection);
});

it('[E4] refuses to enable while the organisation demands a field that no rule writes, and writes nothing', async () => {
  const zoho = await bench.organization({ services: 2, items: 2 });
  const connection = await bench.connect(zoho);
  const field = `/organizations/${zoho.credentials.booksOrganizationId}/fields/books/items/cf_region`;
  await zoho.control('PATCH', field, { required: true });
  const answer = await connection.tryEnable('OVERWRITE');
  expect(answer).toMatchObject({
    __typename: 'ValidationError',
    code: 'MAPPING_INVALID',
    issues: [{ path: ['items', 'cf_region'], message: expect.stringContaining('mandatory') }],
  });
  expect(await connection.state()).toMatchObject({ status: 'SETUP', activeRun: null, lastRun: null });
  expect((await zoho.stats()).writes).toBe(0);
  await zoho.control('PATCH', field, { required: false, removed: true });
  expect((await connection.enable()).state).toBe('SUCCEEDED');
});

it('[E4] [S1] fails a sync whose mapping was broken after enabling, and writes nothing', async () => {
  const zoho = await bench.organization({ services: 2, items: 2 });
  const { connection } = await bench.synced(zoho);
  await zoho.addPart({ Name: 'Waits for the mapping' });
  withoutRule('product_type');
  const items = await zoho.items();
  expect(await connection.sync()).toMatchObject({ state: 'FAILED', error: { code: 'MAPPING_INVALID' } });
  expect(await zoho.items()).toEqual(items);
  edit((text) => text);
  expect((await connection.sync()).state).toBe('SUCCEEDED');
  await expectEqualSides(zoho, connection);
});

it('[S5] [E7] brings all records up to a changed mapping at the next sync, modified or not', async () => {
  withoutRule('unit');
  const zoho = await bench.organization({ services: 5, parts: 5, items: 10, overlap: 4 });
  const part = await zoho.addPart({ Name: 'Measured', Unit: 'metre' });
  const { connection } = await bench.synced(zoho);
  const link = await connection.link({ fsmId: part });
  expect((await zoho.item(link?.books?.id ?? ''))?.unit).toBe('');
  await zoho.advance(600_000);
  await expectQuietSync(zoho, connection);
  await zoho.advance(600_000);
  edit((text) => text);
  const run = await connection.sync();
  expect(run).toMatchObject({ scope: 'AFFECTED', state: 'SUCCEEDED' });
  await expectHonestCounts(connection, run);
  expect((await zoho.item(link?.books?.id ?? ''))?.unit).toBe('metre');
  await expectEqualSides(zoho, connection);
  await zoho.advance(600_000);
  expect((await expectQuietSync(zoho, connection)).scope).toBe('INCREMENTAL');
});
