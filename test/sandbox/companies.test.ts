/** Companies of the simulated FSM, and what they share with contacts: addresses, taxes, currencies (fsm-api.md 4, 9). */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Harness, keyPaths, sample } from './harness.ts';

const zoho = await Harness.start();

beforeEach(() => zoho.reset({ organizations: [{}] }));
afterAll(() => zoho.close());

const create = (values: Record<string, unknown>) => zoho.fsm('POST', '/Companies', { data: [values] });

async function company(values: Record<string, unknown> = {}): Promise<string> {
  const answer = await create({ Company_Name: 'Brightwater Facilities LLC', ...values });
  if (answer.status !== 201) throw new Error(`create answered ${answer.status}`);
  return answer.body.data.Companies[0].id;
}

const read = async (id: string) => (await zoho.fsm('GET', `/Companies/${id}`)).body.data[0];
const edit = (id: string, values: Record<string, unknown>) =>
  zoho.fsm('PUT', `/Companies/${id}`, { data: [values] });
const list = async (query = '') => (await zoho.fsm('GET', `/Companies${query}`)).body.data;
const keys = (value: unknown) => [...keyPaths(value)].sort();

describe('shapes', () => {
  test('the documented request is taken; create, list, detail, search and update have the keys of the samples', async () => {
    await zoho.patch({}, '/fields/fsm/Companies/Contract_Tier__C');
    const request = sample('fsm', 'request-company-create.json');
    const created = await zoho.fsm('POST', '/Companies', request);
    expect(created.status).toBe(201);
    expect(keys(created.body)).toEqual(keys(sample('fsm', 'company-create-success.json')));
    const [made] = created.body.data.Companies;
    expect(made).toMatchObject({ UID: 'Companies_0', TabName: 'Companies' });
    const page = sample('fsm', 'companies-list-page1.json');
    const answer = await zoho.fsm('GET', '/Companies?page=1&per_page=200');
    expect(keys(answer.body)).toEqual(keys(page));
    expect(keys(await read(made.id))).toEqual(keys(page.data[0]));
    const found = await zoho.fsm('GET', '/Companies/search?api_name=Company_Name&value=water');
    expect(keys(found.body)).toEqual(keys(sample('fsm', 'companies-search-by-zbilling.json')));
    const { Service_Address: service, ...others } = request.data[0];
    const { Territory: _, ...address } = service;
    expect(await read(made.id)).toMatchObject({ ...others, Service_Address: address });
    const updated = await edit(made.id, { Company_Name: 'Brightwater' });
    expect(keys(updated.body)).toEqual(keys(sample('fsm', 'record-update-success.json')));
  });

  test('errors', async () => {
    const id = await company();
    const answers = {
      'error-400-mandatory-not-found.json': await create({ Website: 'www.example.com' }),
      'error-400-invalid-data-too-long.json': await edit(id, {
        Service_Address: { Street_1: 'x'.repeat(256) },
      }),
      'error-404-invalid-url-pattern.json': await zoho.fsm('GET', '/Companies/not-a-number'),
      'error-400-invalid-module.json': await zoho.fsm('PUT', `/Addresses/${id}`, { data: [{}] }),
    };
    for (const [file, answer] of Object.entries(answers)) {
      expect([file, answer.status]).toEqual([file, Number(file.split('-')[1])]);
      expect(answer.body).toEqual(sample('fsm', file));
    }
    await zoho.patch({ capabilities: { refuseDeletes: true } });
    const refused = await zoho.fsm('DELETE', `/Companies/${id}`);
    expect(refused).toMatchObject({
      status: 200,
      body: { restricted_to_delete: { invalid_records: { [id]: ['Work_Orders'] } } },
    });
    expect(await read(id)).toMatchObject({ id });
  });

  test('fields of the tax edition come and go with it', async () => {
    const id = await company({ GST_Treatment: 'consumer', VAT_Treatment: 'uk' });
    const names = async () =>
      (await zoho.fsm('GET', '/settings/fields?module=Companies')).body.fields.map(
        (field: { api_name: string }) => field.api_name,
      );
    expect(await read(id)).not.toHaveProperty('GST_Treatment');
    expect(await names()).not.toContain('GST_Treatment');
    await zoho.patch({ edition: 'in' });
    expect(await read(id)).toMatchObject({
      GST_Treatment: null,
      Place_of_Supply: null,
      Tax_Reg_Number: null,
    });
    await edit(id, { GST_Treatment: 'consumer', VAT_Treatment: 'uk' });
    expect(await read(id)).toMatchObject({ GST_Treatment: 'consumer' });
    expect(await names()).toContain('GST_Treatment');
    await zoho.patch({ edition: 'uk' });
    const british = await read(id);
    expect(british).toMatchObject({ VAT_Treatment: null });
    expect(british).not.toHaveProperty('GST_Treatment');
  });
});

