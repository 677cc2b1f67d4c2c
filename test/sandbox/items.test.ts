import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Harness } from './harness.ts';

let zoho: Harness;

beforeEach(async () => {
  zoho = await Harness.start();
});
afterEach(() => zoho.close());

describe('Books items', () => {
  test('keeps numbers as they were sent and trims texts', async () => {
    const item = await zoho.bookItem({ name: '  Ball valve ', rate: 1.005, sku: ' A-1 ' });
    expect(item).toMatchObject({ name: 'Ball valve', rate: 1.005, sku: 'A-1' });
  });

  test('an edit changes only what it names; null empties a text', async () => {
    const { item_id: id } = await zoho.bookItem({ description: 'Long', unit: 'pcs' });
    const edited = await zoho.books('PUT', `/items/${id}`, { description: null });
    expect(edited.body.item).toMatchObject({ description: '', unit: 'pcs', rate: 12.5 });
  });

  test('takes 100 characters of a name, emoji counted as one, and refuses 101 with code 15', async () => {
    expect(await zoho.bookItem({ name: '😀'.repeat(100) })).toMatchObject({ name: '😀'.repeat(100) });
    const refused = await zoho.books('POST', '/items', { name: 'x'.repeat(101), rate: 1 });
    expect(refused).toMatchObject({ status: 400, body: { code: 15 } });
  });

  test('refuses a name in use, case aside, on create and on rename, until duplicates are allowed', async () => {
    await zoho.bookItem({ name: 'Hose' });
    const other = await zoho.bookItem({ name: 'Other' });
    const again = () => zoho.books('POST', '/items', { name: 'HOSE', rate: 1 });
    expect(await again()).toMatchObject({ status: 400, body: { code: 1001 } });
    const renamed = await zoho.books('PUT', `/items/${other.item_id}`, { name: 'hose' });
    expect(renamed).toMatchObject({ status: 400, body: { code: 1001 } });
    await zoho.patch({ allowDuplicateNames: true });
    expect(await again()).toMatchObject({ status: 201 });
  });

  test('refuses a SKU in use', async () => {
    await zoho.bookItem({ sku: 'A-1' });
    const second = await zoho.books('POST', '/items', { name: 'Second', rate: 1, sku: 'A-1' });
    expect(second).toMatchObject({ status: 400, body: { code: 2 } });
  });

  test('mandatory members: name and rate always, others as the organisation says', async () => {
    for (const body of [{ rate: 1 }, { name: 'No rate' }, { name: '  ', rate: 1 }]) {
      expect(await zoho.books('POST', '/items', body)).toMatchObject({ status: 400, body: { code: 4 } });
    }
    await zoho.patch({ required: true, maxLength: 3 }, '/fields/books/items/sku');
    expect(await zoho.books('POST', '/items', { name: 'A', rate: 1 })).toMatchObject({ body: { code: 4 } });
    const long = await zoho.books('POST', '/items', { name: 'A', rate: 1, sku: '1234' });
    expect(long).toMatchObject({ status: 400, body: { code: 15 } });
    expect(await zoho.books('POST', '/items', { name: 'A', rate: 1, sku: '123' })).toMatchObject({
      status: 201,
    });
  });

  test('an untaxed item names its exemption; a tax is for editions that have it on items', async () => {
    await zoho.patch({ taxesEnabled: { books: true } });
    const [, exemption] = (await zoho.books('GET', '/settings/taxexemptions')).body.tax_exemptions;
    const [tax] = (await zoho.books('GET', '/settings/taxes')).body.taxes;
    const untaxed = { name: 'Untaxed', rate: 1, is_taxable: false };
    expect(await zoho.books('POST', '/items', untaxed)).toMatchObject({ status: 400, body: { code: 2 } });
    const exempt = { ...untaxed, tax_exemption_id: exemption.tax_exemption_id, tax_id: tax.tax_id };
    expect((await zoho.books('POST', '/items', exempt)).body.item).toMatchObject({
      is_taxable: false,
      tax_id: '',
    });
    await zoho.patch({ edition: 'uk' });
    const british = await zoho.bookItem({ tax_id: tax.tax_id });
    expect(british).toMatchObject({ tax_id: tax.tax_id, tax_name: tax.tax_name });
    expect(british).not.toHaveProperty('is_taxable');
  });

  test('a removed field is neither shown nor stored', async () => {
    await zoho.patch({ removed: true }, '/fields/books/items/sku');
    const item = await zoho.bookItem({ sku: 'A-1' });
    expect(item).not.toHaveProperty('sku');
    const fields = await zoho.books('GET', '/settings/fields?entity=item');
    expect(fields.body.fields.map((field: { api_name: string }) => field.api_name)).not.toContain('sku');
  });

  test('inactive items stay readable and leave the active list', async () => {
    const { item_id: id } = await zoho.bookItem();
    await zoho.books('POST', `/items/${id}/inactive`);
    expect((await zoho.books('GET', `/items/${id}`)).body.item.status).toBe('inactive');
    expect((await zoho.books('GET', '/items?filter_by=Status.Active')).body.items).toEqual([]);
    expect((await zoho.books('GET', '/items?filter_by=Status.Inactive')).body.items).toHaveLength(1);
    expect((await zoho.books('GET', '/items')).body.items).toHaveLength(1);
  });

  test('a deleted item answers 404 with 1002, and a refused delete leaves it there', async () => {
    const { item_id: id } = await zoho.bookItem();
    await zoho.patch({ capabilities: { refuseDeletes: true } });
    expect(await zoho.books('DELETE', `/items/${id}`)).toMatchObject({ status: 400, body: { code: 2049 } });
    await zoho.patch({ capabilities: { refuseDeletes: false } });
    expect(await zoho.books('DELETE', `/items/${id}`)).toMatchObject({ status: 200, body: { code: 0 } });
    expect(await zoho.books('GET', `/items/${id}`)).toMatchObject({ status: 404, body: { code: 1002 } });
  });

  test('searches by name, text and rate, and ignores parameters it does not know', async () => {
    for (const [name, rate] of [
      ['Hose 1', 5],
      ['Hose 2', 15],
      ['Valve', 25],
    ] as const)
      await zoho.bookItem({ name, rate });
    const names = async (query: string) =>
      (await zoho.books('GET', `/items?${query}`)).body.items.map((item: { name: string }) => item.name);
    expect(await names('name=hose%201')).toEqual(['Hose 1']);
    expect(await names('name_startswith=Hose')).toEqual(['Hose 1', 'Hose 2']);
    expect(await names('rate_greater_equals=15&sort_column=rate&sort_order=D')).toEqual(['Valve', 'Hose 2']);
    expect(await names('search_text=ALV')).toEqual(['Valve']);
    expect(await names('nmae=Valve')).toHaveLength(3);
  });

  test('last_modified_time takes ±HHMM only, narrows, and stops narrowing without the capability', async () => {
    await zoho.bookItem({ name: 'Old' });
    await zoho.control('POST', '/clock', { advanceMs: 3_600_000 });
    const { last_modified_time: since } = await zoho.bookItem({ name: 'New' });
    const list = (time: string) => zoho.books('GET', `/items?last_modified_time=${encodeURIComponent(time)}`);
    expect((await list(String(since))).body.items).toMatchObject([{ name: 'New' }]);
    for (const wrong of [
      '2026-06-09T09:45:19Z',
      '2026-06-09T09:45:19+00:00',
      '2026-06-09T09:45:19.000+0000',
    ]) {
      expect(await list(wrong)).toMatchObject({ status: 400, body: { code: 2 } });
    }
    await zoho.patch({ capabilities: { booksModifiedFilter: false } });
    expect((await list(String(since))).body.items).toHaveLength(2);
    expect(await list('yesterday')).toMatchObject({ status: 400 });
  });

  test('last_modified_time never moves back, also when the clock does', async () => {
    const item = await zoho.bookItem();
    await zoho.control('POST', '/clock', { skewMs: -3_600_000 });
    const edited = await zoho.books('PUT', `/items/${item.item_id}`, { rate: 2 });
    expect(edited.body.item).toMatchObject({ rate: 2, last_modified_time: item.last_modified_time });
  });

  test('a keyed upsert creates once and then edits; without the field it is refused', async () => {
    const keyed = (value: string, upsert: boolean, body: object) =>
      zoho.books('PUT', '/items', body, {
        'X-Unique-Identifier-Key': 'cf_fieldledger_id',
        'X-Unique-Identifier-Value': value,
        ...(upsert ? { 'X-Upsert': 'true' } : {}),
      });
    const body = (rate: number) => ({
      name: 'Keyed',
      rate,
      custom_fields: [{ api_name: 'cf_fieldledger_id', value: 'fsm-1' }],
    });
    expect(await keyed('fsm-1', true, body(1))).toMatchObject({ status: 400, body: { code: 2 } });
    await zoho.patch({ capabilities: { uniqueField: true } });
    expect(await keyed('fsm-1', false, body(1))).toMatchObject({ status: 404, body: { code: 1002 } });
    const first = await keyed('fsm-1', true, body(1));
    expect(first.status).toBe(201);
    const second = await keyed('fsm-1', true, body(2));
    expect(second).toMatchObject({
      status: 200,
      body: { item: { item_id: first.body.item.item_id, rate: 2 } },
    });
    const copy = await zoho.books('POST', '/items', { ...body(3), name: 'Copy' });
    expect(copy).toMatchObject({ status: 400, body: { code: 2 } });
    const [row] = (await zoho.books('GET', '/items')).body.items;
    expect(row).toMatchObject({ cf_fieldledger_id: 'fsm-1', custom_fields: [{ value: 'fsm-1' }] });
  });
});

