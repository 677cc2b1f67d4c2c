/** Several FSM fields in one Books field, over HTTP. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bench } from './harness.ts';
import { expectQuietSync } from './oracle.ts';

const SHIPPED = join(import.meta.dirname, '../../mappings');

let bench: Bench;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldledger-mappings-'));
  cpSync(SHIPPED, folder, { recursive: true });
  const file = join(folder, 'default/items.ts');
  const text = readFileSync(file, 'utf8');
  const joined = text
    .replace('sku: both(item.SKU)', "sku: both(concat([item.SKU, item.Unit], ' / '))")
    .replace(/ +unit: both\(item\.Unit\),\n/, '')
    .replace('{ both }', '{ both, concat }');
  expect(joined.length).not.toBe(text.length);
  writeFileSync(file, joined);
  bench = await Bench.start({ mappingsDir: folder });
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

it('[I1] [S4] joins two fields of FSM into one of Books, and splits what is edited there', async () => {
  const zoho = await bench.organization({});
  const partId = await zoho.addPart({ Name: 'Pump', SKU: 'P-7', Unit: 'pcs' });
  const { connection } = await bench.synced(zoho);
  const itemId = (await connection.link({ fsmId: partId }))?.books?.id ?? '';
  expect((await zoho.item(itemId))?.sku).toBe('P-7 / pcs');

  await zoho.advance(600_000);
  await zoho.editItem(itemId, { sku: 'P-8' });
  expect((await connection.sync()).state).toBe('SUCCEEDED');
  expect(await zoho.part(partId)).toMatchObject({ SKU: 'P-8', Unit: null });

  await zoho.advance(600_000);
  await zoho.editPart(partId, { SKU: null, Unit: 'box' });
  expect((await connection.sync()).state).toBe('SUCCEEDED');
  expect((await zoho.item(itemId))?.sku).toBe('/ box');

  await zoho.advance(600_000);
  await expectQuietSync(zoho, connection);
});

it('[L2] names the fields when text of Books does not split into them', async () => {
  const zoho = await bench.organization({});
  await zoho.addItem({ name: 'Valve', sku: 'a / b / c' });
  const connection = await bench.connect(zoho);
  const run = await connection.enable();
  const [failed] = await connection.log(run.id, ['FAILED']);
  expect(JSON.stringify(failed)).toContain('does not split into these 2 fields');
  expect(JSON.stringify(failed)).not.toContain('a / b / c');
  expect(await zoho.parts()).toEqual([]);
});