describe('writes', () => {
  test('an edit changes only what it names; null and empty text clear; unknown and read-only keys do nothing', async () => {
    const id = await company({ Website: 'www.example.com', Phone: '555-010-0101', Fax: '1' });
    const sent = { Phone: null, Fax: '', Nonsense: 1, ZBilling_Id: '9', ZCRM_Id: '9', Created_Time: 'x' };
    expect((await edit(id, sent)).status).toBe(200);
    const record = await read(id);
    expect(record).toMatchObject({
      Company_Name: 'Brightwater Facilities LLC',
      Website: 'www.example.com',
      Phone: null,
      Fax: null,
      ZBilling_Id: null,
      ZCRM_Id: null,
    });
    expect(record).not.toHaveProperty('Nonsense');
  });

  test('text is trimmed and cut at the first character beyond U+FFFF, with success; lengths are refused', async () => {
    const id = await company({ Company_Name: ' Vale 😀 Dental ', Service_Address: { City: 'Rock😀ford' } });
    expect(await read(id)).toMatchObject({ Company_Name: 'Vale', Service_Address: { City: 'Rock' } });
    const long = await edit(id, { Company_Name: 'x'.repeat(201) });
    expect(long.body.data[0]).toMatchObject({
      code: 'INVALID_DATA',
      details: { api_name: 'Company_Name', maximum_length: 200 },
    });
    expect((await edit(id, { Company_Name: ' ' })).body.data[0].code).toBe('MANDATORY_NOT_FOUND');
    await zoho.patch({ maxLength: null }, '/fields/fsm/Companies/Company_Name');
    expect((await edit(id, { Company_Name: 'x'.repeat(201) })).status).toBe(200);
  });

  test('custom fields are kept once they are defined', async () => {
    const id = await company({ Contract_Tier__C: 'Gold' });
    expect(await read(id)).not.toHaveProperty('Contract_Tier__C');
    await zoho.patch({}, '/fields/fsm/Companies/Contract_Tier__C');
    expect(await read(id)).toMatchObject({ Contract_Tier__C: null });
    await edit(id, { Contract_Tier__C: 'Gold' });
    expect(await read(id)).toMatchObject({ Contract_Tier__C: 'Gold' });
  });

  test('$inactive is set by an edit; a deleted company answers 204 and leaves its contacts without company', async () => {
    const id = await company();
    await edit(id, { $inactive: true });
    expect(await list()).toMatchObject([{ id, $inactive: true }]);
    const contact = { Last_Name: 'Marlow', Email: 'marlow@example.com', Company: id };
    const made = await zoho.fsm('POST', '/Contacts', { data: [contact] });
    expect((await zoho.fsm('DELETE', `/Companies/${id}`)).status).toBe(200);
    expect(await zoho.fsm('GET', `/Companies/${id}`)).toMatchObject({ status: 204, body: null });
    expect((await edit(id, { Fax: '1' })).status).toBe(204);
    expect((await zoho.fsm('GET', '/Companies')).status).toBe(204);
    const left = await zoho.fsm('GET', `/Contacts/${made.body.data.Contacts[0].id}`);
    expect(left.body.data).toMatchObject([{ Last_Name: 'Marlow', Company: null }]);
  });

  test('a tax named by its id brings its name and rate; an edit of the object keeps the other members', async () => {
    await zoho.patch({ taxesEnabled: { fsm: true } });
    const [tax] = (await zoho.fsm('GET', '/settings/taxes')).body.taxes;
    const id = await company({ Tax: { Tax_Id: tax.Tax_Id } });
    const complete = { Taxable: true, Tax_Name: 'County Tax', Tax_Percentage: 6.25 };
    expect((await read(id)).Tax).toMatchObject(complete);
    await edit(id, { Tax: { Taxable: false, Tax_Exemption_Code: 'RESALE' } });
    expect((await read(id)).Tax).toMatchObject({ ...complete, Taxable: false, Tax_Exemption_Code: 'RESALE' });
    expect((await edit(id, { Tax: 'County Tax' })).body.data[0].details).toMatchObject({
      expected_data_type: 'jsonobject',
      api_name: 'Tax',
    });
  });
});