describe('FSM services and parts', () => {
  test('cuts text at the first character beyond U+FFFF, with success', async () => {
    const id = await zoho.fsmItem({ Name: 'Valve 😀 brass', Description: ' ok ' });
    expect(await zoho.fsmRead(id)).toMatchObject({ Name: 'Valve', Description: 'ok' });
  });

  test('keeps decimals, reads an emptied text as null, ignores keys it does not know', async () => {
    const id = await zoho.fsmItem({ Unit_Price: 1.005, Unit: 'pcs', Nonsense: 1 });
    await zoho.fsm('PUT', `/Service_And_Parts/${id}`, { data: [{ Unit: '' }] });
    const record = await zoho.fsmRead(id);
    expect(record).toMatchObject({ Unit_Price: 1.005, Unit: null, Name: 'Ball valve' });
    expect(record).not.toHaveProperty('Nonsense');
  });

  test('a mandatory field cannot be missing or emptied', async () => {
    const missing = await zoho.fsm('POST', '/Service_And_Parts', { data: [{ Name: 'x', Type: 'Part' }] });
    expect(missing.body.data[0]).toMatchObject({
      code: 'MANDATORY_NOT_FOUND',
      details: { api_name: 'Unit_Price' },
    });
    const id = await zoho.fsmItem();
    const emptied = await zoho.fsm('PUT', `/Service_And_Parts/${id}`, { data: [{ Name: '  ' }] });
    expect(emptied).toMatchObject({ status: 400 });
    const text = await zoho.fsm('PUT', `/Service_And_Parts/${id}`, { data: [{ Unit_Price: '7' }] });
    expect(text.body.data[0]).toMatchObject({
      code: 'INVALID_DATA',
      details: { expected_data_type: 'double' },
    });
  });

  test('edits work at both paths, deletes at Products only, and a gone record answers 204', async () => {
    const id = await zoho.fsmItem();
    expect((await zoho.fsm('PUT', `/Products/${id}`, { data: [{ $inactive: true }] })).status).toBe(200);
    expect(await zoho.fsmRead(id)).toMatchObject({ $inactive: true });
    const refused = await zoho.fsm('DELETE', `/Service_And_Parts/${id}`);
    expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID_MODULE' } });
    expect((await zoho.fsm('DELETE', `/Products/${id}`)).status).toBe(200);
    expect(await zoho.fsm('GET', `/Service_And_Parts/${id}`)).toMatchObject({ status: 204, body: null });
    expect((await zoho.fsm('PUT', `/Products/${id}`, { data: [{ Unit: 'm' }] })).status).toBe(204);
    expect((await zoho.fsm('GET', '/Service_And_Parts')).status).toBe(204);
  });

  test('lists newest first; sort_by is honoured or, without the capability, ignored', async () => {
    const first = await zoho.fsmItem({ Name: 'First' });
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    await zoho.fsmItem({ Name: 'Second' });
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    await zoho.fsm('PUT', `/Service_And_Parts/${first}`, { data: [{ Unit: 'm' }] });
    const names = async (query: string) =>
      (await zoho.fsm('GET', `/Service_And_Parts${query}`)).body.data.map(
        (row: { Name: string }) => row.Name,
      );
    expect(await names('')).toEqual(['Second', 'First']);
    expect(await names('?sort_by=Modified_Time&sort_order=desc')).toEqual(['First', 'Second']);
    expect(await names('?sort_by=Modified_Time&sort_order=asc')).toEqual(['Second', 'First']);
    await zoho.patch({ capabilities: { fsmSortBy: false } });
    expect(await names('?sort_by=Modified_Time&sort_order=desc')).toEqual(['Second', 'First']);
  });

  test('searches the documented fields; Modified_Time only with the capability', async () => {
    await zoho.fsmItem({ Name: 'Valve, brass' });
    await zoho.fsmItem({ Name: 'Hose' });
    const search = (query: string) => zoho.fsm('GET', `/Service_And_Parts/search?${query}`);
    const equal = await search('api_name=Name&comparator=equal&value=valve%5C%2C%20brass');
    expect(equal.body.data).toMatchObject([{ Name: 'Valve, brass' }]);
    expect((await search('api_name=Name&value=os')).body.data).toMatchObject([{ Name: 'Hose' }]);
    expect(await search('api_name=Name&comparator=equal&value=nothing')).toMatchObject({ status: 204 });
    expect(await search('api_name=SKU&value=1')).toMatchObject({ status: 400 });
    const since = 'api_name=Modified_Time&comparator=greater_than&value=2020-01-01T00:00:00%2B00:00';
    expect(await search(since)).toMatchObject({ status: 400 });
    await zoho.patch({ capabilities: { fsmModifiedSearch: true } });
    expect((await search(since)).body.data).toHaveLength(2);
  });

  test('process_sync links and unlinks, unless the capability is off', async () => {
    const id = await zoho.fsmItem();
    const { item_id: integ_id } = await zoho.bookItem();
    const send = (sync_process: string, target = integ_id) =>
      zoho.fsm('POST', `/Service_And_Parts/${id}/actions/process_sync?sync_service=finance`, {
        integ_id: target,
        sync_process,
      });
    expect((await send('link', '999')).status).toBe(400);
    expect((await send('link')).status).toBe(200);
    expect(await zoho.fsmRead(id)).toMatchObject({ ZBilling_Id: integ_id });
    const found = await zoho.fsm(
      'GET',
      `/Service_And_Parts/search?api_name=ZBilling_Id&comparator=equal&value=${integ_id}`,
    );
    expect(found.body.data).toMatchObject([{ id }]);
    expect((await send('unlink')).status).toBe(200);
    expect(await zoho.fsmRead(id)).toMatchObject({ ZBilling_Id: null });
    await zoho.patch({ capabilities: { processSync: false } });
    expect(await send('link')).toMatchObject({ status: 404, body: { code: 'INVALID_URL_PATTERN' } });
  });

  test('a workflow moves Modified_Time once more, and never back', async () => {
    await zoho.patch({ capabilities: { workflowEchoMs: 5_000 } });
    const id = await zoho.fsmItem();
    const before = Date.parse(String((await zoho.fsmRead(id)).Modified_Time));
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    const after = Date.parse(String((await zoho.fsmRead(id)).Modified_Time));
    expect(after - before).toBe(5_000);
    await zoho.control('POST', '/clock', { skewMs: -3_600_000 });
    await zoho.fsm('PUT', `/Service_And_Parts/${id}`, { data: [{ Unit: 'm' }] });
    expect(Date.parse(String((await zoho.fsmRead(id)).Modified_Time))).toBe(after);
  });

  test('hidden PII reads as null and is told by the metadata', async () => {
    await zoho.patch({ pii: true }, '/fields/fsm/Service_And_Parts/Description');
    const id = await zoho.fsmItem({ Description: 'Private' });
    expect(await zoho.fsmRead(id)).toMatchObject({ Description: 'Private' });
    await zoho.patch({ capabilities: { hidePii: true } });
    expect(await zoho.fsmRead(id)).toMatchObject({ Description: null });
    const fields = (await zoho.fsm('GET', '/settings/fields?module=Service_And_Parts')).body.fields;
    const marked = fields.find((field: { api_name: string }) => field.api_name === 'Description');
    expect(marked.private).toMatchObject({ restricted: true });
  });
});

test('listLagMs keeps new and changed records out of lists and searches, not out of direct reads', async () => {
  const { item_id: known } = await zoho.bookItem({ name: 'Known' });
  await zoho.patch({ capabilities: { listLagMs: 10_000 } });
  await zoho.bookItem({ name: 'Late' });
  await zoho.books('PUT', `/items/${known}`, { name: 'Renamed' });
  const names = async () =>
    (await zoho.books('GET', '/items')).body.items.map((item: { name: string }) => item.name);
  expect(await names()).toEqual(['Known']);
  expect((await zoho.books('GET', `/items/${known}`)).body.item.name).toBe('Renamed');
  expect((await zoho.books('GET', '/items?name=Late')).body.items).toEqual([]);
  await zoho.control('POST', '/clock', { advanceMs: 10_000 });
  expect(await names()).toEqual(['Late', 'Renamed']);
});
