/** Edits of both sides to one record. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import { expectEqualSides, expectHonestCounts, expectQuietSync } from './oracle.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
let zoho: ZohoOrganization;
let connection: Connected;
let ids: { fsm: string; books: string };

beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

beforeEach(async () => {
  zoho = await bench.organization({ services: 3, items: 3 });
  const part = await zoho.addPart({ Name: 'Ball valve', Unit_Price: 10, Description: 'Brass', Unit: 'pcs' });
  connection = (await bench.synced(zoho)).connection;
  const link = await connection.link({ fsmId: part });
  ids = { fsm: part, books: link?.books?.id ?? '' };
  // Whatever is edited now lies clearly after the first sync.
  await zoho.advance(600_000);
});

async function onlyRow(runId: string) {
  const rows = await connection.log(runId, ['UPDATED']);
  expect(rows).toHaveLength(1);
  return rows[0];
}

it('[M2] lets the later edit win when Books was edited last, and names the fields given up', async () => {
  await zoho.editPart(ids.fsm, { Unit_Price: 11, Description: 'Edited in FSM' });
  await zoho.advance(5_000);
  await zoho.editItem(ids.books, { rate: 12, unit: 'box' });
  const run = await connection.sync();
  expect(await onlyRow(run.id)).toMatchObject({
    direction: 'TO_FSM',
    causeCode: 'CHANGED_ON_BOTH',
    fsm: { id: ids.fsm },
    books: { id: ids.books },
  });
  const row = await onlyRow(run.id);
  expect([...(row?.fields ?? [])].sort()).toEqual(['description', 'rate', 'unit']);
  expect([...(row?.overwrittenFields ?? [])].sort()).toEqual(['description', 'rate']);
  expect(await zoho.part(ids.fsm)).toMatchObject({ Unit_Price: 12, Description: 'Brass', Unit: 'box' });
  expect(await zoho.item(ids.books)).toMatchObject({ rate: 12, description: 'Brass', unit: 'box' });
  await expectHonestCounts(connection, run);
  await expectEqualSides(zoho, connection);
  await expectQuietSync(zoho, connection);
});

it('[M2] lets the later edit win when FSM was edited last, and names the fields given up', async () => {
  await zoho.editItem(ids.books, { rate: 12, sku: 'BV-1' });
  await zoho.advance(5_000);
  await zoho.editPart(ids.fsm, { Unit_Price: 11 });
  const run = await connection.sync();
  const row = await onlyRow(run.id);
  expect(row).toMatchObject({ direction: 'TO_BOOKS', causeCode: 'CHANGED_ON_BOTH' });
  expect([...(row?.overwrittenFields ?? [])].sort()).toEqual(['rate', 'sku']);
  expect(await zoho.item(ids.books)).toMatchObject({ rate: 11, sku: '' });
  await expectEqualSides(zoho, connection);
  await expectQuietSync(zoho, connection);
});

it('writes nothing when both sides were edited alike', async () => {
  await zoho.editPart(ids.fsm, { Unit_Price: 13, Description: 'The same' });
  await zoho.editItem(ids.books, { rate: 13, description: 'The same' });
  await expectQuietSync(zoho, connection);
  // What was agreed in passing is remembered: the next edit is one of one side.
  await zoho.advance(600_000);
  await zoho.editPart(ids.fsm, { Unit_Price: 14 });
  const run = await connection.sync();
  expect(await onlyRow(run.id)).toMatchObject({ causeCode: 'CHANGED_IN_FSM', overwrittenFields: [] });
  await expectEqualSides(zoho, connection);
});

it('[L1] adds each sync that touched a record to its history', async () => {
  await zoho.editPart(ids.fsm, { Unit_Price: 20 });
  await connection.sync();
  await zoho.advance(600_000);
  await zoho.editItem(ids.books, { rate: 21 });
  await connection.sync();
  const link = await connection.link({ booksId: ids.books });
  expect(link?.history.nodes.map(({ outcome }) => outcome)).toEqual(['UPDATED', 'UPDATED', 'CREATED']);
});

it('carries a renamed record over and does not make another', async () => {
  await zoho.editPart(ids.fsm, { Name: 'Ball valve, brass' });
  const run = await connection.sync();
  expect(await onlyRow(run.id)).toMatchObject({ direction: 'TO_BOOKS', fields: ['name'] });
  expect((await zoho.item(ids.books))?.name).toBe('Ball valve, brass');
  await expectEqualSides(zoho, connection);
});

it('swaps two names in Books without losing either record', async () => {
  const other = await zoho.addItem({ name: 'Gate valve', rate: 30 });
  await connection.sync();
  await zoho.advance(600_000);
  await zoho.editItem(other, { name: 'for a moment' });
  await zoho.editItem(ids.books, { name: 'Gate valve' });
  await zoho.editItem(other, { name: 'Ball valve' });
  await connection.sync();
  expect((await zoho.part(ids.fsm))?.Name).toBe('Gate valve');
  await expectEqualSides(zoho, connection);
});