describe('currencies', () => {
  test('the base currency by default; others must be known, with a rate above zero', async () => {
    const id = await company();
    expect(await read(id)).toMatchObject({ Currency: 'USD', Exchange_Rate: 1, $currency_symbol: '$' });
    const unknown = await edit(id, { Currency: 'CHF', Exchange_Rate: 1.1 });
    expect(unknown.body.data[0]).toMatchObject({ code: 'INVALID_DATA', details: { api_name: 'Currency' } });
    const zero = await edit(id, { Currency: 'EUR', Exchange_Rate: 0 });
    expect(zero.body.data[0]).toMatchObject({ details: { api_name: 'Exchange_Rate' } });
    await edit(id, { Currency: 'EUR', Exchange_Rate: 1.085 });
    const euro = { Currency: 'EUR', Exchange_Rate: 1.085, $currency_symbol: '€' };
    expect(await read(id)).toMatchObject(euro);
    await edit(id, { Currency: 'EUR' });
    expect(await read(id)).toMatchObject(euro);
    await edit(id, { Currency: null });
    expect(await read(id)).toMatchObject({ Currency: 'USD', Exchange_Rate: 1 });
  });

  test('a rate that is left out is 1, or refused, as the switch says', async () => {
    const id = await company({ Currency: 'EUR' });
    expect(await read(id)).toMatchObject({ Currency: 'EUR', Exchange_Rate: 1 });
    await zoho.reset({ switches: { fsmRateLeftOut: 'refuse' }, organizations: [{}] });
    const refused = await create({ Company_Name: 'Vale', Currency: 'EUR' });
    expect(refused.body.data[0]).toMatchObject({ details: { api_name: 'Exchange_Rate' } });
    expect((await create({ Company_Name: 'Vale', Currency: 'EUR', Exchange_Rate: 2 })).status).toBe(201);
  });
});

describe('addresses', () => {
  const service = { Address_Name: 'Main plant', Street_1: '120 River Rd', City: 'Rockford' };
  const addresses = async (id: string) => (await zoho.fsm('GET', `/Companies/${id}/Addresses`)).body?.data;

  test('nested objects make address records with ids of their own; the id edits one, partly', async () => {
    const id = await company({ Service_Address: service, Billing_Address: { City: 'Rockford' } });
    const before = await read(id);
    expect(before.Billing_Address).toMatchObject({
      name: 'Billing Address',
      Address_Name: 'Billing Address',
    });
    const { id: addressId } = before.Service_Address;
    expect(addressId).toMatch(/^\d{13,19}$/);
    await edit(id, { Service_Address: { id: addressId, Street_1: '122 River Rd' } });
    expect((await read(id)).Service_Address).toEqual({ ...before.Service_Address, Street_1: '122 River Rd' });
    const foreign = await edit(id, { Service_Address: { id: before.id, City: 'x' } });
    expect(foreign.body.data[0]).toMatchObject({
      code: 'INVALID_DATA',
      details: { api_name: 'id', parent_api_name: 'Service_Address' },
    });
    await edit(id, { Billing_Address: { id: addressId } });
    expect((await read(id)).Billing_Address.id).toBe(addressId);
  });

  test('an edit without id adds an address, or edits the one in place', async () => {
    const id = await company({ Service_Address: service });
    const { id: first } = (await read(id)).Service_Address;
    await edit(id, { Service_Address: { City: 'Peoria' } });
    expect((await read(id)).Service_Address).toMatchObject({ City: 'Peoria', Street_1: null });
    expect((await addresses(id)).map((row: { id: string }) => row.id)).toEqual([first, expect.any(String)]);
    await zoho.reset({ switches: { fsmAddressWithoutId: 'edits' }, organizations: [{}] });
    const other = await company({ Service_Address: service });
    await edit(other, { Service_Address: { City: 'Peoria' }, Billing_Address: { City: 'Peoria' } });
    expect((await read(other)).Service_Address).toMatchObject({ City: 'Peoria', Street_1: '120 River Rd' });
    expect(await addresses(other)).toHaveLength(2);
  });

  test('null empties the place and keeps the record, unless the switch says that it does nothing', async () => {
    const id = await company({ Service_Address: service });
    await edit(id, { Service_Address: null });
    expect((await read(id)).Service_Address).toBeNull();
    expect(await addresses(id)).toHaveLength(1);
    await zoho.reset({ switches: { fsmNullAddressClears: false }, organizations: [{}] });
    const other = await company({ Service_Address: service });
    await edit(other, { Service_Address: null });
    expect((await read(other)).Service_Address).toMatchObject(service);
  });

  test('the billing address may be the service address', async () => {
    const same = '$SUBLOOKUP_Service_Address';
    const id = await company({ Billing_Address: same, Service_Address: service });
    const record = await read(id);
    expect(record.Billing_Address).toEqual(record.Service_Address);
    expect(await addresses(id)).toHaveLength(1);
    expect((await create({ Company_Name: 'Vale', Billing_Address: same })).status).toBe(400);
  });

  test('the list of addresses and one of them read as the sample; they cannot be written there', async () => {
    const territory = '2411000000139343';
    const place = { Latitude: 42.2711, Longitude: -89.094, Territory: territory };
    const id = await company({ Service_Address: { ...service, ...place }, Billing_Address: {} });
    const answer = await zoho.fsm('GET', `/Companies/${id}/Addresses`);
    expect(keys(answer.body)).toEqual(keys(sample('fsm', 'contact-addresses-list.json')));
    const [row] = answer.body.data;
    expect(row).toMatchObject({ Latitude: 42.2711, Territory: { id: territory } });
    const one = await zoho.fsm('GET', `/Companies/${id}/Addresses/${row.id}`);
    expect(one.body).toEqual({ data: [row] });
    expect((await zoho.fsm('GET', `/Companies/${id}/Addresses/${id}`)).status).toBe(204);
    expect((await zoho.fsm('GET', `/Companies/${id}/Addresses/x`)).status).toBe(404);
    expect((await zoho.fsm('GET', `/Companies/${row.id}/Addresses`)).status).toBe(204);
    const written = await zoho.fsm('PUT', `/Companies/${id}/Addresses`, { data: [{}] });
    expect(written).toMatchObject({ status: 400, body: { data: [{ code: 'INVALID_DATA' }] } });
  });

  test('[X6] an address has a tax of its own in the United States only', async () => {
    const Tax = { Taxable: true, Tax_Name: 'City Tax' };
    const id = await company({ Service_Address: { ...service, Tax } });
    expect((await read(id)).Service_Address.Tax).toMatchObject(Tax);
    await zoho.reset({ organizations: [{ edition: 'in' }] });
    const other = await company({ Service_Address: { ...service, Tax } });
    expect((await read(other)).Service_Address).not.toHaveProperty('Tax');
  });
});

