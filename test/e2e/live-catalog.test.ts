/** The mapping against the fields that both organisations have at the moment a sync begins. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Connected } from './connected.ts';
import { Bench } from './harness.ts';
import type { ZohoOrganization } from './zoho.ts';

let bench: Bench;
let zoho: ZohoOrganization;
let connection: Connected;

beforeAll(async () => {
  bench = await Bench.start();
});
afterAll(() => bench.close());

beforeEach(async () => {
  zoho = await bench.organization({ services: 3, items: 3 });
  connection = (await bench.synced(zoho)).connection;
  await zoho.advance(600_000);
  await zoho.forgetCalls();
});

async function markField(field: string, change: unknown): Promise<void> {
  const id = zoho.credentials.booksOrganizationId;
  await zoho.control('PATCH', `/organizations/${id}/fields/${field}`, change);
}

async function recordCalls(): Promise<number> {
  const { calls } = await zoho.stats();
  return calls
    .filter(({ route }) => /items|itemdetails|Service_And_Parts|Products/.test(route))
    .reduce((sum, { count }) => sum + count, 0);
}

it.each([
  ['books/items/description', { pii: true }, 'books.items.description is now marked PII'],
  ['books/items/unit', { ephi: true }, 'books.items.unit is now marked EPHI'],
  ['fsm/Service_And_Parts/Description', { pii: true }, 'fsm.Service_And_Parts.Description is now marked PII'],
  ['fsm/Service_And_Parts/Unit', { ephi: true }, 'fsm.Service_And_Parts.Unit is now marked EPHI'],
])('[P1] stops before a record is read once %s is marked %j', async (field, change, sentence) => {
  await zoho.addPart({ Name: 'Made after the mark', Unit_Price: 1, Description: 'canary-7731', Unit: 'pcs' });
  await zoho.forgetCalls();
  await markField(field, change);
  const run = await connection.sync();
  expect(run.state).toBe('FAILED');
  expect(run.error).toMatchObject({ code: 'MAPPING_INVALID', message: expect.stringContaining(sentence) });
  expect(await recordCalls()).toBe(0);
  await markField(field, { pii: false, ephi: false });
  const again = await connection.sync();
  expect(again.state).toBe('SUCCEEDED');
});

it('stops with a sentence when a mapped field was removed', async () => {
  await markField('books/items/unit', { removed: true });
  const run = await connection.sync();
  expect(run.error).toMatchObject({
    code: 'MAPPING_INVALID',
    message: expect.stringContaining('books.items.unit no longer exists'),
  });
  expect(await recordCalls()).toBe(0);
});

it('[E4] stops with a sentence when a field that no rule writes became mandatory', async () => {
  await markField('books/items/cf_region', { required: true });
  const run = await connection.sync();
  expect(run.error).toMatchObject({ code: 'MAPPING_INVALID', message: expect.stringContaining('cf_region') });
});

it('goes on with marks on fields that no rule names, and reads the metadata with two calls', async () => {
  await markField('books/items/cf_secret', { pii: true });
  await markField('fsm/Service_And_Parts/Secret__C', { ephi: true });
  const run = await connection.sync();
  expect(run.state).toBe('SUCCEEDED');
  const { calls } = await zoho.stats();
  const metadata = calls.filter(({ route }) => route.includes('/settings/'));
  expect(metadata.reduce((sum, { count }) => sum + count, 0)).toBe(2);
});