describe('lists and searches', () => {
  test('newest first; sort_by is honoured or, without the capability, ignored', async () => {
    const first = await company({ Company_Name: 'Alder' });
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    await company({ Company_Name: 'Birch' });
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    await edit(first, { Fax: '1' });
    const names = async (query: string) =>
      (await list(query)).map((row: { Company_Name: string }) => row.Company_Name);
    expect(await names('')).toEqual(['Birch', 'Alder']);
    expect(await names('?sort_by=Modified_Time&sort_order=desc')).toEqual(['Alder', 'Birch']);
    expect(await names('?sort_by=Company_Name&sort_order=desc')).toEqual(['Birch', 'Alder']);
    await zoho.patch({ capabilities: { fsmSortBy: false } });
    expect(await names('?sort_by=Modified_Time&sort_order=desc')).toEqual(['Birch', 'Alder']);
    const page = await zoho.fsm('GET', '/Companies?per_page=1&page=2');
    expect(page.body.info).toMatchObject({ count: 1, page: 2, more_records: false });
  });

  test('searches the documented fields; Modified_Time only with the capability', async () => {
    await company({ Company_Name: 'Oak, Vale & Sons', Phone: '555' });
    await company({ Company_Name: 'Oak' });
    const search = (query: string) => zoho.fsm('GET', `/Companies/search?${query}`);
    const equal = await search('api_name=Company_Name&comparator=equal&value=oak%5C%2C%20vale%20%26%20sons');
    expect(equal.body.data).toMatchObject([{ Company_Name: 'Oak, Vale & Sons' }]);
    expect((await search('api_name=Company_Name&value=oak')).body.data).toHaveLength(2);
    expect((await search('api_name=Company_Name&comparator=equal&value=oak')).body.data).toHaveLength(1);
    expect((await search('api_name=Phone&value=555')).status).toBe(400);
    const since = 'api_name=Modified_Time&comparator=greater_than&value=2020-01-01T00:00:00%2B00:00';
    expect((await search(since)).status).toBe(400);
    await zoho.patch({ capabilities: { fsmModifiedSearch: true } });
    expect((await search(since)).body.data).toHaveLength(2);
  });

  test('listLagMs keeps changes out of lists; a workflow moves Modified_Time once more', async () => {
    await zoho.patch({ capabilities: { listLagMs: 10_000, workflowEchoMs: 5_000 } });
    const id = await company();
    expect((await zoho.fsm('GET', '/Companies')).status).toBe(204);
    const before = Date.parse((await read(id)).Modified_Time);
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    expect(Date.parse((await read(id)).Modified_Time) - before).toBe(5_000);
    await zoho.control('POST', '/clock', { advanceMs: 60_000 });
    expect(await list()).toMatchObject([{ id }]);
  });
});
